import type { Issue } from '@firstbell/contracts/issues';
import type { LineRow } from '@firstbell/contracts/tickets';
import { v7 as uuid } from 'uuid';
import type { SeededRandom } from '../seeded-random.js';
import { type ApiClient, RefusedError } from './api-client.js';
import type { DayCount } from './day-count.js';
import type { PlayedClock } from './played-clock.js';
import type { PlayedStudents } from './played-students.js';

const notes = [
  'Tried another charger, same picture.',
  'Works on the guest network, not on ours.',
  'They will be back after lunch.',
] as const;
const holds = ['student_in_class', 'waiting_for_part', 'ready_for_pickup'] as const;
const escalations = ['needs_adult', 'beyond_my_training', 'device_damage', 'account_or_password'] as const;

interface PlayedAssistantParts {
  readonly client: ApiClient;
  readonly deskId: string;
  readonly issues: ReadonlyMap<string, Issue>;
  readonly students: PlayedStudents;
  readonly random: SeededRandom;
  readonly clock: PlayedClock;
  readonly count: DayCount;
}

/** One assistant through one period: takes the next, works on it, and does with it what happens at a desk. */
export class PlayedAssistant {
  constructor(private readonly parts: PlayedAssistantParts) {}

  /** On duty until that minute of the day; nothing is left in their hands. */
  async work(untilMinute: number): Promise<void> {
    const { client, deskId, clock, random } = this.parts;
    await client.call('startDuty', { deskId });
    await clock.pass(random.whole(3));
    while (clock.minute < untilMinute - 2 && !clock.over) {
      const { ticket } = await client.call('claimNext', { deskId, requestId: uuid() });
      if (ticket === null) {
        await clock.pass(1);
        continue;
      }
      await clock.pass(Math.min(2 + random.whole(4) + random.whole(4), Math.max(0, untilMinute - 1 - clock.minute)));
      await this.finish(ticket).catch((error: unknown) => this.meetRefusal(error));
    }
    await client.call('endDuty', { deskId });
  }

  private async finish(ticket: LineRow): Promise<void> {
    const { client, random, count } = this.parts;
    const change = { ticketId: ticket.id, requestId: uuid() };
    const draw = random.whole(100);
    if (draw < 5) {
      await client.call('addNote', { ticketId: ticket.id, id: uuid(), body: random.pick(notes) });
      await client.call('holdTicket', { ...change, reason: random.pick(holds) });
      count.heldBack += 1;
    } else if (draw < 10) {
      await client.call('escalateTicket', { ...change, reason: random.pick(escalations), note: random.pick(notes) });
      count.escalated += 1;
    } else if (draw < 13) {
      await client.call('cancelTicket', { ...change, reason: 'walked_away' });
    } else if (draw < 15) {
      await client.call('releaseTicket', change);
    } else {
      await client.call('resolveTicket', { ...change, fix: this.fixOf(ticket) });
      count.resolved += 1;
      void this.parts.students.sayHowItWent(ticket.id).catch((error: unknown) => this.meetRefusal(error));
    }
  }

  private fixOf({ issueId }: LineRow): string {
    const [first = 'Restarted it', ...others] = this.parts.issues.get(issueId)?.fixes.en ?? [];
    return this.parts.random.pick([first, ...others]);
  }

  /** The lease ended, the coach was quicker: such is a day. Anything else is a fault and ends the play. */
  private meetRefusal(error: unknown): void {
    if (!(error instanceof RefusedError)) throw error;
    this.parts.count.refused += 1;
  }
}
