import { oldWords, type OldWords } from '@firstbell/contracts/words-retention';
import type { Database } from '@firstbell/platform';

const batch = 1_000;

/** Takes out the words the school has kept long enough, in small transactions. Answers how many rows held some. */
export async function forgetOldWords(database: Database, schoolId: string, atOnce = batch): Promise<number> {
  let total = 0;
  for (const words of oldWords) {
    for (let gone = atOnce; gone === atOnce; total += gone) {
      gone = await database.transaction(schoolId, async (tx) => (await tx.rows(forgetSome(words), [schoolId, atOnce])).length);
    }
  }
  return total;
}

/* A row that somebody works on just now is left to the next time. */
const forgetSome = ({ table, holds, become }: OldWords): string => `
  ${become === null ? `DELETE FROM ${table}` : `UPDATE ${table} SET ${become}`}
  WHERE school_id = $1 AND ctid = ANY (ARRAY(
    SELECT t.ctid FROM school s JOIN ${table} t ON t.school_id = s.id WHERE s.id = $1 AND ${holds} LIMIT $2 FOR UPDATE OF t SKIP LOCKED))
  RETURNING 1`;
