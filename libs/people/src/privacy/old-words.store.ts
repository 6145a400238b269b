import type { OldWords } from '@firstbell/contracts/words-retention';
import type { Tx } from '@firstbell/platform';

/** Takes the words out of some rows; one that somebody works on just now is left to the next time. Answers of how many. */
export async function takeSomeOut(tx: Tx, { table, holds, become }: OldWords, atMost: number): Promise<number> {
  const rows = await tx.rows(
    `${become === null ? `DELETE FROM ${table}` : `UPDATE ${table} SET ${become}`}
     WHERE school_id = $1 AND ctid = ANY (ARRAY(
       SELECT t.ctid FROM school s JOIN ${table} t ON t.school_id = s.id WHERE s.id = $1 AND ${holds} LIMIT $2 FOR UPDATE OF t SKIP LOCKED))
     RETURNING 1`,
    [tx.schoolId, atMost],
  );
  return rows.length;
}
