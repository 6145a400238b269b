import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { admin } from '@googleapis/admin';
import { AuthenticationHandler, Client as Graph, HTTPMessageHandler } from '@microsoft/microsoft-graph-client';
import type { DirectoryConfig } from '@firstbell/contracts/directory';
import { hashPassword } from '@firstbell/people';
import { FirstbellError, type PersonActor, type Tx } from '@firstbell/platform';
import { verify } from '@node-rs/argon2';
import { Client as Ldap } from 'ldapts';
import { v7 as uuid } from 'uuid';
import { openAccountSchool, type AccountSchool } from '../../../../test/support/account-school.js';
import { CloudDirectory } from '../../../../test/support/cloud-directory.js';
import { googleError } from '../../../../test/support/provider-server.js';
import { base, bindDn, bindPassword, hasSlapd, howToGetSlapd, startSlapd, type TestSlapd } from '../../../../test/support/slapd.js';
import { somebodyElse } from '../../../../test/support/somebody-else.js';
import { unicodePassword } from '../providers/active-directory.provider.js';

const own = 'a password of the coach';
let school: AccountSchool;
let cloud: CloudDirectory;
let slapd: TestSlapd | undefined;

beforeAll(async () => {
  [school, cloud] = [await openAccountSchool(), await CloudDirectory.start()];
  if (hasSlapd) slapd = await startSlapd();
  school.clouds.patienceMs = 300;
  school.clouds.google = () => Promise.resolve(admin({ version: 'directory_v1', rootUrl: `${cloud.url}/` }));
  const chain = [new AuthenticationHandler({ getAccessToken: () => Promise.resolve('token') }), new HTTPMessageHandler()];
  const options = { baseUrl: cloud.url, defaultVersion: 'v1.0', middleware: chain, customHosts: new Set(['127.0.0.1']) };
  school.clouds.microsoft = () => Promise.resolve(Graph.initWithMiddleware(options));
});
afterAll(async () => {
  await school.stop();
  await cloud.stop();
  await slapd?.stop();
});
beforeEach(() => {
  cloud.users.clear();
  cloud.requests.length = cloud.faults.length = cloud.readFaults.length = 0;
});

/** A coach of the school that is open, who can say their own password. */
async function coach(): Promise<PersonActor> {
  const accountId = uuid();
  await school.sql('INSERT INTO account (id, email, password_hash) VALUES ($1, $2, $3)', [
    accountId,
    `${accountId}@school.example`,
    await hashPassword(own),
  ]);
  return { ...school.actor, roles: ['coach'], accountId };
}

/** A student whose first password is in their hands, and lost. */
async function forgetful(config: DirectoryConfig, secret = ''): Promise<{ personId: string; actor: PersonActor; first: string }> {
  await school.open(config, secret);
  const [personId = ''] = await school.students(['Ann Li']);
  await school.want([personId]);
  await school.run();
  const actor = await coach();
  const first = await slip(actor, personId);
  return { personId, actor, first };
}

const renew = (actor: PersonActor, personId: string, password = own) => school.newPasswords.renew(actor, { personId, password });
const slip = async (actor: PersonActor, personId: string): Promise<string> => {
  const shown = await school.slips.print(actor, { personId, requestId: uuid(), password: own });
  if (shown.kind !== 'shown') throw new Error('The slip was shown before.');
  return shown.password;
};
/** Until so many others of this database wait for a lock. */
const othersWait = async (tx: Tx, count: number): Promise<void> => {
  for (let looks = 0; looks < 200; looks += 1) {
    const sql = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await tx.rows('SELECT pg_stat_clear_snapshot()', []);
    if (((await tx.first<{ n: number }>(sql, []))?.n ?? 0) >= count) return;
    await sleep(25);
  }
  throw new Error('They did not wait.');
};
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof FirstbellError ? error.code : String(error)),
  );

