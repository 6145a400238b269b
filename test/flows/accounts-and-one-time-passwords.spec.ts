import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client as Postgres } from 'pg';
import { v7 as uuid } from 'uuid';
import type { Client } from '../support/client.js';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { demoPassword, type TestServer } from '../support/server.js';
import { startServerWithWorker } from '../support/server-with-worker.js';

const directory = { kind: 'built_in', domain: 'students.example' } as const;

let server: TestServer;
let owner: Postgres;
let admin: Client;

async function untilSo(isSo: () => Promise<boolean>, what: string, withinMs: number): Promise<void> {
  for (const since = Date.now(); !(await isSo()); await sleep(100)) {
    if (Date.now() - since > withinMs) throw new Error(`Waited too long for ${what}.`);
  }
}

beforeAll(async () => {
  server = await startServerWithWorker();
  owner = new Postgres({ connectionString: server.database.ownerUrl });
  await owner.connect();
  admin = await server.signedIn('admin');
  // A few students are enough to see; each password costs what it should.
  await owner.query(
    `UPDATE person SET roles = '{teacher}' WHERE account_id IS NULL AND 'student' = ANY (roles) AND id NOT IN (
       SELECT id FROM person WHERE roles = '{student}' AND account_id IS NULL ORDER BY id LIMIT 6)`,
  );
}, 60_000);
afterAll(async () => {
  await owner.end();
  await server.stop();
});

