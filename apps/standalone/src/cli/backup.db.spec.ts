import { existsSync } from 'node:fs';
import { copyFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  EventTail,
  JobQueues,
  JobWorkers,
  migrateEmptyTo,
  migrateQueues,
  migrations,
  openQueueBackend,
  runMigrations,
  type LoggedEvent,
} from '@firstbell/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Pool } from 'pg';
import { v7 as uuid } from 'uuid';
import { firstbell } from '../../../../test/support/command-line.js';
import { idleHandlers } from '../../../../test/support/idle-handlers.js';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';
import { tablesOf } from '../../../../test/support/tables-of.js';
import { TestFolder } from '../../../../test/support/zip-of.js';
import { createTestDatabase } from '../../../../test/support/database.js';
import { DueJobs } from '../../../worker/src/due-jobs.js';
import { Relay } from '../../../worker/src/relay.js';
import { EmbeddedPostgres } from '../embedded-postgres/index.js';

const awkward = `Two\r\nlines, "quotes", \\backslash\\ \\. and ünïcode 💻`;

let server: TestServer;
let folder: TestFolder;
let schoolId: string;
const clusters: EmbeddedPostgres[] = [];
const before = { ...process.env };

interface Place {
  readonly appUrl?: string;
  readonly ownerUrl?: string;
  readonly dataDir?: string;
}

async function firstbellAt({ appUrl, ownerUrl, dataDir }: Place, ...args: string[]) {
  process.env = { ...before, DATABASE_URL: appUrl, OWNER_DATABASE_URL: ownerUrl, DATA_DIR: dataDir ?? folder.path };
  return firstbell(...args);
}

