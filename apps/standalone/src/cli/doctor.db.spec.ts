import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { runMigrations, Sealing } from '@firstbell/platform';
import { Redis } from 'ioredis';
import { v7 as uuid } from 'uuid';
import { firstbell } from '../../../../test/support/command-line.js';
import { hasRedis, howToGetRedis, startRedis } from '../../../../test/support/redis.js';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';
import { EmbeddedPostgres } from '../embedded-postgres/index.js';

let server: TestServer;
let folder: string;
const before = { ...process.env };

beforeAll(async () => {
  server = await startTestServer();
  folder = mkdtempSync(join(tmpdir(), 'firstbell-doctor-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.stop();
});
beforeEach(() => {
  process.env = {
    ...before,
    DATABASE_URL: server.database.appUrl,
    RELAY_DATABASE_URL: server.database.relayUrl,
    DATA_DIR: folder,
    PORT: new URL(server.base).port,
  };
});
afterEach(() => {
  process.env = before;
});

interface Found {
  readonly about: string;
  readonly state: 'well' | 'warning' | 'wrong';
  readonly code?: string;
  readonly says: string;
  readonly cure?: string;
}

async function findings(env: Record<string, string | undefined> = {}): Promise<Found[]> {
  process.env = { ...process.env, ...env };
  for (const [name, value] of Object.entries(env)) if (value === undefined) Reflect.deleteProperty(process.env, name);
  return (JSON.parse((await firstbell('doctor', '--json')).out) as { findings: Found[] }).findings;
}

/** The finding of that code; it has a cure, and the doctor says so by its exit code. */
async function found(code: string, env: Record<string, string | undefined> = {}): Promise<Found> {
  const all = await findings(env);
  const one = all.find((finding) => finding.code === code);
  if (one === undefined) throw new Error(`${code} was not found, but ${JSON.stringify(all)}`);
  expect(one.cure).toMatch(/^.{15,}\.$/s);
  expect((await firstbell('doctor')).code).toBe(all.some(({ state }) => state === 'wrong') ? 1 : 0);
  return one;
}

const withPassword = (url: string, password: string) => Object.assign(new URL(url), { password }).href;

describe('firstbell doctor', () => {
  it('finds a running installation well, and warns of demo accounts', async () => {
    const { code, out } = await firstbell('doctor');
    expect(code).toBe(0);
    for (const line of [
      'database: it answers',
      'schema: up to date',
      'clock: the same',
      'worker: nothing is left',
      'mail: nothing stands',
      'sealing key: nothing',
    ])
      expect(out).toContain(`ok     ${line}`);
    expect(out).toMatch(/ok {5}server: ready at/);
    expect(out).toMatch(/look {3}demo accounts: \d+ accounts .*\[demo\.accounts\]\n {7}→ /);
  });

  it('names variables that cannot be used', async () => {
    expect((await found('settings.unusable', { PORT: 'many' })).says).toContain('PORT');
  });
});

describe('the doctor on the database', () => {
  it('that cannot be reached', async () => {
    expect((await found('database.unreachable', { DATABASE_URL: 'postgres://a:b@127.0.0.1:9/firstbell' })).cure).toContain('DATABASE_URL');
  });

  it('that does not take the password, of the application or of the relay', async () => {
    const { appUrl, relayUrl } = server.database;
    expect((await found('database.wrong_password', { DATABASE_URL: withPassword(appUrl, 'wrong') })).says).toContain('firstbell_app');
    expect(
      (await found('database.wrong_password', { DATABASE_URL: appUrl, RELAY_DATABASE_URL: withPassword(relayUrl, 'wrong') })).cure,
    ).toContain('RELAY_DATABASE_URL');
  });

  it('that is not there', async () => {
    await found('database.missing', { DATABASE_URL: server.database.superuserUrl.replace(/\/[^/]+$/, '/elsewhere') });
  });

  it('whose application is above row security, or owns the tables', async () => {
    expect((await found('database.role_too_mighty', { DATABASE_URL: server.database.superuserUrl })).says).toContain('superuser');
    expect(await found('database.role_owns_tables', { DATABASE_URL: server.database.ownerUrl })).toMatchObject({ state: 'warning' });
    await server.sql('ALTER ROLE firstbell_app BYPASSRLS');
    try {
      expect((await found('database.role_too_mighty', { DATABASE_URL: server.database.appUrl })).says).toContain('bypasses row security');
    } finally {
      await server.sql('ALTER ROLE firstbell_app NOBYPASSRLS');
    }
  });

  it('that is older or newer than this release', async () => {
    await server.sql(
      `CREATE TABLE kept AS SELECT * FROM migrations ORDER BY id DESC LIMIT 1; DELETE FROM migrations WHERE id IN (SELECT id FROM kept)`,
    );
    expect((await found('database.migrations_missing')).says).toMatch(/^1 migrations/);
    await server.sql(
      `INSERT INTO migrations SELECT * FROM kept; INSERT INTO migrations (timestamp, name) VALUES (1999999999999, 'Later1999999999999')`,
    );
    expect((await found('database.newer_than_code')).says).toContain('Later1999999999999');
    await server.sql(`DELETE FROM migrations WHERE name = 'Later1999999999999'`);
    expect(await findings()).toContainEqual(expect.objectContaining({ about: 'schema', state: 'well' }));
  });

  it('whose clock differs from ours', async () => {
    const now = jest.spyOn(Date, 'now').mockImplementation(() => performance.timeOrigin + performance.now() + 90_000);
    try {
      expect((await found('clock.off')).says).toMatch(/^this computer is (89|90|91) s ahead/);
    } finally {
      now.mockRestore();
    }
  });
});

describe('the doctor on the data folder', () => {
  it('that is not there or cannot be written', async () => {
    await found('data.not_writable', { DATA_DIR: join(folder, 'nowhere') });
    writeFileSync(join(folder, 'a-file'), '');
    await found('data.not_writable', { DATA_DIR: join(folder, 'a-file', 'below') });
  });

  const canMount = process.getuid?.() === 0 && process.platform === 'linux';
  (canMount ? it : it.skip)(`on a disk that is nearly full${canMount ? '' : ' (needs root on Linux, to mount a small disk)'}`, async () => {
    const small = join(folder, 'small');
    mkdirSync(small);
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=300m', 'tmpfs', small]).status).toBe(0);
    try {
      expect(await found('data.disk_low', { DATA_DIR: small })).toMatchObject({ state: 'warning' });
      writeFileSync(join(small, 'much'), Buffer.alloc(150_000_000));
      expect(await found('data.disk_full', { DATA_DIR: small })).toMatchObject({ state: 'wrong' });
    } finally {
      spawnSync('umount', [small]);
    }
  });

  it('of a Firstbell that is stopped: looks, and changes nothing', async () => {
    const data = mkdtempSync(join(tmpdir(), 'firstbell-stopped-'));
    const env = { DATABASE_URL: undefined, RELAY_DATABASE_URL: undefined, DATA_DIR: data };
    try {
      expect(await found('database.none_yet', env)).toMatchObject({ state: 'warning' });
      const postgres = await EmbeddedPostgres.start(data);
      await postgres.stop();
      expect((await found('database.migrations_missing', env)).says).toMatch(/migrations have not run/);
      const again = await EmbeddedPostgres.start(data);
      expect((await runMigrations(again.ownerUrl)).length).toBeGreaterThan(5);
      await again.stop();
      expect(await findings(env)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ about: 'schema', state: 'well' }),
          expect.objectContaining({ about: 'demo accounts', says: 'none' }),
        ]),
      );
      rmSync(join(data, 'postgres', 'credentials.json'));
      await found('postgres.credentials_missing', env);
    } finally {
      rmSync(data, { recursive: true });
    }
  });
});