describe('accounts from the settings to the first sign-in', () => {
  it('are previewed, wished once, and made by the worker', async () => {
    expect(await admin.call('directorySettings', {})).toMatchObject({ settings: null });
    const saved = await admin.call('saveDirectory', { directory, usernameRule: '{given:1}.{family}', suspendAfterDays: 14, version: null });
    expect(saved).toMatchObject({ directory, hasSecret: false, pausedUntil: null, test: null });
    expect(await admin.refusal('saveDirectory', { directory, usernameRule: '{given}', suspendAfterDays: 1, version: null })).toMatchObject({
      code: 'directory.changed_meanwhile',
      status: 409,
    });
    expect((await admin.call('testDirectory', {})).test).toMatchObject({ ok: true, code: 'ok' });
    const preview = await admin.call('previewUsernames', { usernameRule: '{given:1}' });
    // One letter is shared by many; nobody is left without a name.
    expect(preview.nameless).toBe(0);
    expect(preview.numbered).toBeGreaterThanOrEqual(preview.people - 26);
    expect(preview.examples.filter(({ username }) => /^[a-z]\d+$/.test(username)).length).toBeGreaterThan(0);

    const requestId = uuid();
    const { wanted } = await admin.call('wantAccounts', { requestId });
    expect(wanted).toBeGreaterThanOrEqual(6);
    expect(await admin.call('wantAccounts', { requestId })).toEqual({ wanted });
    expect(await admin.call('wantAccounts', { requestId: uuid() })).toEqual({ wanted: 0 });
    await untilSo(async () => (await admin.call('listAccounts', { state: 'ready' })).total === wanted, 'every account', 30_000);
    // Who could sign in before keeps the sign-in they have.
    const rows = (await admin.call('listAccounts', {})).rows;
    expect(rows.filter(({ adopted, waitingPassword }) => !adopted && waitingPassword)).toHaveLength(6);
    expect(rows.filter(({ adopted, waitingPassword }) => adopted && !waitingPassword)).toHaveLength(wanted - 6);
    const csv = await admin.call('accountsCsv', { state: 'ready' });
    expect(csv.trim().split('\n')).toHaveLength(wanted + 1);
  }, 60_000);

  it('hand their password to an adult once, who types their own again, and never to an assistant', async () => {
    const [coach, assistant] = [await server.signedIn('coach'), await server.signedIn('assistant1')];
    const row = (await admin.call('listAccounts', { state: 'ready' })).rows.find(({ waitingPassword }) => waitingPassword);
    if (row === undefined) throw new Error('no password waits');
    const input = { personId: row.personId, requestId: uuid(), password: demoPassword };
    expect(await assistant.refusal('printSlip', input)).toMatchObject({ code: 'role.not_permitted' });
    expect(await coach.refusal('printSlip', { ...input, password: 'not this one' })).toMatchObject({
      code: 'password.wrong',
      field: 'password',
    });

    const slip = await coach.call('printSlip', input);
    expect(slip).toMatchObject({
      kind: 'shown',
      username: row.username,
      address: row.address,
      password: expect.stringMatching(/^\w+-\w+-\d{4}$/),
    });
    expect(await coach.call('printSlip', input)).toMatchObject({ kind: 'shown_before' });
    expect(await coach.refusal('printSlip', { ...input, requestId: uuid() })).toMatchObject({
      code: 'credential.delivered',
      facts: { delivery: 'slip' },
    });
    const { rows: kept } = await owner.query<{ sealed: Buffer | null; delivered_by: string }>(
      'SELECT sealed, delivered_by FROM credential WHERE person_id = $1',
      [row.personId],
    );
    const { id: coachId } = await coach.call('me', {});
    expect(kept).toEqual([{ sealed: null, delivered_by: coachId }]);
    const { rows: logged } = await owner.query(`SELECT actor_id FROM event WHERE type = 'credential.delivered'`);
    expect(logged).toEqual([{ actor_id: coachId }]);

    const student = server.client();
    if (slip.kind !== 'shown') throw new Error('not shown');
    const me = await student.call('signIn', { email: slip.address, password: slip.password });
    expect(me).toMatchObject({ mustChangePassword: true });
    await changesFirst(student, slip.password);
    await expect(server.client().call('signIn', { email: slip.address, password: slip.password })).rejects.toThrow('sign_in.refused');
    expect(await server.client().call('signIn', { email: slip.address, password: 'a longer one of mine' })).toMatchObject({
      mustChangePassword: false,
    });
  });

  it('open nothing 30 days after they were handed over, until an adult sets another one; chosen ones stay', async () => {
    const coach = await server.signedIn('coach');
    const waiting = (await admin.call('listAccounts', { state: 'ready' })).rows.find(({ waitingPassword }) => waitingPassword);
    const personId = waiting?.personId ?? '';
    const printed = async () => {
      const slip = await coach.call('printSlip', { personId, requestId: uuid(), password: demoPassword });
      if (slip.kind !== 'shown') throw new Error('not shown');
      return slip;
    };
    const handedOver = (ago: string) =>
      owner.query(`UPDATE credential SET delivered_at = now() - $2::interval WHERE person_id = $1 AND delivered_at IS NOT NULL`, [
        personId,
        ago,
      ]);
    // It waits sealed for as long as it takes.
    await owner.query(`UPDATE credential SET made_at = made_at - interval '90 days' WHERE person_id = $1`, [personId]);
    const first = await printed();
    expect(Math.round((Date.parse(first.goodUntil ?? '') - Date.now()) / 86_400_000)).toBe(30);
    const { address: email } = first;

    await handedOver('29 days 23 hours');
    expect(await server.client().call('signIn', { email, password: first.password })).toMatchObject({ mustChangePassword: true });
    await handedOver('30 days 1 minute');
    const { school } = await admin.call('me', {});
    expect(await server.client().refusal('signIn', { email, password: first.password })).toMatchObject({
      status: 403,
      code: 'sign_in.one_time_over',
      detail: expect.stringContaining(`help desk of ${school.name}`),
      facts: { days: 30, school: school.name },
    });
    expect(await server.client().refusal('signIn', { email, password: 'not it' })).toMatchObject({ code: 'sign_in.refused' });

    await coach.call('renewPassword', { personId, password: demoPassword });
    const second = await printed();
    const student = server.client();
    await student.call('signIn', { email, password: second.password });
    await student.call('changePassword', { password: second.password, newPassword: 'a longer one of mine' });
    await handedOver('1 year');
    expect(await server.client().call('signIn', { email, password: 'a longer one of mine' })).toMatchObject({ mustChangePassword: false });
  });

  async function changesFirst(student: Client, password: string): Promise<void> {
    // With more rights than a student has, so that it is this rule that refuses.
    const { id } = await student.call('me', {});
    await admin.call('setRoles', { personId: id, roles: ['student', 'assistant'], skills: [], periods: [] });
    for (const operation of ['listIssues', 'myWork'] as const) {
      // Another process hears of what changed a moment later, here and below.
      await eventually(
        async () => expect(await student.refusal(operation, {})).toMatchObject({ status: 403, code: 'password.must_change' }),
        5_000,
      );
    }
    expect(await student.refusal('changePassword', { password: 'not this one', newPassword: 'a longer one of mine' })).toMatchObject({
      code: 'password.wrong',
    });
    expect(await student.refusal('changePassword', { password, newPassword: password })).toMatchObject({ code: 'password.same' });
    expect(await student.call('changePassword', { password, newPassword: 'a longer one of mine' })).toMatchObject({
      mustChangePassword: false,
    });
    await eventually(async () => void (await student.call('listIssues', {})), 5_000);
  }

  it('wait while an administrator has paused the directory, and go on afterwards', async () => {
    expect(await admin.call('pauseDirectory', {})).toMatchObject({ pauseCode: 'directory.paused_by_person' });
    const { rows } = await owner.query<{ id: string }>(
      `UPDATE person SET roles = '{student}' WHERE id = (SELECT id FROM person WHERE roles = '{teacher}' AND account_id IS NULL LIMIT 1) RETURNING id`,
    );
    await admin.call('wantAccounts', { requestId: uuid() });
    await sleep(4_000);
    expect((await admin.call('listAccounts', { state: 'wanted' })).rows.map(({ personId }) => personId)).toEqual([rows[0]?.id]);
    expect(await admin.call('resumeDirectory', {})).toMatchObject({ pausedUntil: null });
    await untilSo(async () => (await admin.call('listAccounts', { state: 'wanted' })).total === 0, 'the account', 15_000);
  }, 40_000);

  it('keep the secret of a directory to themselves, and to the address it was entered for', async () => {
    const ldap = {
      kind: 'ldap',
      url: 'ldaps://ldap.one.example',
      bindDn: 'cn=firstbell',
      base: 'ou=students',
      domain: 'one.example',
    } as const;
    const change = { usernameRule: '{given}', suspendAfterDays: 14 };
    const version = async () => (await admin.call('directorySettings', {})).settings?.version ?? null;
    expect(await admin.refusal('saveDirectory', { ...change, directory: ldap, version: await version() })).toMatchObject({
      field: 'secret',
    });
    const saved = await admin.call('saveDirectory', { ...change, directory: ldap, secret: 'very secret', version: await version() });
    expect(saved.hasSecret).toBe(true);
    expect(JSON.stringify(saved)).not.toContain('very secret');
    await admin.call('saveDirectory', { ...change, directory: { ...ldap, base: 'ou=pupils' }, version: await version() });
    const elsewhere = { ...change, directory: { ...ldap, url: 'ldaps://evil.example' }, version: await version() };
    expect(await admin.refusal('saveDirectory', elsewhere)).toMatchObject({ code: 'directory.secret_needed', field: 'secret' });
  });
});