const ldap = (ou: string, kind: 'ldap' | 'active_directory') => ({
  kind,
  url: slapd?.secureUrl ?? '',
  startTls: false,
  certificate: slapd?.certificate ?? '',
  bindDn,
  base: ou,
  idAttribute: kind === 'ldap' ? 'employeeNumber' : 'employeeID',
  domain: 'students.example',
});
async function branch(name: string): Promise<string> {
  const dn = `ou=${name},${base}`;
  await slapd?.asRoot((client) => client.add(dn, { objectClass: 'organizationalUnit', ou: name }));
  return dn;
}
const google = { kind: 'google', adminEmail: 'it@school.example', orgUnitPath: '/Students', domain: 'students.example' } as const;
const microsoft = {
  kind: 'microsoft',
  tenantId: 'school.example',
  clientId: '6f2c1a1e-7a55-4f0a-9d5b-0c8a5d0e1f11',
  domain: 'students.example',
} as const;

describe('another one-time password', () => {
  it('in Firstbell itself signs in where the first one no longer does, and ends what was open', async () => {
    const { personId, actor, first } = await forgetful({ kind: 'built_in', domain: 'students.example' });
    await school.sql(
      `INSERT INTO session (id_hash, id, school_id, person_id, expires_at) VALUES ('x', $2, $1, $3, now() + interval '1 hour')`,
      [actor.schoolId, uuid(), personId],
    );
    await renew(actor, personId);
    const second = await slip(actor, personId);
    const [account] = await school.sql<{ password_hash: string; must_change_password: boolean }>(
      `SELECT a.password_hash, a.must_change_password FROM account a JOIN person p ON p.account_id = a.id WHERE p.school_id = $1 AND p.id = $2`,
      [actor.schoolId, personId],
    );
    const fits = async (password: string) => verify(account?.password_hash ?? '', password);
    expect([await fits(first), await fits(second), account?.must_change_password]).toEqual([false, true, true]);
    const events = await school.sql<{ type: string; actor_id: string | null }>(
      `SELECT type, actor_id FROM event WHERE school_id = $1 AND type IN ('credential.renewal_wanted', 'credential.renewed', 'session.ended') ORDER BY type`,
    );
    expect(events).toEqual([
      { type: 'credential.renewal_wanted', actor_id: actor.id },
      { type: 'credential.renewed', actor_id: actor.id },
      { type: 'session.ended', actor_id: null },
    ]);
  });

  (hasSlapd ? it : it.skip)(`in OpenLDAP signs in and has to be changed${hasSlapd ? '' : ` (${howToGetSlapd})`}`, async () => {
    const ou = await branch('renewed');
    const { personId, actor, first } = await forgetful(ldap(ou, 'ldap'), bindPassword);
    await slapd?.asRoot((client) => client.modifyDN(`uid=ann.li,${ou}`, `uid=ann.moved,${ou}`));
    await renew(actor, personId);
    const second = await slip(actor, personId);
    const signsIn = async (password: string) => {
      const client = new Ldap({ url: slapd?.url ?? '' });
      const fits = await client.bind(`uid=ann.moved,${ou}`, password).then(
        () => true,
        () => false,
      );
      await client.unbind();
      return fits;
    };
    expect([await signsIn(first), await signsIn(second)]).toEqual([false, true]);
    const entry = await slapd?.asRoot((client) => client.search(`uid=ann.moved,${ou}`, { scope: 'base', attributes: ['pwdReset'] }));
    expect(entry?.searchEntries[0]).toMatchObject({ pwdReset: 'TRUE' });
  });

  (hasSlapd ? it : it.skip)(`in Active Directory is written as it wants it${hasSlapd ? '' : ` (${howToGetSlapd})`}`, async () => {
    const ou = await branch('renewed-ad');
    const { personId, actor } = await forgetful(ldap(ou, 'active_directory'), bindPassword);
    await slapd?.asRoot(async (client) => {
      const { Attribute, Change } = await import('ldapts');
      const modification = new Attribute({ type: 'pwdLastSet', values: ['133000000000000000'] });
      await client.modify(`cn=ann.li,${ou}`, new Change({ operation: 'replace', modification }));
    });
    await renew(actor, personId);
    const second = await slip(actor, personId);
    const found = await slapd?.asRoot((client) =>
      client.search(`cn=ann.li,${ou}`, { scope: 'base', explicitBufferAttributes: ['unicodePwd'] }),
    );
    expect(found?.searchEntries[0]).toMatchObject({ unicodePwd: unicodePassword(second), pwdLastSet: '0' });
  });

  it.each([
    ['Google Workspace', google],
    ['Microsoft 365', microsoft],
  ])('in %s has to be changed at the first sign-in', async (_name, config) => {
    const { personId, actor, first } = await forgetful(config);
    const user = cloud.byAddress('ann.li@students.example');
    Object.assign(user ?? {}, { mustChange: false });
    await renew(actor, personId);
    const second = await slip(actor, personId);
    expect(second).not.toBe(first);
    expect(user).toMatchObject({ password: second, mustChange: true });
  });
});

