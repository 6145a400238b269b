import type { Database } from '../database/database.js';
import { sealedPlaces, type SealedPlace } from './sealed-places.js';
import { isWrongKey, type Sealing } from './sealing.js';

/** How many secrets are stored, how many of them were sealed anew, and how many no key opens: those stay as they are. */
export interface Resealed {
  readonly stored: number;
  readonly resealed: number;
  readonly shut: number;
}

const batch = 500;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/**
 * Seals every secret of a school with the newest key, a few in a transaction, so that nobody waits for all of them. May end
 * anywhere and be done again: what was not reached is opened by the older key.
 */
export async function resealSchool(database: Database, sealing: Sealing, schoolId: string): Promise<Resealed> {
  const total = { stored: 0, resealed: 0, shut: 0 };
  for (const place of sealedPlaces) {
    for (let after: string | undefined = beforeAll; after !== undefined;) {
      const { last, ...counts } = await resealSome(database, sealing, schoolId, place, after);
      total.stored += counts.stored;
      total.resealed += counts.resealed;
      total.shut += counts.shut;
      after = last;
    }
  }
  return total;
}

async function resealSome(
  database: Database,
  sealing: Sealing,
  schoolId: string,
  { table, column, key, subject, ofSchool, hasVersion }: SealedPlace,
  after: string,
): Promise<Resealed & { readonly last: string | undefined }> {
  return database.transaction(schoolId, async (tx) => {
    const rows = await tx.rows<{ key: string; sealed: Buffer; subject: string }>(
      `SELECT ${key} AS key, ${column} AS sealed, ${subject} AS subject FROM ${table}
       WHERE ${ofSchool} AND ${key} > $2 AND ${column} IS NOT NULL ORDER BY ${key} LIMIT $3 FOR UPDATE`,
      [schoolId, after, batch],
    );
    const changed: { key: string; sealed: Buffer }[] = [];
    let shut = 0;
    for (const row of rows) {
      try {
        const sealed = sealing.resealed(row.sealed, row.subject);
        if (sealed !== undefined) changed.push({ key: row.key, sealed });
      } catch (error) {
        if (!isWrongKey(error)) throw error;
        shut += 1;
      }
    }
    // A page that was just going to write the old one back is told that the row was changed.
    await tx.rows(
      `UPDATE ${table} SET ${column} = anew.sealed${hasVersion ? ', version = version + 1' : ''}
       FROM unnest($2::uuid[], $3::bytea[]) AS anew (key, sealed) WHERE ${ofSchool} AND ${table}.${key} = anew.key`,
      [schoolId, changed.map((row) => row.key), changed.map((row) => row.sealed)],
    );
    return { stored: rows.length, resealed: changed.length, shut, last: rows.length < batch ? undefined : rows.at(-1)?.key };
  });
}
