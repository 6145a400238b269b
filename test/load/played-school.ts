import type { SeededRandom } from '../../apps/standalone/src/demo/seeded-random.js';
import { v7 as uuid } from 'uuid';
import { NewFilings } from '../bench/new-filings.js';
import type { BenchAssistant } from '../bench/bench-school.js';
import { Client } from '../support/client.js';
import { arrivals, assistantsOnDuty } from './bell.rules.js';
import type { FoundedSchool } from './found-schools.js';
import type { Ledger } from './ledger.js';
import { LiveScreen } from './live-screen.js';
import type { SchoolClock } from './school-clock.js';

/** How often an assistant without a ticket looks at the line, in our milliseconds. */
const lookMs = 100;
/** Of the students, this many tap three times at the kiosk afterwards. */
const feedbackShare = 0.6;

/** The people of one school at their kiosks and desks. What they do is measured from when it was due. */
export class PlayedSchool {
  private readonly filings: NewFilings;
  private readonly kiosks: readonly Client[];
  private readonly deskId: string;
  private screens: LiveScreen[] = [];
  private turn = 0;

  constructor(
    private readonly school: FoundedSchool,
    private readonly base: string,
    private readonly ledger: Ledger,
    private readonly random: SeededRandom,
  ) {
    this.filings = new NewFilings(school);
    this.kiosks = school.kioskCookies.map((cookie) => this.signedIn(cookie));
    this.deskId = school.desks[0]?.id ?? '';
  }

  get sockets(): number {
    return this.screens.length;
  }

  async openScreens(): Promise<void> {
    const { assistants, coachCookie, boardCookie, kioskCookies } = this.school;
    const open = (cookie: string, room: LiveScreen['room']) => LiveScreen.open(this.base, cookie, room, this.deskId, this.ledger);
    this.screens = await Promise.all([
      ...assistants.map(({ cookie }) => open(cookie, 'desk')),
      open(coachCookie, 'coach'),
      open(boardCookie, 'board'),
      ...kioskCookies.map((cookie) => open(cookie, 'kiosk')),
    ]);
  }

  closeScreens(): void {
    for (const screen of this.screens) screen.close();
  }

  /** A student comes to the next kiosk. @param due when, by `performance.now()` */
  async file(due: number): Promise<void> {
    const { request } = this.filings.next(this.school.desks);
    const filed = await this.nextKiosk().call('fileTicket', request);
    this.ledger.times.file.add(performance.now() - due);
    this.ledger.filed.add(filed.id);
  }

  /** An assistant presses *next for me*. Answers the ticket, or null when nobody waits any more. */
  async claim(due: number, assistant = this.nextAssistant()): Promise<Held | null> {
    const client = this.signedIn(assistant.cookie);
    const { ticket } = await client.call('claimNext', { deskId: this.deskId, requestId: uuid() });
    if (ticket === null) return null;
    this.ledger.times.claim.add(performance.now() - due);
    this.ledger.claimed(ticket.id, assistant.id);
    return { ticketId: ticket.id, client };
  }

  /** It works again, and more often than not the student says how it went. */
  async finish({ ticketId, client }: Held): Promise<void> {
    const due = performance.now();
    await client.call('resolveTicket', { ticketId, requestId: uuid(), fix: 'Restarted it' });
    this.ledger.times.resolve.add(performance.now() - due);
    this.ledger.resolved.add(ticketId);
    if (!this.random.chance(feedbackShare)) return;
    const tapped = performance.now();
    const taps = { fixed: 'yes', explained: 'yes', respected: 'yes' } as const;
    await this.nextKiosk().call('giveFeedback', { ticketId, requestId: uuid(), ...taps });
    this.ledger.times.feedback.add(performance.now() - tapped);
  }

  async playDay(clock: SchoolClock): Promise<void> {
    const onDuty = this.school.assistants.slice(0, assistantsOnDuty(this.school.studentIds.length));
    await Promise.all([this.studentsCome(clock), ...onDuty.map((assistant) => this.work(assistant, clock))]);
  }

  /** Screens that do not show what the server says now. */
  async wrongScreens(): Promise<string[]> {
    const coach = this.signedIn(this.school.coachCookie);
    const [assistant] = this.school.assistants;
    const lineOf = async (client: Client) => {
      const { rows, open } = await client.call('listLine', { deskId: this.deskId, limit: 200 });
      return new Map([...rows, ...open].map(({ id, version }) => [id, version]));
    };
    const onBoard = new Map((await coach.call('board', { deskId: this.deskId })).rows.map(({ id, version }) => [id, version]));
    const right = {
      desk: await lineOf(this.signedIn(assistant?.cookie ?? '')),
      coach: await lineOf(coach),
      board: onBoard,
      kiosk: onBoard,
    };
    return this.screens.flatMap(({ room, shown }) => {
      const wanted = room in right ? right[room as keyof typeof right] : new Map<string, number>();
      const wrong = [...new Set([...wanted.keys(), ...shown.keys()])].filter((id) => wanted.get(id) !== shown.get(id));
      return wrong.map(
        (id) => `A ${room} screen shows ${id} in version ${shown.get(id) ?? 'none'}, the server ${wanted.get(id) ?? 'none'}.`,
      );
    });
  }

  /** Whether an earlier student is answered or not. */
  private async studentsCome(clock: SchoolClock): Promise<void> {
    const filings: Promise<void>[] = [];
    for (const minute of arrivals(this.school.studentIds.length, clock.minutes, this.random)) {
      await clock.until(clock.at(minute));
      filings.push(this.file(clock.at(minute)).catch((error: unknown) => this.ledger.failed('A filing', error)));
    }
    await Promise.all(filings);
  }

  /** Claims while somebody waits, works on it for 3 to 9 minutes, resolves. */
  private async work(assistant: BenchAssistant, clock: SchoolClock): Promise<void> {
    const screen = this.screens.find(({ cookie }) => cookie === assistant.cookie);
    for (let due = clock.began; !clock.isOver;) {
      await clock.until(due);
      if (screen === undefined || screen.waiting.size === 0) {
        due = performance.now() + lookMs;
        continue;
      }
      try {
        const held = await this.claim(due, assistant);
        if (held === null) {
          this.ledger.tooLate += 1;
          due = performance.now() + lookMs;
          continue;
        }
        await clock.until(performance.now() + clock.lasting(3 + this.random.whole(7)));
        await this.finish(held);
      } catch (error) {
        this.ledger.failed('An assistant', error);
      }
      due = performance.now();
    }
  }

  private nextKiosk(): Client {
    this.turn += 1;
    return this.kiosks[this.turn % this.kiosks.length] ?? new Client(this.base);
  }

  private nextAssistant(): BenchAssistant {
    this.turn += 1;
    const { assistants } = this.school;
    const assistant = assistants[this.turn % assistants.length];
    if (assistant === undefined) throw new Error('The school has no assistants.');
    return assistant;
  }

  private signedIn(cookie: string): Client {
    const client = new Client(this.base);
    client.cookie = cookie;
    return client;
  }
}

/** A ticket in somebody's hands. */
export interface Held {
  readonly ticketId: string;
  readonly client: Client;
}
