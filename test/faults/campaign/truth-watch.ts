import { setTimeout as sleep } from 'node:timers/promises';
import type { LineScreen } from '../../support/line-screen.js';
import type { Target } from './target.js';

/** A screen that nothing reaches any more knows it within ten seconds; more, because it is looked at now and then. */
const saidWithinMs = 11_000;
const lookEveryMs = 500;

interface TicketNow {
  readonly id: string;
  readonly version: number;
  readonly open: boolean;
}

/** Looks whether screens say of themselves that they are live while they are not. */
export class TruthWatch {
  /** Of this fault; of each kind the first of a screen. */
  private readonly found = new Set<string>();
  /** Since when a screen has been behind the database with a ticket, by `screen ticket`; `performance.now()`. */
  private readonly behindSince = new Map<string, number>();
  private comparing: Promise<void> | undefined;

  constructor(
    private readonly sql: Target['sql'],
    private readonly deskId: string,
    private readonly screens: readonly LineScreen[],
    private readonly report: (untruth: string) => void,
  ) {}

  /** @param unreached nothing can tell the screens anything while the fault lasts */
  async during(fault: () => Promise<void>, unreached: boolean): Promise<void> {
    const began = performance.now();
    let lasts = true;
    const looking = (async () => {
      for (; lasts; await sleep(lookEveryMs)) this.look(unreached && performance.now() - began > saidWithinMs);
      await this.comparing;
      this.behindSince.clear();
      this.found.clear();
    })();
    try {
      await fault();
    } finally {
      lasts = false;
      await looking;
    }
  }

  private look(mustNotBeLive: boolean): void {
    for (const [n, { phase }] of this.screens.entries())
      if (mustNotBeLive && phase === 'live') this.note(n, 'calls itself live while nothing reaches it');
    // One question at a time: a database that stands still answers none.
    this.comparing ??= this.compare()
      .catch(() => undefined)
      .finally(() => {
        this.comparing = undefined;
      });
  }

  private async compare(): Promise<void> {
    const asked = performance.now();
    const shown = [...new Set(this.screens.flatMap((screen) => screen.ticketIds()))];
    const tickets = await this.sql<TicketNow & Record<string, unknown>>(
      `SELECT id, version, state IN ('waiting', 'claimed', 'held', 'escalated') AS open FROM ticket
       WHERE desk_id = $1 AND (id = ANY ($2) OR state IN ('waiting', 'claimed', 'held', 'escalated'))`,
      [this.deskId, shown],
    );
    for (const [n, screen] of this.screens.entries()) for (const ticket of tickets) this.compareOne(n, screen, ticket, asked);
  }

  private compareOne(n: number, screen: LineScreen, ticket: TicketNow, asked: number): void {
    const key = `${n} ${ticket.id}`;
    const known = screen.versionOf(ticket.id);
    const behind = known === undefined ? ticket.open : known < ticket.version;
    if (!behind) {
      this.behindSince.delete(key);
      return;
    }
    const since = this.behindSince.get(key) ?? asked;
    this.behindSince.set(key, since);
    if (screen.phase === 'live' && asked - since > saidWithinMs)
      this.note(n, `calls itself live, and is behind with a ticket for more than ${saidWithinMs / 1_000} s`);
  }

  private note(screen: number, what: string): void {
    const untruth = `screen ${screen + 1} ${what}`;
    if (!this.found.has(untruth)) this.report(untruth);
    this.found.add(untruth);
  }
}
