import { jobs, type JobName } from '@firstbell/contracts/jobs';
import { entered, jobNames, readBacklog, type JobQueues, type LoggedEvent } from '@firstbell/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import type { DueJobs } from './due-jobs.js';

const cursorName = 'relay';

const anyNews = `
  SELECT 1 FROM event e
  WHERE e.xid >= (SELECT pg_snapshot_xmin(snapshot) FROM reader_cursor WHERE reader = $1)
    AND NOT pg_visible_in_snapshot(e.xid, (SELECT snapshot FROM reader_cursor WHERE reader = $1))
  ORDER BY e.xid, e.id LIMIT 1`;

/** The jobs an event makes; none for types this release does not know. */
export function jobsMadeBy(type: string): JobName[] {
  return jobNames.filter((name) => jobs[name].madeBy.some((event) => event === type));
}

/**
 * Hands on what the event log tells as jobs. Where it stands is a stored snapshot, moved in one transaction after the
 * jobs were added: a crash in between adds them again, which changes nothing, since the id of a job is that of its row.
 * Any number of relays may run; the row lock of the cursor lets one work at a time, and the others go on without waiting.
 */
export class Relay {
  private timer: NodeJS.Timeout | undefined;
  private handing: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    private readonly pool: Pool,
    private readonly due: DueJobs,
    private readonly queues: JobQueues,
    private readonly report: (error: unknown) => void,
    /** Is shown every event, in the order of the log; after a crash some a second time. */
    private readonly pass: (events: readonly LoggedEvent[]) => void,
    private readonly pollMs = 5_000,
    /** Events of one storm are handed on together: the next of them waits so long. */
    private readonly restMs = 100,
  ) {}

  /** Begins at this moment when there is no cursor yet: what is older is found by `due`. */
  async start(): Promise<void> {
    await this.pool.query(
      'INSERT INTO reader_cursor (reader, snapshot) VALUES ($1, pg_current_snapshot()) ON CONFLICT (reader) DO NOTHING',
      [cursorName],
    );
    this.timer = setInterval(() => {
      this.wake();
    }, this.pollMs);
    this.wake();
  }

  /** For the tail of the process: wakes at once when an event makes a job; the rest is passed by at the next poll. */
  heard(events: readonly LoggedEvent[]): void {
    if (events.some((event) => jobsMadeBy(event.type).length > 0)) this.wake();
  }

  wake(): void {
    if (this.stopped) return;
    this.again = true;
    this.handing ??= this.work().finally(() => {
      this.handing = undefined;
      if (this.again) this.wake();
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.handing;
  }

  private async work(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      await this.handOn().catch(this.report); // the poll tries again
      await sleep(this.restMs);
    }
  }

  private async handOn(): Promise<void> {
    const { rowCount } = await this.pool.query(anyNews, [cursorName]);
    if (rowCount === 0) return;
    const client = await this.pool.connect();
    // Cut while no query runs, it would otherwise end the process; the next query fails instead.
    client.on('error', this.report);
    try {
      await client.query('BEGIN');
      await this.handOnFromCursor(client);
      await client.query('COMMIT');
      client.off('error', this.report);
      client.release();
    } catch (error) {
      // The connection may be the reason, so it is not used again; closing it rolls back.
      client.release(true);
      throw error;
    }
  }

  private async handOnFromCursor(client: PoolClient): Promise<void> {
    const { rows } = await client.query<{ snapshot: string }>(
      'SELECT snapshot::text AS snapshot FROM reader_cursor WHERE reader = $1 FOR UPDATE SKIP LOCKED',
      [cursorName],
    );
    const since = rows[0]?.snapshot;
    if (since === undefined) return; // another relay is at it
    const wanted = new Map<JobName, Wanted>();
    const pages = readBacklog(client, since);
    let page = await pages.next();
    for (; page.done !== true; page = await pages.next()) {
      collect(wanted, page.value);
      this.pass(page.value);
    }
    for (const [name, { schools, traces }] of wanted) {
      const [trace, ...alsoOf] = new Set(traces.values());
      await entered(`relay ${name}`, { kind: 'producer', trace, alsoOf }, async () =>
        this.queues.addDue(name, await this.due.of(name, [...schools]), Date.now(), traces),
      );
    }
    await client.query('UPDATE reader_cursor SET snapshot = $2::pg_snapshot, moved_at = now() WHERE reader = $1', [cursorName, page.value]);
  }
}

/** Where events have made a job due. */
interface Wanted {
  readonly schools: Set<string>;
  /** Of those events, by their subject, and the first of a school by the school. */
  readonly traces: Map<string, string>;
}

function collect(wanted: Map<JobName, Wanted>, events: readonly LoggedEvent[]): void {
  for (const { type, schoolId, subjectId, trace } of events) {
    for (const name of jobsMadeBy(type)) {
      const { schools, traces } = wanted.get(name) ?? { schools: new Set(), traces: new Map() };
      wanted.set(name, { schools, traces });
      schools.add(schoolId);
      if (trace === null) continue;
      traces.set(subjectId, trace);
      if (!traces.has(schoolId)) traces.set(schoolId, trace);
    }
  }
}
