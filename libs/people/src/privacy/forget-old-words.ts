import { oldWords } from '@firstbell/contracts/words-retention';
import type { Database } from '@firstbell/platform';
import { takeSomeOut } from './old-words.store.js';

const batch = 1_000;

/** Takes out the words the school has kept long enough, in small transactions. Answers how many rows held some. */
export async function forgetOldWords(database: Database, schoolId: string, atOnce = batch): Promise<number> {
  let total = 0;
  for (const words of oldWords) {
    for (let gone = atOnce; gone === atOnce; total += gone)
      gone = await database.transaction(schoolId, (tx) => takeSomeOut(tx, words, atOnce));
  }
  return total;
}
