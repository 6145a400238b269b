import { Pool } from 'pg';
import { survivesLosses } from '../database/survives-losses.js';
import { currentSnapshot, readEvents, type LoggedEvent } from './read-events.js';
import { WakeListener } from './wake-listener.js';

export type TailListener = (events: LoggedEvent[], snapshot: string) => Promise<void> | void;

export interface EventTailOptions {
  readonly pollMs?: number;
  /** Between two reads. */
  readonly restMs?: number;
  readonly report?: (error: unknown) => void;
}

/** Reading what was committed in a second takes milliseconds; what a long outage left behind, a second or two. */
const longestReadMs = 8_000;

/**
 * Follows the event log: calls its listeners with what was committed, in batches, each event once per process.
 * Woken by NOTIFY or from inside the process; a poll is the safety net, so a lost wake-up costs a second, not an event.
 */
export class EventTail {
  private readonly listeners: TailListener[] = [];
  private readonly pool: Pool;
  private readonly wakes: WakeListener;
  private readonly pollMs: number;
  private readonly restMs: number;
  private readonly report: (error: unknown) => void;
  private snapshotSeen = '';
  private readAt: number | undefined;
  private timer: NodeJS.Timeout | undefined;
  private rest: NodeJS.Timeout | undefined;
  private reading: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(url: string, { pollMs = 1_000, restMs = 10, report = () => undefined }: EventTailOptions = {}) {
    this.pollMs = pollMs;
    this.restMs = restMs;
    this.report = report;
    this.pool = new Pool({
      connectionString: url,
      max: 2,
      keepAlive: true,
      connectionTimeoutMillis: 2_000,
      // A connection of which neither side was told that it is dead would be waited for until the system gives it up.
      query_timeout: longestReadMs,
      application_name: 'firstbell tail',
      // Only what is new is read, by the index on it. A plan made while the log was short would read all of it for ever after.
      options: '-c enable_seqscan=off',
      idleTimeoutMillis: 0,
      ...survivesLosses,
    });
    this.pool.on('error', report);
    this.wakes = new WakeListener(
      url,
      () => {
        this.wake();
      },
      report,
    );
  }

  /** Listeners are awaited before the next batch is read. */
  subscribe(listener: TailListener): void {
    this.listeners.push(listener);
  }

  /** Where this process stands in the log: everything visible in it has been handed to the listeners. */
  get snapshot(): string {
    return this.snapshotSeen;
  }

  /** Since the last read that succeeded; undefined before the first. @param now `performance.now()` */
  silentSeconds(now: number): number | undefined {
    return this.readAt === undefined ? undefined : (now - this.readAt) / 1_000;
  }

  /** @throws Error when the role cannot read the events of every school */
  async start(from?: string): Promise<void> {
    await this.mustReadEverySchool();
    this.snapshotSeen = from ?? (await currentSnapshot(this.pool));
    await this.wakes.ensure();
    this.timer = setInterval(() => {
      this.wake();
    }, this.pollMs);
    this.wake();
  }

  /** Something may have been committed: read at once, but not within `restMs` of the last read, so that a burst of commits costs few reads. */
  wake(): void {
    if (this.stopped) return;
    if (this.reading !== undefined || this.rest !== undefined) {
      this.again = true;
      return;
    }
    this.again = false;
    this.reading = this.readOnce().finally(() => {
      this.reading = undefined;
      this.rest = setTimeout(() => {
        this.rest = undefined;
        if (this.again) this.wake();
      }, this.restMs);
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.reading;
    clearTimeout(this.rest);
    await this.wakes.stop();
    await this.pool.end();
  }

  private async mustReadEverySchool(): Promise<void> {
    const { rows } = await this.pool.query<{ blind: boolean }>(
      `SELECT row_security_active('event') AND NOT pg_has_role('firstbell_relay', 'MEMBER') AS blind`,
    );
    if (rows[0]?.blind === true)
      throw new Error('RELAY_DATABASE_URL is of a role that sees no school’s events. Give the address of firstbell_relay.');
  }

  /** What fails is tried again by the poll. */
  private async readOnce(): Promise<void> {
    try {
      // Not waited for: a connection that hangs must not keep the screens waiting.
      void this.wakes.ensure();
      const page = await readEvents(this.pool, this.snapshotSeen);
      if (page.events.length > 0) for (const listener of this.listeners) await listener(page.events, page.snapshot);
      this.snapshotSeen = page.snapshot;
      this.readAt = performance.now();
    } catch (error) {
      this.report(error);
    }
  }
}
