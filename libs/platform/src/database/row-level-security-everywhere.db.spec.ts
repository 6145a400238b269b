import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { FillerRows } from '../../../../test/support/filler-rows.js';

const north = '01900000-0000-7000-8000-000000000001';
const south = '01900000-0000-7000-8000-000000000002';
/** It belongs to an account, which belongs to no school: its own policy is looked at in row-level-security.db.spec.ts. */
const ofAccounts = 'second_factor';

let own: TestDatabase;
let owner: Client;
let app: Client;
let filler: FillerRows;
/** Every table with a policy. */
let locked: readonly string[];

beforeAll(async () => {
  own = await createTestDatabase();
  [owner, app] = [new Client({ connectionString: own.ownerUrl }), new Client({ connectionString: own.appUrl })];
  await Promise.all([owner.connect(), app.connect()]);
  const { rows } = await owner.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity ORDER BY relname`,
  );
  locked = rows.map(({ name }) => name);
  filler = await FillerRows.in(owner);
  for (const school of [north, south])
    for (const table of locked) if (table !== ofAccounts) await owner.query(filler.insert(table, school));
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
  await own.drop();
});

/** As the application's role in a transaction of the school, which is taken back. */
async function within(schoolId: string | undefined, sql: string): Promise<{ school: string }[]> {
  await app.query('BEGIN');
  try {
    if (schoolId !== undefined) await app.query(`SELECT set_config('firstbell.school', $1, true)`, [schoolId]);
    return (await app.query<{ school: string }>(sql)).rows;
  } finally {
    await app.query('ROLLBACK');
  }
}
const columnOf = (table: string): string => (table === 'school' ? 'id' : 'school_id');

/** What a policy has to say, as PostgreSQL writes it. */
function policiesOf(table: string): string[] {
  const ofSchool = `(${columnOf(table)} = (NULLIF(current_setting('firstbell.school'::text, true), ''::text))::uuid)`;
  const ofAccount = '(EXISTS ( SELECT 1 FROM person p WHERE (p.account_id = second_factor.account_id)))';
  const own = table === ofAccounts ? ofAccount : ofSchool;
  return [
    'every_school for firstbell_relay, SELECT: using true',
    ...(table === 'event' ? ['kept_long_enough for firstbell_app, DELETE: restricted'] : []),
    `own_school for firstbell_app, ALL: using ${own} with check ${own}`,
  ];
}

describe('the second lock', () => {
  it('says the same on every table: the rows of the transaction’s school are there, and no others', async () => {
    const { rows } = await owner.query<{ table: string; policy: string }>(
      `SELECT tablename AS "table", policyname || ' for ' || array_to_string(roles, ', ') || ', ' || cmd || ': ' || CASE permissive
         WHEN 'RESTRICTIVE' THEN 'restricted'
         ELSE concat('using ' || regexp_replace(qual, '\\s+', ' ', 'g'), ' with check ' || regexp_replace(with_check, '\\s+', ' ', 'g')) END AS policy
       FROM pg_policies WHERE schemaname = 'public' ORDER BY tablename, policyname`,
    );
    const said = locked.map((name) => [name, rows.flatMap(({ table, policy }) => (table === name ? policy : []))]);
    expect(said).toEqual(locked.map((name) => [name, policiesOf(name)]));
    expect(rows.filter(({ table }) => !locked.includes(table))).toEqual([]);
  });

  it('hides from a query that forgets its school every row of another, and every row outside of a transaction’s school', async () => {
    expect(locked.length).toBeGreaterThan(40);
    for (const table of locked) {
      if (table === ofAccounts) continue;
      const all = `SELECT ${columnOf(table)} AS school FROM ${table}`;
      expect([table, (await owner.query(all)).rowCount]).toEqual([table, 2]);
      expect([table, await within(north, all)]).toEqual([table, [{ school: north }]]);
      expect([table, await within(undefined, all)]).toEqual([table, []]);
    }
  });

  it('lets it change and delete none of them, and add none', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relrowsecurity AND NOT has_table_privilege('firstbell_app', oid, 'UPDATE')`,
    );
    expect(rows.map(({ name }) => name)).toEqual(['event']);
    for (const table of locked) {
      await expect(within(north, filler.insert(table, south))).rejects.toThrow(`row-level security policy for table "${table}"`);
      await expect(within(undefined, filler.insert(table, south))).rejects.toThrow(`row-level security policy for table "${table}"`);
      if (table === ofAccounts) continue;
      const column = columnOf(table);
      const theirs = (changed: { school: string }[]) => changed.filter(({ school }) => school !== north);
      const deleted = await within(north, `DELETE FROM ${table} RETURNING ${column} AS school`);
      expect([table, theirs(deleted)]).toEqual([table, []]);
      // Only what was kept for its days goes from the event log, and nothing in it is changed.
      if (table === 'event') continue;
      expect([table, deleted.length]).toEqual([table, 1]);
      expect([table, await within(north, `UPDATE ${table} SET ${column} = ${column} RETURNING ${column} AS school`)]).toEqual([
        table,
        [{ school: north }],
      ]);
      await expect(within(north, `UPDATE ${table} SET ${column} = '${south}'`)).rejects.toThrow('row-level security');
    }
  });
});
