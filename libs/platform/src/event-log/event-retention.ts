import { daysKeptRows } from '@firstbell/contracts/event-retention';
import type { Database } from '../database/database.js';
import { statement } from '../database/tx.js';

const batch = 2_000;

/* What a reader with a stored cursor has not read yet stays, however old it is. */
const deleteSome = statement(
  'event.delete_old',
  `DELETE FROM event WHERE id IN (
     SELECT e.id FROM (VALUES ${daysKeptRows}) AS kept (type, days) JOIN event e
       ON e.school_id = $1 AND e.type = kept.type AND e.subject_type <> 'ticket' AND e.at < now() - make_interval(days => kept.days)
     WHERE NOT EXISTS (SELECT 1 FROM reader_cursor c WHERE NOT pg_visible_in_snapshot(e.xid, c.snapshot))
     LIMIT $2)
   RETURNING id`,
);

/** Deletes the school's events that were kept long enough, in small transactions. Answers how many. */
export async function deleteOldEvents(database: Database, schoolId: string, atOnce = batch): Promise<number> {
  for (let total = 0; ;) {
    const gone = await database.transaction(schoolId, (tx) => tx.rows(deleteSome, [schoolId, atOnce]));
    total += gone.length;
    if (gone.length < atOnce) return total;
  }
}
