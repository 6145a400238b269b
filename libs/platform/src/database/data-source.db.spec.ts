import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { createDataSource, migrateEmptyTo, poolOf, runMigrations } from './data-source.js';
import { migrations } from './migrations/index.js';

let database: TestDatabase;
let longOne: Client;
let request: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  [longOne, request] = [new Client({ connectionString: database.ownerUrl }), new Client({ connectionString: database.ownerUrl })];
  await Promise.all([longOne.connect(), request.connect()]);
});
afterAll(async () => {
  await Promise.all([longOne.end(), request.end()]);
  await database.drop();
});

it('a migration that has to wait lets requests by, and runs when it can', async () => {
  const names = migrations.map(({ name }) => name);
  const last = names.at(-1) ?? '';
  await migrateEmptyTo(database.ownerUrl, names.slice(0, -1));
  // The first is in the way of what the last migration may do, the second of every one.
  await longOne.query('BEGIN; LOCK TABLE school, event, ticket IN ROW EXCLUSIVE MODE; LOCK TABLE migrations IN SHARE ROW EXCLUSIVE MODE');
  const migrated = runMigrations(database.ownerUrl);
  const waits: number[] = [];
  for (const began = performance.now(); performance.now() - began < 1_500; await sleep(20)) {
    const asked = performance.now();
    await request.query('BEGIN; LOCK TABLE school, event, ticket IN ROW EXCLUSIVE MODE; COMMIT');
    waits.push(performance.now() - asked);
  }
  await longOne.query('COMMIT');
  expect(await migrated).toEqual([last]);
  expect(Math.max(...waits)).toBeLessThan(1_000);
});

it('a connection that is lost while its holder asks nothing ends nothing but itself', async () => {
  const source = await createDataSource(database.appUrl, 2).initialize();
  const held = await poolOf(source).connect();
  const { rows } = await held.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const superuser = new Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  await superuser.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await superuser.end();
  await sleep(300);
  await expect(held.query('SELECT 1')).rejects.toThrow();
  held.release(true);
  expect(await source.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await source.destroy();
});
