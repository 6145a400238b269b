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
  const rows: { epoch: string }[] = await database.source.query('SELECT epoch::text AS epoch FROM log_epoch');
  const epoch = rows[0]?.epoch;
  if (epoch === undefined) throw new Error('The table log_epoch is empty: run the migrations.');
  return epoch;
}

export interface EventsSince extends ResumePoint {
  /** Of this school, in the order of their ids; `too_far` when reading them would cost more than fetching anew. */
  readonly events: LoggedEvent[] | 'too_far';
}

/* The limit is put on what all schools wrote, because that is what has to be gone through. */
const since = statement(
  'event.since',
  `
  WITH missed AS MATERIALIZED (
    SELECT id, school_id, type, subject_type, subject_id, version, actor_id, data, at FROM event
    WHERE xid >= pg_snapshot_xmin($1::pg_snapshot) AND NOT pg_visible_in_snapshot(xid, $1::pg_snapshot) ORDER BY xid, id LIMIT $3 + 1
  ), counted AS (SELECT count(*)::int AS total FROM missed)
  SELECT counted.total, missed.* FROM counted LEFT JOIN missed ON missed.school_id = $2 AND counted.total <= $3 ORDER BY missed.id`,
);

/** What the school's events were since the point, as this transaction sees it, if the point is of this log and not too old. */
export async function eventsSince(tx: Tx, point: ResumePoint | undefined, atMost: number): Promise<EventsSince> {
  const now = await currentPoint(tx);
  if (point === undefined || point.epoch !== now.epoch || isAhead(point, now)) return { ...now, events: 'too_far' };
  const rows = await tx.rows<EventRow & { total: number }>(since, [point.snapshot, tx.schoolId, atMost]);
  const tooMany = (rows[0]?.total ?? 0) > atMost;
  return { ...now, events: tooMany ? 'too_far' : rows.flatMap(readRow) };
}

/** A point this database has not reached yet is of another one. */
function isAhead(point: ResumePoint, now: ResumePoint): boolean {
  const end = (snapshot: string) => BigInt(snapshot.split(':')[1] ?? '0');
  return end(point.snapshot) > end(now.snapshot);
}
