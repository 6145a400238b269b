import { expect } from '@jest/globals';
import type { Pool } from 'pg';
import { eventually } from './eventually.js';

/** Events of long ago, as a school that has been there for a while has them. */
export async function fillLog(owner: Pool, schoolId: string, events: number): Promise<void> {
  await owner.query(
    `INSERT INTO event (school_id, type, subject_type, subject_id, version)
     SELECT $1, 'desk.statistics', 'desk', gen_random_uuid(), 1 FROM generate_series(1, $2)`,
    [schoolId, events],
  );
  // As long as a transaction runs that began before, in whichever database of the cluster, all of this may be new to a reader.
  await eventually(async () => {
    const { rows } = await owner.query<{ old: boolean }>(`SELECT max(xid) < pg_snapshot_xmin(pg_current_snapshot()) AS old FROM event`);
    expect(rows).toEqual([{ old: true }]);
  }, 20_000);
}

/** How often the event log was read from one end to the other. A connection tells what it did when it ends. */
export async function readsOfWholeLog(owner: Pool): Promise<number> {
  const { rows } = await owner.query<{ reads: number }>(`SELECT seq_scan::int AS reads FROM pg_stat_user_tables WHERE relname = 'event'`);
  return rows[0]?.reads ?? 0;
}
