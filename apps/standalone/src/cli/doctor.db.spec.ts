import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';
import { runCommand } from './run-command.js';

let server: TestServer;
let dataFolder: string;
const before = { ...process.env };

beforeAll(async () => {
  server = await startTestServer();
  dataFolder = mkdtempSync(join(tmpdir(), 'firstbell-doctor-'));
  process.env['DATABASE_URL'] = server.database.appUrl;
  process.env['RELAY_DATABASE_URL'] = server.database.relayUrl;
  process.env['DATA_DIR'] = dataFolder;
  process.env['PORT'] = new URL(server.base).port;
});
afterAll(async () => {
  process.env = before;
  rmSync(dataFolder, { recursive: true });
  await server.stop();
});

async function firstbell(...args: string[]): Promise<{ code: number; text: string; said: string }> {
  let [text, said] = ['', ''];
  const code = await runCommand({ args, write: (more) => (text += more), say: (more) => (said += more) });
  return { code, text, said };
}

describe('firstbell doctor', () => {
  it('finds a running installation well, and warns of demo accounts', async () => {
    const { code, text } = await firstbell('doctor');
    expect(code).toBe(0);
    expect(text).toContain('ok     database: it answers');
    expect(text).toContain('ok     schema: up to date');
    expect(text).toMatch(/ok {5}server: ready at/);
    expect(text).toMatch(/look {3}demo accounts: \d+ accounts/);
  });

  it('says that the worker does not run when claims are left long after their lease', async () => {
    const assistant = await server.signedIn('assistant1');
    const deskId = (await assistant.call('me', {})).desks[0]?.id ?? '';
    const issueId =
      (await assistant.call('listIssues', {})).issues.find(({ skill, audience }) => skill === null && audience === 'desk')?.id ?? '';
    await assistant.call('fileTicket', { id: crypto.randomUUID(), issueId, typedName: 'Left Behind' });
    const { ticket } = await assistant.call('claimNext', { deskId, requestId: crypto.randomUUID() });
    expect(ticket).not.toBeNull();
    await server.sql(`UPDATE ticket SET claim_expires_at = now() - interval '10 minutes' WHERE state = 'claimed'`);
    const { code, text } = await firstbell('doctor', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(text)).toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ about: 'worker', state: 'wrong' })]),
    });
  });

  it('says so when the database cannot be reached', async () => {
    const good = process.env['DATABASE_URL'];
    process.env['DATABASE_URL'] = 'postgres://nobody:nothing@127.0.0.1:9/firstbell';
    const { code, text } = await firstbell('doctor');
    process.env['DATABASE_URL'] = good;
    expect(code).toBe(1);
    expect(text).toMatch(/WRONG {2}database: .*\n {7}→ /);
  });
});

describe('firstbell user add', () => {
  it('makes someone who can sign in with the password it shows, once', async () => {
    const args = ['user', 'add', 'ana@north.example', '--given', 'Ana', '--family', 'Lima', '--role', 'administrator', '--json'];
    const { code, text } = await firstbell(...args);
    expect(code).toBe(0);
    const { password } = JSON.parse(text) as { password: string };
    const me = await server.client().call('signIn', { email: 'ana@north.example', password });
    expect(me).toMatchObject({ name: 'Ana Lima', roles: ['administrator'] });
    expect(await firstbell(...args)).toMatchObject({ code: 1, said: expect.stringContaining('has an account already') });
  });

  it('says what is missing when it is typed wrongly', async () => {
    expect(await firstbell('user', 'add', 'not-an-address', '--given', 'Ana')).toMatchObject({
      code: 2,
      said: expect.stringMatching(/e-mail.*--family.*--role/s),
    });
  });
});