async function query<R extends object>(url: string, sql: string, values: unknown[] = []): Promise<R[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** A cluster nobody has used, with the roles of Firstbell and nothing else. */
async function emptyCluster(): Promise<EmbeddedPostgres> {
  const cluster = await EmbeddedPostgres.start(join(folder.path, uuid()), { durability: 'throwaway' });
  clusters.push(cluster);
  return cluster;
}

beforeAll(async () => {
  folder = await TestFolder.create();
  server = await startTestServer();
  const { ownerUrl } = server.database;
  schoolId = (await query<{ id: string }>(ownerUrl, 'SELECT id FROM school'))[0]?.id ?? '';
  await query(ownerUrl, `UPDATE device SET note = $1 WHERE tag = (SELECT min(tag) FROM device)`, [awkward]);
  await query(ownerUrl, `UPDATE device SET note = '' WHERE tag = (SELECT max(tag) FROM device)`);
  await query(
    ownerUrl,
    `INSERT INTO device_photo (school_id, id, device_id, media_type, bytes) SELECT school_id, $1, id, 'image/png', $2 FROM device LIMIT 1`,
    [uuid(), Buffer.from([0, 10, 13, 34, 92, 255])],
  );
  await query(
    ownerUrl,
    `INSERT INTO directory_provider (school_id, kind, config, secret_sealed, username_rule) VALUES ($1, 'ldap', '{"url": "ldap://x"}', $2, '{given}')
     ON CONFLICT (school_id) DO UPDATE SET kind = 'ldap'`,
    [schoolId, Buffer.from('sealed')],
  );
  await query(
    ownerUrl,
    `INSERT INTO mailing (school_id, id, name, subject, body, audience, state) VALUES ($1, $2, 'News', '{"en": "\\"a\\""}', '{}', '{}', 'running')`,
    [schoolId, uuid()],
  );
}, 60_000);
afterAll(async () => {
  await server.stop();
  await Promise.all(clusters.map((cluster) => cluster.stop()));
  process.env = before;
  await folder.remove();
});

describe('firstbell backup and restore', () => {
  it('bring every row into another cluster, and its event log goes on there', async () => {
    const file = join(folder.path, 'whole.zip');
    const backup = await firstbellAt(server.database, 'backup', file, '--json');
    expect(backup).toMatchObject({ code: 0, said: '' });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const source = await tablesOf(server.database.ownerUrl);

    const cluster = await emptyCluster();
    expect(await firstbellAt(cluster, 'restore', file)).toMatchObject({ code: 0, said: '' });

    // What is held back, and what means another thing in another database, is looked at below.
    const held = ['migrations', 'reader_cursor', 'log_epoch', 'set_up_link', 'session', 'mailing', 'directory_provider', 'event'];
    const compared = (tables: Record<string, string>) =>
      Object.fromEntries(Object.entries(tables).filter(([name]) => !held.includes(name)));
    expect(compared(await tablesOf(cluster.ownerUrl))).toEqual(compared(source));
    const log = `SELECT count(*), md5(string_agg(md5((to_jsonb(e) - 'xid')::text), '' ORDER BY id)) FROM event e WHERE type <> 'school.restored'`;
    expect(await query(cluster.ownerUrl, log)).toEqual(await query(server.database.ownerUrl, log));
    expect(await query(cluster.ownerUrl, `SELECT DISTINCT xid FROM event WHERE type <> 'school.restored'`)).toEqual([{ xid: '3' }]);
    const epoch = 'SELECT epoch FROM log_epoch';
    expect(await query(cluster.ownerUrl, epoch)).not.toEqual(await query(server.database.ownerUrl, epoch));
    const keys = `SELECT conrelid::regclass::text AS of, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY 1, 2`;
    expect(await query(cluster.ownerUrl, keys)).toEqual(await query(server.database.ownerUrl, keys));

    await goesOn(cluster);
  }, 60_000);

  it('leave everything paused that would reach outside, and everybody signed out', async () => {
    const { ownerUrl } = await restored();
    expect(await query(ownerUrl, 'SELECT DISTINCT state FROM mailing')).toEqual([{ state: 'paused' }]);
    expect(await query(ownerUrl, 'SELECT paused_until > now() AS paused, pause_code FROM directory_provider')).toEqual([
      { paused: true, pause_code: 'directory.paused_by_person' },
    ]);
    expect(await query(ownerUrl, 'SELECT 1 FROM session WHERE person_id IS NOT NULL AND ended_at IS NULL')).toEqual([]);
  });

  it('hold one moment of a school at work', async () => {
    const kiosk = await server.paired('kiosk');
    const { issues } = await kiosk.call('listIssues', {});
    const issueId = issues.find(({ skill, audience }) => skill === null && audience === 'desk')?.id ?? '';
    let working = true;
    const filed: string[] = [];
    const filing = Array.from({ length: 4 }, async () => {
      while (working) {
        const id = uuid();
        await kiosk.call('fileTicket', { id, issueId, typedName: `Student ${id}` });
        filed.push(id);
      }
    });
    while (filed.length < 10) await sleep(10);
    const acknowledged = [...filed];
    const file = join(folder.path, 'at-work.zip');
    const { code } = await firstbellAt(server.database, 'backup', file);
    const filedBefore = filed.length;
    while (filed.length < filedBefore + 10) await sleep(10);
    working = false;
    await Promise.all(filing);
    expect(code).toBe(0);

    const { ownerUrl } = await restored(file);
    const there = (await query<{ id: string }>(ownerUrl, 'SELECT id FROM ticket')).map(({ id }) => id);
    expect(there).toEqual(expect.arrayContaining(acknowledged));
    expect(filed.filter((id) => !there.includes(id)).length).toBeGreaterThan(0);
    // A ticket, its event and the counter of codes change together.
    const torn = `SELECT t.id, e.subject_id FROM ticket t FULL JOIN (SELECT subject_id FROM event WHERE type = 'ticket.filed') e ON e.subject_id = t.id
      WHERE t.id IS NULL OR e.subject_id IS NULL`;
    expect(await query(ownerUrl, torn)).toEqual([]);
    const counted = `SELECT c.last FROM ticket_code_counter c WHERE c.last <>
      (SELECT max(number) FROM ticket t WHERE t.school_id = c.school_id AND t.desk_id = c.desk_id AND t.day = c.day)`;
    expect(await query(ownerUrl, counted)).toEqual([]);
  }, 60_000);

  it('move an embedded database, running or not, to another folder', async () => {
    const [from, to] = [join(folder.path, uuid()), join(folder.path, uuid())];
    const [running, asleep] = [join(folder.path, 'running.zip'), join(folder.path, 'asleep.zip')];
    const school = uuid();
    const first = await EmbeddedPostgres.start(from);
    await runMigrations(first.ownerUrl);
    await query(first.ownerUrl, `INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Lincoln', 'UTC', '{}')`, [school]);
    expect(await firstbellAt({ dataDir: from }, 'backup', running)).toMatchObject({ code: 0 });
    await first.stop();
    expect(await firstbellAt({ dataDir: from }, 'backup', asleep)).toMatchObject({ code: 0 });
    expect(await firstbellAt({ dataDir: to }, 'restore', running)).toMatchObject({ code: 0 });

    const second = await EmbeddedPostgres.start(to);
    clusters.push(second);
    expect(await query(second.ownerUrl, 'SELECT id FROM school')).toEqual([{ id: school }]);
    const refused = await firstbellAt({ dataDir: to }, 'restore', asleep);
    expect(refused.code).toBe(1);
    expect(refused.said).toContain('already running');
  }, 60_000);

  it('bring the backup of an older Firstbell up to date', async () => {
    const names = migrations.map(({ name }) => name);
    const { cluster, file } = await olderBackup(names.slice(0, -1));
    await runMigrations(cluster.ownerUrl);
    expect(await firstbellAt(cluster, 'restore', file)).toMatchObject({ code: 0, said: '' });
    expect(await query(cluster.ownerUrl, 'SELECT name FROM school')).toEqual([{ name: 'Lincoln' }]);
    const ran = await query<{ name: string }>(cluster.ownerUrl, 'SELECT name FROM migrations ORDER BY id');
    expect(ran.map(({ name }) => name)).toEqual(names);
  }, 60_000);

  it('leave everything paused when bringing an older one up to date breaks off', async () => {
    const names = migrations.map(({ name }) => name);
    const { cluster, file } = await olderBackup(names.slice(0, names.indexOf('DeviceManagement1795600700000')));
    await query(cluster.ownerUrl, 'CREATE VIEW found_laptop AS SELECT 1 AS id');
    expect(await firstbellAt(cluster, 'restore', file)).toMatchObject({ code: 1 });
    expect(await query(cluster.ownerUrl, 'SELECT state FROM mailing')).toEqual([{ state: 'paused' }]);
    expect(await query(cluster.ownerUrl, 'SELECT type FROM event')).toEqual([{ type: 'school.restored' }]);
  }, 60_000);

  it('refuse a file that was cut off or changed anywhere, and write nothing', async () => {
    const whole = await readFile(await backupFile());
    const { database, firstRow } = await emptyDatabase();
    const spoiled = join(folder.path, 'spoiled.zip');
    for (const at of [0, 30, whole.length >> 1, whole.length - 100, whole.length - 1]) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await writeFile(spoiled, changed);
      expect(await firstbellAt(database, 'restore', spoiled)).toMatchObject({
        code: 1,
        said: expect.stringContaining('cut off or changed'),
      });
    }
    for (const length of [0, 10, whole.length - 1]) {
      await copyFile(await backupFile(), spoiled);
      await truncate(spoiled, length);
      expect(await firstbellAt(database, 'restore', spoiled)).toMatchObject({
        code: 1,
        said: expect.stringContaining('cut off or changed'),
      });
    }
    expect(await firstbellAt(database, 'restore', join(folder.path, 'none.zip'))).toMatchObject({ code: 1 });
    expect(await firstRow()).toEqual([]);
    await database.drop();
    const dataDir = join(folder.path, 'not-made');
    expect(await firstbellAt({ dataDir }, 'restore', spoiled)).toMatchObject({ code: 1 });
    expect(existsSync(dataDir)).toBe(false);
  });

  it('refuse a backup of a newer Firstbell, and write nothing', async () => {
    const newer = await createTestDatabase();
    await query(newer.ownerUrl, `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Later9999999999999')`);
    const file = join(folder.path, 'newer.zip');
    expect(await firstbellAt(newer, 'backup', file)).toMatchObject({ code: 0 });
    await newer.drop();
    const { database, firstRow } = await emptyDatabase();
    const refused = await firstbellAt(database, 'restore', file);
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('does not know Later9999999999999') });
    expect(await firstRow()).toEqual([]);
    await database.drop();
  });

  it('refuse a database with anything in it, or in use, or of another owner', async () => {
    const { database } = await emptyDatabase();
    const tail = new EventTail(database.relayUrl);
    await tail.start();
    expect(await firstbellAt(database, 'restore', await backupFile())).toMatchObject({
      code: 1,
      said: expect.stringContaining('is running on this database'),
    });
    await tail.stop();
    expect(await firstbellAt({ appUrl: database.appUrl }, 'restore', await backupFile())).toMatchObject({
      code: 1,
      said: expect.stringContaining('Set OWNER_DATABASE_URL'),
    });
    await query(database.ownerUrl, `INSERT INTO account (id, email, password_hash) VALUES ($1, 'ana@x.example', '')`, [uuid()]);
    const there = await tablesOf(database.ownerUrl);
    expect(await firstbellAt(database, 'restore', await backupFile())).toMatchObject({
      code: 1,
      said: expect.stringContaining('rows in “account”'),
    });
    expect(await tablesOf(database.ownerUrl)).toEqual(there);
    await database.drop();
  });

  it('refuse a role that sees one school only, instead of leaving out the others', async () => {
    const file = join(folder.path, 'blind.zip');
    expect(await firstbellAt({ appUrl: server.database.appUrl }, 'backup', file)).toMatchObject({
      code: 1,
      said: expect.stringContaining('Set OWNER_DATABASE_URL'),
    });
    expect(existsSync(file)).toBe(false);
  });

  it('say what is missing', async () => {
    expect(await firstbellAt({ dataDir: join(folder.path, 'none') }, 'backup', 'a.zip')).toMatchObject({
      code: 1,
      said: expect.stringContaining('There is no database in'),
    });
    expect(await firstbellAt(server.database, 'backup', join(folder.path, 'none', 'a.zip'))).toMatchObject({
      code: 1,
      said: expect.stringContaining('cannot be written'),
    });
    expect(await firstbellAt(server.database, 'backup')).toMatchObject({ code: 2 });
  });
});

