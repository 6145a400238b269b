import type { Database } from '../database/database.js';
import { statement, type Tx } from '../database/tx.js';
import { readRow, type EventRow, type LoggedEvent } from './read-events.js';
import { resumeToken, type ResumePoint } from './resume-token.js';

const pointNow = statement('event.resume_point', 'SELECT epoch::text AS epoch, pg_current_snapshot()::text AS snapshot FROM log_epoch');

async function currentPoint(tx: Tx): Promise<ResumePoint> {
  const point = await tx.first<{ epoch: string; snapshot: string }>(pointNow);
  if (point === undefined) throw new Error('The table log_epoch is empty: run the migrations.');
  return point;
}

/** The token of exactly what this read transaction sees: whoever fetched with it misses nothing and sees nothing twice. */
export async function resumeTokenOf(tx: Tx): Promise<string> {
  const { epoch, snapshot } = await currentPoint(tx);
  return resumeToken(epoch, snapshot);
}

/** Changes when the database was restored or copied. */
export async function logEpoch(database: Database): Promise<string> {
  const rows: { epoch: string }[] = await database.withoutSchool('SELECT epoch::text AS epoch FROM log_epoch', []);
  const epoch = rows[0]?.epoch;
  if (epoch === undefined) throw new Error('The table log_epoch is empty: run the migrations.');
  return epoch;
}

export interface EventsSince extends ResumePoint {
  /** Of this school, in the order of their ids; `too_far` when reading them would cost more than fetching anew. */
  readonly events: LoggedEvent[] | 'too_far';
}

/* What a screen catches up on belongs to no trace any more. */
const since = statement('event.since', 'SELECT *, NULL AS trace FROM events_since($1, $2)');

/** What the school's events were since the point, as this transaction sees it, if the point is of this log and not too old. */
export async function eventsSince(tx: Tx, point: ResumePoint | undefined, atMost: number): Promise<EventsSince> {
  const now = await currentPoint(tx);
  if (point === undefined || point.epoch !== now.epoch || isAhead(point, now)) return { ...now, events: 'too_far' };
  const rows = await tx.rows<EventRow & { total: number }>(since, [point.snapshot, atMost]);
  const tooMany = (rows[0]?.total ?? 0) > atMost;
  return { ...now, events: tooMany ? 'too_far' : rows.flatMap(readRow) };
}

/** A point this database has not reached yet is of another one. */
function isAhead(point: ResumePoint, now: ResumePoint): boolean {
  const end = (snapshot: string) => BigInt(snapshot.split(':')[1] ?? '0');
  return end(point.snapshot) > end(now.snapshot);
}
