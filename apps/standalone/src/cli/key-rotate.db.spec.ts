import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addKeyToFile, createDataSource, Database, keyFileIn, sealedPlaces, Sealing } from '@firstbell/platform';
import { Client } from 'pg';
import { v7 as uuid } from 'uuid';
import { Credentials } from '../../../../libs/directory/src/credentials/credentials.js';
import { CredentialsStore } from '../../../../libs/directory/src/credentials/credentials.store.js';
import { secretSubject as ofDirectory } from '../../../../libs/directory/src/providers/open-directories.js';
import { secretSubject as ofDeviceManagement } from '../../../../libs/devices/src/management/open-device-managements.js';
import { secretSubject as ofMailSender } from '../../../../libs/mailing/src/sender/sender-secret.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { TestFolder } from '../../../../test/support/zip-of.js';
import { runCommand } from './run-command.js';

let own: TestDatabase;
let folder: TestFolder;
let owner: Client;
let database: Database;
const before = { ...process.env };
const schools = [uuid(), uuid()];
const password = 'Maple-Otter-41';

beforeAll(async () => {
  own = await createTestDatabase();
  folder = await TestFolder.create();
  owner = new Client({ connectionString: own.ownerUrl });
  await owner.connect();
  database = new Database(await createDataSource(own.appUrl, 2).initialize());
  process.env['DATABASE_URL'] = own.appUrl;
  process.env['DATA_DIR'] = folder.path;
});
afterAll(async () => {
  await database.source.destroy();
  await owner.end();
  await own.drop();
  await folder.remove();
  process.env = before;
});
beforeEach(async () => {
  delete process.env['SEALING_KEY'];
  await rm(keyFileIn(folder.path), { force: true });
  await owner.query('TRUNCATE school CASCADE');
});

async function rotate() {
  let [out, said] = ['', ''];
  const code = await runCommand({ args: ['key', 'rotate', '--json'], write: (text) => (out += text), say: (line) => (said += line) });
  return { code, said, answer: out === '' ? undefined : (JSON.parse(out) as object) };
}