let written: Promise<string> | undefined;
/** One backup of the demo school for those who only need any. */
function backupFile(): Promise<string> {
  const file = join(folder.path, 'any.zip');
  written ??= firstbellAt(server.database, 'backup', file).then(() => file);
  return written;
}

/** Of a school with a mailing that runs, where only these migrations had run; and a cluster to restore it into. */
async function olderBackup(names: readonly string[]): Promise<{ cluster: EmbeddedPostgres; file: string }> {
  const cluster = await emptyCluster();
  await query(cluster.superuserUrl, 'CREATE DATABASE older OWNER firstbell_owner');
  const olderUrl = cluster.ownerUrl.replace(/\/[^/]+$/, '/older');
  await migrateEmptyTo(olderUrl, names);
  await query(olderUrl, `INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Lincoln', 'UTC', '{}')`, [schoolId]);
  await query(
    olderUrl,
    `INSERT INTO mailing (school_id, id, name, subject, body, audience, state) VALUES ($1, $2, 'News', '{}', '{}', '{}', 'running')`,
    [schoolId, uuid()],
  );
  const file = join(folder.path, `${uuid()}.zip`);
  expect(await firstbellAt({ appUrl: olderUrl }, 'backup', file)).toMatchObject({ code: 0 });
  return { cluster, file };
}