describe('what can go wrong on the way', () => {
  it('shows nobody a password the directory has not taken, and ends with the same one however often it is asked for', async () => {
    const { personId, actor } = await forgetful(google);
    const user = cloud.byAddress('ann.li@students.example');
    cloud.faults.push({ kind: 'answer', status: 403, body: googleError(403, 'forbidden', 'Not Authorized') });
    expect(await codeOf(renew(actor, personId))).toBe('directory.forbidden');
    expect(await codeOf(slip(actor, personId))).toBe('credential.to_be_set');
    // Not by any other way either, a mail for instance.
    const [waiting] = await school.sql<{ id: string }>(
      'SELECT id FROM credential WHERE school_id = $1 AND person_id = $2 AND delivered_at IS NULL',
      [actor.schoolId, personId],
    );
    const opened = school.database.read(actor.schoolId, (tx) => school.credentials.openForDelivery(tx, waiting?.id ?? ''));
    expect(await opened).toBeNull();
    // Applied, but the answer was lost.
    cloud.faults.push({ kind: 'cut' });
    expect(await codeOf(renew(actor, personId))).toBe('directory.unreachable');
    const taken = user?.password;
    expect(await codeOf(slip(actor, personId))).toBe('credential.to_be_set');
    await Promise.all([renew(actor, personId), renew(actor, personId)]);
    // One waits for its slip: asking once more changes nothing.
    await renew(actor, personId);
    expect(user?.password).toBe(taken);
    expect(await slip(actor, personId)).toBe(taken);
    expect(await codeOf(slip(actor, personId))).toBe('credential.delivered');
  });

  it('is said by name: the own password, who has no account, an adult, a directory that rests, an account that is gone', async () => {
    const { personId, actor } = await forgetful(google);
    expect(await codeOf(renew(actor, personId, 'not mine'))).toBe('password.wrong');
    const [other = ''] = await school.students(['Bo Li'], 2);
    expect(await codeOf(renew(actor, other))).toBe('account.none');
    await school.sql(
      `UPDATE directory_provider SET paused_until = 'infinity', pause_code = 'directory.paused_by_person' WHERE school_id = $1`,
    );
    expect(await codeOf(renew(actor, personId))).toBe('directory.paused_by_person');
    await school.sql('UPDATE directory_provider SET paused_until = NULL WHERE school_id = $1');
    cloud.users.clear();
    expect(await codeOf(renew(actor, personId))).toBe('account.gone');
    await school.sql(`UPDATE person SET roles = '{student,administrator}' WHERE school_id = $1 AND id = $2`, [actor.schoolId, personId]);
    expect(await codeOf(renew(actor, personId))).toBe('credential.adults_own');
  });

  it('does not reach into another school', async () => {
    const { personId } = await forgetful(google);
    await school.open(google);
    expect(await codeOf(renew(await coach(), personId))).toBe('account.none');
  });
});

it('two adults who ask at the same moment get the same password, and none of them an error', async () => {
  const { personId, actor } = await forgetful({ kind: 'built_in', domain: 'moment.example' });
  const asked: Promise<unknown>[] = [];
  await school.database.transaction(actor.schoolId, async (tx) => {
    await tx.rows('SELECT 1 FROM directory_account WHERE school_id = $1 AND person_id = $2 FOR UPDATE', [actor.schoolId, personId]);
    asked.push(...[1, 2].map(() => somebodyElse(() => codeOf(renew(actor, personId)))));
    await othersWait(tx, 2);
  });
  expect(await Promise.all(asked)).toEqual(['done', 'done']);
  expect(await school.sql('SELECT to_be_set FROM credential WHERE school_id = $1 AND delivered_at IS NULL')).toEqual([
    { to_be_set: false },
  ]);
});
