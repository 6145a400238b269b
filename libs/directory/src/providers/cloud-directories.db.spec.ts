import { generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { admin } from '@googleapis/admin';
import { AuthenticationHandler, Client, HTTPMessageHandler } from '@microsoft/microsoft-graph-client';
import type { DirectoryConfig } from '@firstbell/contracts/directory';
import { openGoogle } from '@firstbell/platform';
import { openAccountSchool, type AccountSchool } from '../../../../test/support/account-school.js';
import { CloudDirectory } from '../../../../test/support/cloud-directory.js';
import { googleError, graphError, type Fault } from '../../../../test/support/provider-server.js';
import { GoogleProvider } from './google.provider.js';

let school: AccountSchool;
let cloud: CloudDirectory;
beforeAll(async () => {
  [school, cloud] = [await openAccountSchool(), await CloudDirectory.start()];
  school.clouds.patienceMs = 300;
  school.clouds.google = () => Promise.resolve(admin({ version: 'directory_v1', rootUrl: `${cloud.url}/` }));
  const chain = [new AuthenticationHandler({ getAccessToken: () => Promise.resolve('token') }), new HTTPMessageHandler()];
  const graph = Client.initWithMiddleware({
    baseUrl: cloud.url,
    defaultVersion: 'v1.0',
    middleware: chain,
    customHosts: new Set(['127.0.0.1']),
  });
  school.clouds.microsoft = () => Promise.resolve(graph);
});
afterAll(async () => {
  await school.stop();
  await cloud.stop();
});
beforeEach(() => {
  cloud.users.clear();
  cloud.requests.length = cloud.faults.length = cloud.readFaults.length = 0;
  cloud.searchLags = 0;
  cloud.refusesPassword = () => false;
});
afterEach(() => {
  // What was planned has happened.
  expect([cloud.faults, cloud.readFaults]).toEqual([[], []]);
});

const google = { kind: 'google', adminEmail: 'it@school.example', orgUnitPath: '/Students', domain: 'students.example' } as const;
const microsoft = {
  kind: 'microsoft',
  tenantId: 'school.example',
  clientId: '6f2c1a1e-7a55-4f0a-9d5b-0c8a5d0e1f11',
  domain: 'students.example',
} as const;

/** A pause or a rest is over. */
const later = async () => {
  await school.sql('UPDATE directory_provider SET paused_until = NULL WHERE school_id = $1');
  await school.sql('UPDATE directory_account SET retry_at = NULL WHERE school_id = $1');
  await school.run();
};
const pause = async () =>
  (
    await school.sql<{ code: string; seconds: number }>(
      `SELECT pause_code AS code, extract(epoch FROM paused_until - now())::int AS seconds FROM directory_provider WHERE school_id = $1`,
    )
  )[0];
/** A student who has left and is back, whose suspended account somebody has deleted in between. */
const suspendedAndDeleted = async (config: DirectoryConfig): Promise<string> => {
  await school.open(config);
  const [ann = ''] = await school.students(['Ann Li']);
  await school.want([ann]);
  await school.run();
  await school.sql(`UPDATE person SET status = 'removed', removed_at = now() - interval '15 days' WHERE school_id = $1`);
  await school.run('account.suspend');
  cloud.users.clear();
  await school.sql(`UPDATE person SET status = 'active', removed_at = NULL WHERE school_id = $1`);
  return ann;
};
const test = (config: DirectoryConfig) => school.directories.of(school.actor.schoolId, config, null).test();

const clouds: readonly {
  name: string;
  config: DirectoryConfig;
  error: (status: number, code: string, message: string) => object;
}[] = [
  { name: 'Google Workspace', config: google, error: googleError },
  { name: 'Microsoft 365', config: microsoft, error: (_status, code, message) => graphError(code, message) },
];

describe.each(clouds)('accounts in $name', ({ config, error }) => {
  const answer = (
    status: number,
    code: string,
    message: string,
    more: { applied?: boolean; headers?: Record<string, string> } = {},
  ): Fault => ({
    kind: 'answer',
    status,
    body: error(status, code, message),
    ...more,
  });

  it('are made with the school’s own id and a password that has to be changed', async () => {
    await school.open(config);
    const [ann = '', madonna = ''] = await school.students(["Ann O'Neill-Núñez", 'Madonna']);
    await school.want([ann, madonna]);
    await school.run();
    expect(await school.row(ann)).toMatchObject({ state: 'ready', address: 'ann.oneill-nunez@students.example', adopted: false });
    const user = cloud.byAddress('ann.oneill-nunez@students.example');
    expect(user).toMatchObject({ schoolOwnId: 's-1', mustChange: true, suspended: false, password: await school.passwordOf(ann) });
    expect(await school.row(madonna)).toMatchObject({ state: 'ready', external_id: cloud.byAddress('madonna@students.example')?.id });
  });

  it('that are there under the school’s own id are adopted unchanged, and others’ names are left alone', async () => {
    cloud.put('loud@students.example', 'S-1');
    cloud.put('long@students.example', 's-10');
    cloud.put('annie@students.example', 's-1');
    cloud.put('bo.li@students.example', 'teacher-7');
    cloud.put('cy.li@students.example', null);
    await school.open(config);
    const [ann = '', bo = '', cy = ''] = await school.students(['Ann Li', 'Bo Li', 'Cy Li']);
    await school.want([ann, bo, cy]);
    await school.run();
    expect(await school.row(ann)).toMatchObject({ state: 'ready', adopted: true, username: 'annie' });
    expect(await school.row(bo)).toMatchObject({ state: 'conflict', reason_code: 'account.name_taken_by_other' });
    expect(await school.row(cy)).toMatchObject({ state: 'conflict', reason_code: 'account.name_taken' });
    expect(cloud.users.size).toBe(5);
    const { id } = await school.row(bo);
    await school.database.transaction(school.actor.schoolId, (tx) => school.accounts.retry(tx, [id]));
    await school.run();
    expect(await school.row(bo)).toMatchObject({ state: 'ready', username: 'bo.li2' });
  });

  it.each<[string, Fault, string | null]>([
    ['a failure of theirs', answer(503, 'backendError', 'Backend Error'), null],
    ['a failure of theirs after the user was made', answer(500, 'backendError', 'Backend Error', { applied: true }), null],
    ['silence', { kind: 'hang' }, 'directory.unreachable'],
    ['half an answer', { kind: 'cut' }, 'directory.unreachable'],
    ['too many at once', answer(429, 'TooManyRequests', 'Slow down', { headers: { 'retry-after': '120' } }), 'directory.busy'],
    ['a missing right', answer(403, 'forbidden', 'Not Authorized to access this resource/api'), 'directory.forbidden'],
    ['a refused password', answer(400, 'invalid', 'The specified password does not comply'), null],
    ['a domain that is none of theirs', answer(400, 'invalid', 'The domain portion of the address is invalid'), 'directory.domain_missing'],
  ])('are made once, whole and with the password we keep, through %s', async (_what, fault, pausedBy) => {
    await school.open(config);
    const [ann = ''] = await school.students(['Ann Li']);
    await school.want([ann]);
    cloud.faults.push(fault);
    await school.run();
    if (pausedBy !== null) expect(await pause()).toMatchObject({ code: pausedBy });
    if (fault.kind === 'answer' && fault.headers !== undefined) expect(Math.abs(((await pause())?.seconds ?? 0) - 120)).toBeLessThan(10);
    await later();
    expect(await school.row(ann)).toMatchObject({ state: 'ready', adopted: false });
    expect([...cloud.users.values()]).toMatchObject([{ schoolOwnId: 's-1', password: await school.passwordOf(ann) }]);
  });

  it('go on being made when the password of one is refused, who gets another one', async () => {
    await school.open(config);
    const people = await school.students(['Ann Li', 'Bo Li', 'Cy Li', 'Di Li']);
    await school.want(people);
    const refused: string[] = [];
    cloud.refusesPassword = (address, password) => address.startsWith('ann.li@') && refused.length === 0 && refused.push(password) > 0;
    await school.run();
    expect((await school.rows()).map(({ state, reason_code }) => [state, reason_code])).toEqual([
      ['wanted', 'directory.password_policy'],
      ...Array.from({ length: 3 }, () => ['ready', null]),
    ]);
    expect(await pause()).toMatchObject({ code: null });
    await later();
    const given = await school.passwordOf(people[0] ?? '');
    expect(cloud.byAddress('ann.li@students.example')?.password).toBe(given);
    expect(refused).not.toContain(given);
  });

  it('wait all together when the passwords of several in a row are refused', async () => {
    await school.open(config);
    await school.want(await school.students(['Ann Li', 'Bo Li', 'Cy Li', 'Di Li']));
    cloud.refusesPassword = () => true;
    await school.run('account.provision', 1);
    expect(await pause()).toMatchObject({ code: 'directory.password_policy' });
    expect((await school.rows()).filter(({ reason_code }) => reason_code === null)).toHaveLength(1);
    cloud.refusesPassword = () => false;
    await later();
    expect((await school.rows()).map(({ state }) => state)).toEqual(Array.from({ length: 4 }, () => 'ready'));
  });

  it('that were made without our hearing of it are ours even while a search does not find them yet', async () => {
    cloud.searchLags = 20;
    await school.open(config);
    const [ann = ''] = await school.students(['Ann Li']);
    await school.want([ann]);
    cloud.faults.push({ kind: 'cut' });
    await school.run();
    await later();
    expect(await school.row(ann)).toMatchObject({ state: 'ready', adopted: false });
    expect([...cloud.users.values()]).toMatchObject([{ password: await school.passwordOf(ann) }]);
  });

  it('that one is refused for good wait for a person, and hold nobody up', async () => {
    await school.open(config);
    const [ann = '', bo = ''] = await school.students(['Ann Li', 'Bo Li']);
    await school.want([ann]);
    cloud.faults.push(answer(400, 'invalid', 'Invalid Input: given_name'));
    await school.run();
    await school.want([bo]);
    await school.run();
    expect(await school.row(ann)).toMatchObject({ state: 'needs_person', reason_code: 'directory.refused' });
    expect((await school.row(ann)).reason).toContain('Invalid Input: given_name');
    expect(await school.row(bo)).toMatchObject({ state: 'ready' });
  });

  it('that were refused, made by hand and tried again are adopted, and no password is handed out that opens nothing', async () => {
    await school.open(config);
    const [ann = ''] = await school.students(['Ann Li']);
    await school.want([ann]);
    cloud.faults.push(answer(400, 'invalid', 'Invalid Input: given_name'));
    await school.run();
    cloud.put('ann.li@students.example', 's-1');
    const { id } = await school.row(ann);
    await school.database.transaction(school.actor.schoolId, (tx) => school.accounts.retry(tx, [id]));
    await school.run();
    expect(await school.row(ann)).toMatchObject({ state: 'ready', adopted: true });
    expect(await school.sql('SELECT 1 FROM credential WHERE school_id = $1 AND delivered_at IS NULL')).toEqual([]);
  });

  it('of those who left are suspended after the grace, not deleted, and open again when they return', async () => {
    await school.open(config);
    const [ann = ''] = await school.students(['Ann Li']);
    await school.want([ann]);
    await school.run();
    await school.sql(`UPDATE person SET status = 'removed', removed_at = now() - interval '15 days' WHERE school_id = $1`);
    // Applied, and then said to be in conflict; nothing of theirs is believed without looking.
    if (config.kind === 'google') cloud.faults.push(answer(409, 'conflict', 'Conflict', { applied: true }));
    await school.run('account.suspend');
    expect(cloud.byAddress('ann.li@students.example')?.suspended).toBe(true);
    expect(await school.row(ann)).toMatchObject({ state: 'suspended' });
    await school.sql(`UPDATE person SET status = 'active', removed_at = NULL WHERE school_id = $1`);
    await school.run('account.suspend');
    await school.run();
    expect(cloud.byAddress('ann.li@students.example')?.suspended).toBe(false);
    expect(await school.row(ann)).toMatchObject({ state: 'ready' });
  });

  it('that were deleted there while their student was gone are made anew when they return', async () => {
    const ann = await suspendedAndDeleted(config);
    await school.run('account.suspend');
    await school.run();
    const user = cloud.byAddress('ann.li@students.example');
    expect(await school.row(ann)).toMatchObject({ state: 'ready', external_id: user?.id, adopted: false });
    expect(user).toMatchObject({ schoolOwnId: 's-1', mustChange: true, password: await school.passwordOf(ann) });
  });

  it('that were deleted there, and made again by hand under the school’s own id, are adopted when their student returns', async () => {
    const ann = await suspendedAndDeleted(config);
    const hers = cloud.put('annie@students.example', 's-1');
    hers.suspended = true;
    await school.run('account.suspend');
    await school.run();
    expect(await school.row(ann)).toMatchObject({
      state: 'ready',
      external_id: hers.id,
      username: 'annie',
      address: 'annie@students.example',
      adopted: true,
    });
    expect([cloud.users.size, hers.suspended, hers.password]).toEqual([1, false, 'their own secret']);
    expect(await school.passwordOf(ann)).toBeNull();
    await school.sql(`UPDATE person SET status = 'removed', removed_at = now() - interval '15 days' WHERE school_id = $1`);
    await school.run('account.suspend');
    expect(hers.suspended).toBe(true);
  });

  it('can be tried beforehand: what works, and what is wrong with which setting', async () => {
    expect(await test(config)).toMatchObject({ ok: true });
    cloud.readFaults.push(answer(403, 'forbidden', 'Insufficient privileges to complete the operation.'));
    expect(await test(config)).toMatchObject({ ok: false, code: 'directory.forbidden' });
    cloud.readFaults.push({ kind: 'hang' });
    expect(await test(config)).toMatchObject({ ok: false, code: 'directory.unreachable' });
    expect(cloud.users.size).toBe(0);
  });
});

describe('what Google is told', () => {
  it('is the unit, and names of at most 40 letters', async () => {
    await school.open(google);
    const [long = ''] = await school.students([`${'Maximiliana'.repeat(5)} Li`]);
    await school.want([long]);
    await school.run();
    const made = [...cloud.users.values()][0]?.made;
    expect(made).toMatchObject({ orgUnitPath: '/Students', name: { givenName: 'Maximiliana'.repeat(5).slice(0, 40), familyName: 'Li' } });
  });

  it('is tried beforehand too: a domain or a unit that is not there', async () => {
    expect(await test({ ...google, domain: 'other.example' })).toMatchObject({ ok: false, code: 'directory.domain_missing' });
    expect(await test({ ...google, orgUnitPath: '/Nowhere' })).toMatchObject({ ok: false, code: 'directory.org_unit_missing' });
  });

  it('waits for the next slot: no more than ten users a second', async () => {
    await school.open(google);
    await school.want(await school.students(Array.from({ length: 12 }, (_, index) => `Ann Number${index}`)));
    const began = Date.now();
    await school.run('account.provision', 6);
    expect(cloud.users.size).toBe(12);
    expect(Date.now() - began).toBeGreaterThanOrEqual(1_000);
  });
});

describe('a key of Google', () => {
  const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const keyFile = JSON.stringify({ client_email: 'desk@project.iam.gserviceaccount.com', private_key: privateKey });
  const tested = async () => {
    const endpoints = { api: `${cloud.url}/`, token: `${cloud.url}/token`, patienceMs: 200 };
    return new GoogleProvider(google, () => openGoogle(keyFile, google.adminEmail, ['scope'], endpoints), 300).test();
  };
  const refused = (error: string, error_description: string): Fault => ({
    kind: 'answer',
    status: 400,
    body: { error, error_description },
  });

  it('is turned into a token, with which everything is asked', async () => {
    expect(await tested()).toMatchObject({ ok: true });
    expect(cloud.requests.filter((request) => request === 'POST /token')).toHaveLength(1);
  });

  it.each<[string, Fault, string]>([
    [
      'a delegation that is missing',
      refused('unauthorized_client', 'Client is unauthorized to retrieve access tokens'),
      'directory.not_delegated',
    ],
    ['an administrator nobody knows', refused('invalid_grant', 'Invalid email or User ID'), 'directory.admin_unknown'],
    ['a key that was withdrawn', refused('invalid_grant', 'Invalid JWT Signature.'), 'directory.wrong_password'],
    ['silence', { kind: 'hang' }, 'directory.unreachable'],
    ['half an answer', { kind: 'cut' }, 'directory.unreachable'],
  ])('is asked for once, and says so after %s', async (_what, fault, code) => {
    cloud.faults.push(fault);
    const began = Date.now();
    expect(await tested()).toMatchObject({ ok: false, code });
    expect(cloud.requests).toEqual(['POST /token']);
    expect(Date.now() - began).toBeLessThan(2_000);
  });
});

it('an id too long for Microsoft’s employeeId stands where there is room for it, and is found there', async () => {
  await school.open(microsoft);
  const [ann = ''] = await school.students(['Ann Li']);
  await school.sql(`UPDATE person SET source_id = '0198c7a2-5b1e-7c3d-9f4a-6b7c8d9e0f1a' WHERE school_id = $1`);
  await school.want([ann]);
  cloud.faults.push({ kind: 'cut' });
  await school.run();
  await later();
  expect(await school.row(ann)).toMatchObject({ state: 'ready', adopted: false });
  expect([...cloud.users.values()]).toMatchObject([{ schoolOwnId: '0198c7a2-5b1e-7c3d-9f4a-6b7c8d9e0f1a' }]);
});
