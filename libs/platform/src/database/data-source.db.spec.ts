import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { CuttableLink } from '../../../../test/support/cuttable-link.js';
import { Database } from './database.js';
import { createDataSource, migrateEmptyTo, poolOf, runMigrations } from './data-source.js';
import { migrations } from './migrations/index.js';
import type { Tx } from './tx.js';
import { isUnreachable } from './unreachable.js';

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

it('an answer that never comes, over a connection that is dead and neither side was told, is waited for a little longer than its statement may take', async () => {
  const link = await CuttableLink.to(Number(new URL(database.appUrl).port));
  const source = await createDataSource(link.through(database.appUrl), 2, [], 500).initialize();
  const both = new Database(source);
  const school = '01890000-0000-7000-8000-000000000001';
  const one = (tx: Tx) => tx.first('SELECT 1 AS one');
  await Promise.all([both.read(school, one), both.read(school, one)]);
  link.forget();
  const began = performance.now();
  const lost = await Promise.allSettled([both.read(school, one), both.read(school, one)]);
  expect(lost.map((each) => each.status === 'rejected' && isUnreachable(each.reason))).toEqual([true, true]);
  expect(await both.read(school, one)).toEqual({ one: 1 });
  expect(performance.now() - began).toBeLessThan(15_000);
  await source.destroy();
  await link.stop();
}, 40_000);

it('a transaction that may take longer is waited for as long', async () => {
  const source = await createDataSource(database.appUrl, 1, [], 500).initialize();
  const slowly = new Database(source).read('01890000-0000-7000-8000-000000000001', async (tx) => {
    await tx.mayTake(1);
    return tx.first<{ done: number }>('SELECT 1 AS done FROM pg_sleep(6)');
  });
  expect(await slowly).toEqual({ done: 1 });
  await source.destroy();
});