async function restored(file?: string): Promise<EmbeddedPostgres> {
  const cluster = await emptyCluster();
  expect(await firstbellAt(cluster, 'restore', file ?? (await backupFile()))).toMatchObject({ code: 0 });
  return cluster;
}

async function emptyDatabase() {
  const database = await createTestDatabase();
  return { database, firstRow: () => query(database.ownerUrl, 'SELECT id FROM school UNION ALL SELECT id FROM person LIMIT 1') };
}

/** A new event is heard once and makes its job; nothing of the restored log is heard again. */
async function goesOn(cluster: EmbeddedPostgres): Promise<void> {
  await migrateQueues(cluster.queueUrl);
  const pool = new Pool({ connectionString: cluster.relayUrl, max: 4 });
  const backend = await openQueueBackend({ REDIS_URL: undefined, QUEUE_DATABASE_URL: cluster.queueUrl }, 8, () => undefined);
  const queues = new JobQueues(backend);
  const [heard, handled]: [LoggedEvent[], string[]] = [[], []];
  const workers = new JobWorkers(
    backend,
    { ...idleHandlers, 'roster.import': ({ subjectId }) => Promise.resolve(handled.push(subjectId)).then(() => ({ kind: 'done' })) },
    { desk: 1, imports: 1, mail: 1, upkeep: 1, accounts: 1, devices: 1 },
    () => undefined,
  );
  await workers.ready();
  const tail = new EventTail(cluster.relayUrl);
  const ignored = () => undefined;
  const relay = new Relay(pool, new DueJobs(pool), queues, ignored, ignored);
  tail.subscribe((events) => {
    heard.push(...events);
    relay.heard(events);
  });
  await tail.start();
  await relay.start();
  const id = uuid();
  await query(cluster.ownerUrl, `INSERT INTO roster_import (school_id, id, state, file_name) VALUES ($1, $2, 'uploaded', 'a.zip')`, [
    schoolId,
    id,
  ]);
  await query(
    cluster.ownerUrl,
    `INSERT INTO event (school_id, type, subject_type, subject_id, version) VALUES ($1, 'roster_import.started', 'roster_import', $2, 1)`,
    [schoolId, id],
  );
  for (let waited = 0; handled.length === 0 && waited < 10_000; waited += 50) await sleep(50);
  await relay.stop();
  await tail.stop();
  await workers.stop();
  await queues.close();
  await backend.close();
  await pool.end();
  expect(handled).toEqual([id]);
  expect(heard.map(({ subjectId }) => subjectId)).toEqual([id]);
}
