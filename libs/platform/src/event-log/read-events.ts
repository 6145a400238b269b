import type { EventType, SubjectType } from '@firstbell/contracts/events';
import type { ClientBase, Pool } from 'pg';
import Cursor from 'pg-cursor';

export interface LoggedEvent {
  /** Rises within one subject; across subjects it is no order of commits. */
  readonly id: string;
  readonly schoolId: string;
  readonly type: EventType;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly version: number;
  readonly actorId: string | null;
  readonly data: Record<string, string | number | boolean | null>;
  readonly at: Date;
  /** `traceparent` of what appended it, where requests are logged or traced. */
  readonly trace: string | null;
}

export interface EventPage {
  readonly events: LoggedEvent[];
  /** The cursor to continue from: everything visible in it has been read. */
  readonly snapshot: string;
}

/** A row of the table `event`, or of an outer join with it: then everything is null when there is none. */
export interface EventRow {
  id: string | null;
  school_id: string;
  type: EventType;
  subject_type: SubjectType;
  subject_id: string;
  version: number;
  actor_id: string | null;
  data: LoggedEvent['data'];
  at: Date;
  trace: string | null;
}

/**
 * Everything committed since the snapshot `since`, none lost and none twice.
 *
 * A cursor on `id` would lose rows, because ids are given before commit and transactions commit in another order.
 * So the cursor is a snapshot: what it could not see yet and the present one can is new, whatever its id.
 */
const newSince = `
  WITH now AS (SELECT pg_current_snapshot() AS snapshot)
  SELECT now.snapshot::text AS snapshot, e.*
  FROM now LEFT JOIN LATERAL (
    SELECT id, school_id, type, subject_type, subject_id, version, actor_id, data, at, trace FROM event
    WHERE xid >= pg_snapshot_xmin($1::pg_snapshot) AND NOT pg_visible_in_snapshot(xid, $1::pg_snapshot)
  ) e ON true
  ORDER BY e.id`;

export async function readEvents(client: ClientBase | Pool, since: string): Promise<EventPage> {
  const { rows } = await client.query<EventRow & { snapshot: string }>({ name: 'event.new_since', text: newSince, values: [since] });
  const snapshot = rows[0]?.snapshot ?? since;
  return { events: rows.flatMap(readRow), snapshot };
}

const backlog = `
  SELECT id, school_id, type, subject_type, subject_id, version, actor_id, data, at, trace FROM event
  WHERE xid >= pg_snapshot_xmin($1::pg_snapshot) AND xid < pg_snapshot_xmax($2::pg_snapshot)
    AND NOT pg_visible_in_snapshot(xid, $1::pg_snapshot) AND pg_visible_in_snapshot(xid, $2::pg_snapshot)
  ORDER BY id`;

/**
 * A long backlog, page by page under one fixed target snapshot, so that what commits meanwhile waits for the next round.
 * It is found and put in order once, however many pages it has. Nothing else can be asked over `client` in between, and whoever
 * stops before the end has to close it.
 */
export async function* readBacklog(client: ClientBase, since: string, pageSize = 1_000): AsyncGenerator<LoggedEvent[], string> {
  const target = await currentSnapshot(client);
  const cursor = client.query(new Cursor<EventRow>(backlog, [since, target]));
  for (;;) {
    const rows = await cursor.read(pageSize);
    if (rows.length === 0) return target;
    yield rows.flatMap(readRow);
  }
}

export async function currentSnapshot(client: ClientBase | Pool): Promise<string> {
  const { rows } = await client.query<{ snapshot: string }>('SELECT pg_current_snapshot()::text AS snapshot');
  const snapshot = rows[0]?.snapshot;
  if (snapshot === undefined) throw new Error('PostgreSQL gave no snapshot.');
  return snapshot;
}

/** The event of a row, or none. */
export function readRow(row: EventRow): LoggedEvent[] {
  if (row.id === null) return [];
  return [
    {
      id: row.id,
      schoolId: row.school_id,
      type: row.type,
      subjectType: row.subject_type,
      subjectId: row.subject_id,
      version: row.version,
      actorId: row.actor_id,
      data: row.data,
      at: row.at,
      trace: row.trace,
    },
  ];
}
