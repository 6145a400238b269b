import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { EventTail } from '../event-log/event-tail.js';
import { createDataSource } from './data-source.js';
import { Database } from './database.js';

const north = '01900000-0000-7000-8000-000000000001';
const south = '01900000-0000-7000-8000-000000000002';
let own: TestDatabase;
let source: DataSource;
let database: Database;

beforeAll(async () => {
  own = await createTestDatabase();
  source = await createDataSource(own.appUrl, 2).initialize();
  database = new Database(source);
  for (const [schoolId, name] of [
    [north, 'North'],
    [south, 'South'],
  ] as const) {
    await database.transaction(schoolId, async (tx) => {
      await tx.rows(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, $2, 'America/Chicago', '{}')`, [schoolId, name]);
      await tx.append({ type: 'school.created', subjectType: 'school', subjectId: schoolId, version: 1, actorId: null });
    });
  }
});
afterAll(async () => {
  await source.destroy();
  await own.drop();
});

async function as<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the second lock, in the database', () => {
  it('is on every table that belongs to a school, for a role that cannot pass it by', async () => {
    const open = await as(
      own.ownerUrl,
      `SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'pairing'
         AND (c.relname = 'school' OR EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'school_id'))
         AND NOT (c.relrowsecurity AND (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid
           AND (p.polroles = ARRAY['firstbell_app'::regrole::oid] AND p.polwithcheck IS NOT NULL
             OR p.polroles = ARRAY['firstbell_relay'::regrole::oid] AND p.polcmd = 'r')) = 2)`,
    );
    expect(open).toEqual([]);
    const mighty = `SELECT rolname FROM pg_roles WHERE rolname IN ('firstbell_app', 'firstbell_relay') AND (rolsuper OR rolbypassrls)`;
    expect(await as(own.ownerUrl, mighty)).toEqual([]);
  });

  it('shows a query that forgets its school only the rows of its transaction’s', async () => {
    expect(await database.read(north, (tx) => tx.rows('SELECT name FROM school'))).toEqual([{ name: 'North' }]);
    expect(await database.read(south, (tx) => tx.rows('SELECT school_id FROM event'))).toEqual([{ school_id: south }]);
    expect(await source.query('SELECT id FROM school')).toEqual([]);
  });

  it('lets it write no other school’s rows', async () => {
    await database.transaction(north, (tx) => tx.rows(`UPDATE school SET name = 'Mine now'`));
    await database.transaction(north, (tx) => tx.rows('DELETE FROM event'));
    expect(await database.read(south, (tx) => tx.rows('SELECT name FROM school'))).toEqual([{ name: 'South' }]);
    expect(await database.read(south, (tx) => tx.rows('SELECT type FROM event'))).toHaveLength(1);
    const elsewhere = `INSERT INTO event (school_id, type, subject_type, subject_id, version) VALUES ('${south}', 'school.created', 'school', '${south}', 2)`;
    await expect(database.transaction(north, (tx) => tx.rows(elsewhere))).rejects.toThrow('row-level security');
    await expect(source.query(elsewhere)).rejects.toThrow('row-level security');
  });

  it('shows the second factor of an account to the schools where it opens somebody, and to no other', async () => {
    const account = '01900000-0000-7000-8000-000000000003';
    const factor = `INSERT INTO second_factor (account_id, sealed) VALUES ('${account}', 'x')`;
    await source.query(`INSERT INTO account (id, email, password_hash) VALUES ('${account}', 'ana@school.example', '')`);
    await database.transaction(north, (tx) =>
      tx.rows(`INSERT INTO person (school_id, id, account_id, given_name, family_name, search_name, roles)
        VALUES ('${north}', '${account}', '${account}', 'Ana', 'Lima', 'ana lima', '{coach}')`),
    );
    await expect(database.transaction(south, (tx) => tx.rows(factor))).rejects.toThrow('row-level security');
    await database.transaction(north, (tx) => tx.rows(factor));
    await database.transaction(south, (tx) => tx.rows('DELETE FROM second_factor'));
    expect(await database.read(south, (tx) => tx.rows('SELECT 1 FROM second_factor'))).toEqual([]);
    expect(await database.read(north, (tx) => tx.rows('SELECT account_id FROM second_factor'))).toEqual([{ account_id: account }]);
  });

  it('opens its few doors to the application alone, and each for one answer', async () => {
    expect(await source.query('SELECT name FROM every_school()')).toHaveLength(2);
    expect(await source.query(`SELECT * FROM account_by_email('nobody@school.example')`)).toEqual([]);
    await expect(as(own.relayUrl, 'SELECT name FROM every_school()')).rejects.toThrow('permission denied');
  });

  it('lets the relay read every school and write none', async () => {
    expect(await as(own.relayUrl, 'SELECT id FROM school')).toHaveLength(2);
    await expect(as(own.relayUrl, `UPDATE school SET name = 'X'`)).rejects.toThrow('permission denied');
  });

  it('is found at the start by a tail that was given the wrong role, which would read nothing for ever', async () => {
    const tail = new EventTail(own.appUrl);
    await expect(tail.start()).rejects.toThrow('RELAY_DATABASE_URL');
    await tail.stop();
  });
});