describe('the doctor on Redis', () => {
  it('that cannot be reached', async () => {
    await found('redis.unreachable', { REDIS_URL: 'redis://127.0.0.1:9' });
  });

  (hasRedis ? it : it.skip)(`that throws things away, or wants another password${hasRedis ? '' : ` (${howToGetRedis})`}`, async () => {
    const redis = await startRedis();
    const client = new Redis(redis.url);
    try {
      expect(await findings({ REDIS_URL: redis.url })).toContainEqual(expect.objectContaining({ about: 'redis', state: 'well' }));
      await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
      expect((await found('redis.evicts', { REDIS_URL: redis.url })).says).toContain('allkeys-lru');
      await client.config('SET', 'requirepass', 'another');
      await found('redis.wrong_password', { REDIS_URL: redis.url });
      await found('redis.wrong_password', { REDIS_URL: redis.url.replace('//', '//:this@') });
    } finally {
      client.disconnect();
      await redis.stop();
    }
  });
});

describe('the doctor on the sealing key', () => {
  it('that is missing, or is not the one that sealed', async () => {
    const [right, other] = [randomBytes(32).toString('base64'), createHash('sha256').update('another').digest('base64')];
    const schoolId = (await server.signedIn('coach').then((coach) => coach.call('me', {}))).school.id;
    const sealed = new Sealing({ SEALING_KEY: right, DATA_DIR: folder }).seal('{"password":"secret"}', `${schoolId}/mail_sender`);
    await server.sql(
      `INSERT INTO mail_sender (school_id, config, secret_sealed, per_minute, per_day) VALUES ('${schoolId}', '{}', '\\x${sealed.toString('hex')}', 30, 2000)`,
    );
    const accountId = uuid();
    const factor = new Sealing({ SEALING_KEY: right, DATA_DIR: folder }).seal('ABCD', `account/${accountId}/second_factor`);
    await server.sql(`
      INSERT INTO account (id, email, password_hash) VALUES ('${accountId}', 'phone@demo.example', '');
      INSERT INTO second_factor (account_id, sealed) VALUES ('${accountId}', '\\x${factor.toString('hex')}')`);
    expect((await found('sealing.key_missing')).cure).toContain('SEALING_KEY');
    expect((await found('sealing.wrong_key', { SEALING_KEY: other })).says).toBe('2 of 2 stored secrets were sealed with another key');
    expect(await findings({ SEALING_KEY: right })).toContainEqual(expect.objectContaining({ about: 'sealing key', state: 'well' }));
    expect(await findings({ SEALING_KEY: `${other},${right}` })).toContainEqual(
      expect.objectContaining({ state: 'well', says: expect.stringContaining('2 of them with an older key') }),
    );
    await server.sql(`DELETE FROM mail_sender; DELETE FROM account WHERE id = '${accountId}'`);
  });
});