/** One secret in every place, as the features seal them, and more one-time passwords than go into one transaction. */
async function fill(sealing: Sealing, schoolId: string, students = 1): Promise<void> {
  await owner.query(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Lincoln', 'UTC', '{}')`, [schoolId]);
  const seal = (subject: string) => sealing.seal(password, subject);
  await owner.query(`INSERT INTO mail_sender (school_id, config, secret_sealed, per_minute, per_day) VALUES ($1, '{}', $2, 30, 2000)`, [
    schoolId,
    seal(ofMailSender(schoolId)),
  ]);
  await owner.query(
    `INSERT INTO directory_provider (school_id, kind, config, secret_sealed, username_rule) VALUES ($1, 'ldap', '{}', $2, '{given}')`,
    [schoolId, seal(ofDirectory(schoolId))],
  );
  await owner.query(`INSERT INTO device_management (school_id, config, secret_sealed) VALUES ($1, '{}', $2)`, [
    schoolId,
    seal(ofDeviceManagement(schoolId)),
  ]);
  const credentials = new Credentials(new CredentialsStore(), sealing);
  for (let n = 0; n < students; n++) {
    const [personId, accountId] = [uuid(), uuid()];
    await owner.query(
      `INSERT INTO person (school_id, id, given_name, family_name, search_name, roles) VALUES ($1, $2, 'Ana', 'Lima', '', '{student}')`,
      [schoolId, personId],
    );
    await owner.query(`INSERT INTO directory_account (school_id, id, person_id, state) VALUES ($1, $2, $3, 'ready')`, [
      schoolId,
      accountId,
      personId,
    ]);
    await database.transaction(schoolId, (tx) => credentials.keep(tx, { personId, accountId, planId: null }, password));
  }
}

/** What of all that is stored opens with these keys; undefined for what does not. */
async function opened(sealing: Sealing): Promise<(string | undefined)[]> {
  const all: (string | undefined)[] = [];
  for (const { table, column, subject } of sealedPlaces) {
    const { rows } = await owner.query<{ secret: Buffer; subject: string }>(
      `SELECT ${column} AS secret, ${subject} AS subject FROM ${table} WHERE ${column} IS NOT NULL`,
    );
    all.push(
      ...rows.map((row) => {
        try {
          return sealing.open(row.secret, row.subject);
        } catch {
          return undefined;
        }
      }),
    );
  }
  return all;
}
const keysInFile = async () => (await readFile(keyFileIn(folder.path), 'utf8')).trim().split('\n');
const newestOfFile = async () => {
  const [newest = ''] = await keysInFile();
  return new Sealing({ SEALING_KEY: newest, DATA_DIR: folder.path });
};
const all = (count: number) => Array.from({ length: count }, () => password);

describe('what is sealed', () => {
  it('is known of every column that holds it', async () => {
    const { rows } = await owner.query<{ place: string }>(
      `SELECT table_name || '.' || column_name AS place FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name LIKE '%sealed' ORDER BY 1`,
    );
    expect(rows.map(({ place }) => place)).toEqual(sealedPlaces.map(({ table, column }) => `${table}.${column}`).sort());
  });
});

describe('firstbell key rotate', () => {
  it('makes a new key in the file and seals everything of every school with it, while a process goes on with the file', async () => {
    const running = new Sealing({ DATA_DIR: folder.path });
    for (const school of schools) await fill(running, school);
    const first = await newestOfFile();
    expect(await rotate()).toMatchObject({ code: 0, answer: { stored: 8, resealed: 8, shut: 0 } });
    expect(await opened(running)).toEqual(all(8));
    expect(await opened(await newestOfFile())).toEqual(all(8));
    expect(await opened(first)).not.toContain(password);
  });

  it('goes through more than one transaction holds', async () => {
    await fill(new Sealing({ DATA_DIR: folder.path }), schools[0] ?? '', 501);
    expect(await rotate()).toMatchObject({ code: 0, answer: { stored: 504, resealed: 504 } });
    expect(await opened(await newestOfFile())).toEqual(all(504));
  }, 60_000);

  it('may have been killed after the key was made, or half-way, and is done by the next', async () => {
    const running = new Sealing({ DATA_DIR: folder.path });
    for (const school of schools) await fill(running, school);
    const first = await newestOfFile();
    addKeyToFile(keyFileIn(folder.path));
    await fill(running, uuid());
    expect(await opened(running)).toEqual(all(12));
    expect((await opened(first)).filter((secret) => secret === password)).toHaveLength(8);
    expect(await rotate()).toMatchObject({ code: 0, answer: { stored: 12, resealed: 12, shut: 0 } });
    expect(await opened(await newestOfFile())).toEqual(all(12));
  });

  it('may be started twice at once: no key is lost', async () => {
    await fill(new Sealing({ DATA_DIR: folder.path }), schools[0] ?? '');
    // Both have begun, and somebody else is just at the file.
    await owner.query('SELECT pg_advisory_lock(7414)');
    const rotating = Promise.all([rotate(), rotate()]);
    await sleep(500);
    expect(await keysInFile()).toHaveLength(1);
    await owner.query('SELECT pg_advisory_unlock(7414)');
    const both = await rotating;
    expect(both).toEqual([expect.objectContaining({ code: 0 }), expect.objectContaining({ code: 0 })]);
    expect(await opened(new Sealing({ DATA_DIR: folder.path }))).toEqual(all(4));
    expect(await keysInFile()).toHaveLength(3);
  });

  it('with SEALING_KEY seals with the first of its keys, and has nothing to do the second time', async () => {
    const [old, recent] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
    await fill(new Sealing({ SEALING_KEY: old, DATA_DIR: folder.path }), schools[0] ?? '');
    process.env['SEALING_KEY'] = `${recent},${old}`;
    expect(await rotate()).toMatchObject({ code: 0, answer: { key: 'SEALING_KEY', stored: 4, resealed: 4, shut: 0 } });
    expect(await rotate()).toMatchObject({ code: 0, answer: { stored: 4, resealed: 0, shut: 0 } });
    expect(await opened(new Sealing({ SEALING_KEY: recent, DATA_DIR: folder.path }))).toEqual(all(4));
  });

  it('leaves what no key opens as it is, and says so', async () => {
    await fill(new Sealing({ SEALING_KEY: randomBytes(32).toString('base64'), DATA_DIR: folder.path }), schools[0] ?? '');
    const right = new Sealing({ DATA_DIR: folder.path });
    await owner.query('UPDATE mail_sender SET secret_sealed = $1', [right.seal(password, ofMailSender(schools[0] ?? ''))]);
    expect(await rotate()).toMatchObject({ code: 1, answer: { stored: 4, resealed: 1, shut: 3 } });
  });

  it('makes no key where Firstbell has none', async () => {
    expect(await rotate()).toMatchObject({ code: 1, said: expect.stringContaining('DATA_DIR or SEALING_KEY') });
    await expect(readFile(keyFileIn(folder.path))).rejects.toThrow('ENOENT');
  });
});