describe('the doctor on what stands still', () => {
  it('is mail, the directory or device management: says where, how long and why', async () => {
    await server.sql(`
      INSERT INTO mail_sender (school_id, config, per_minute, per_day, paused_until, pause_code, pause_reason)
        SELECT id, '{}', 30, 2000, now() + interval '1 hour', 'sign_in_refused', 'wrong password' FROM school;
      INSERT INTO directory_provider (school_id, kind, config, username_rule, paused_until, pause_code, pause_reason)
        SELECT id, 'built_in', '{}', 'given.family', 'infinity', 'refused', 'by hand' FROM school`);
    const mail = await found('mail.paused');
    expect(mail).toMatchObject({
      state: 'warning',
      says: expect.stringMatching(/stands still until \d{4}-.*\(sign_in_refused: wrong password\)/),
    });
    expect((await found('directory.paused')).says).toContain('until somebody resumes it (refused: by hand)');
    await server.sql('DELETE FROM mail_sender; DELETE FROM directory_provider');
  });

  it('is everything the worker does: claims left after their lease, events not handed on', async () => {
    const assistant = await server.signedIn('assistant1');
    const deskId = (await assistant.call('me', {})).desks[0]?.id ?? '';
    const issueId =
      (await assistant.call('listIssues', {})).issues.find(({ skill, audience }) => skill === null && audience === 'desk')?.id ?? '';
    await server.sql(`INSERT INTO reader_cursor (reader, snapshot) VALUES ('relay', pg_current_snapshot())`);
    await assistant.call('fileTicket', { id: crypto.randomUUID(), issueId, typedName: 'Left Behind' });
    expect(await findings()).toContainEqual(expect.objectContaining({ about: 'worker', state: 'well' }));
    await server.sql(`UPDATE event SET at = now() - interval '5 minutes' WHERE type = 'ticket.filed'`);
    expect((await found('worker.not_running')).says).toMatch(/^what happened 30\d s ago was not handed on yet$/);
    await server.sql(`UPDATE reader_cursor SET snapshot = pg_current_snapshot() WHERE reader = 'relay'`);
    const { ticket } = await assistant.call('claimNext', { deskId, requestId: crypto.randomUUID() });
    expect(ticket).not.toBeNull();
    await server.sql(`UPDATE ticket SET claim_expires_at = now() - interval '10 minutes' WHERE state = 'claimed'`);
    expect((await found('worker.not_running')).says).toBe('1 claims have run out and were not given back');
  });
});

describe('the doctor on the server', () => {
  it('that does not run, or whose port another program has', async () => {
    expect(await found('server.not_running', { PORT: '9' })).toMatchObject({ state: 'warning' });
    const other = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    try {
      await found('server.port_taken', { PORT: String(typeof address === 'object' ? address?.port : 0) });
    } finally {
      other.close();
      other.closeAllConnections();
    }
  });

  it('that the whole network can open without being told its address, or the internet without encryption', async () => {
    expect(await found('address.not_said', { HOST: '0.0.0.0' })).toMatchObject({ state: 'warning' });
    await found('address.plain_http', { PUBLIC_URL: 'http://203.0.113.9:8080' });
    await found('address.unknown', { PUBLIC_URL: 'http://desk.school.invalid' });
    for (const PUBLIC_URL of ['https://desk.school.example', 'http://192.168.1.4:3000', 'http://localhost:3000', 'http://[::1]:3000'])
      expect(await findings({ PUBLIC_URL })).toContainEqual(expect.objectContaining({ about: 'address', state: 'well' }));
  });
});
