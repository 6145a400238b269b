import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { admin } from '@googleapis/admin';
import { openAccountSchool, type AccountSchool } from '../../../../test/support/account-school.js';
import { CloudDirectory } from '../../../../test/support/cloud-directory.js';
import { googleError } from '../../../../test/support/provider-server.js';

let school: AccountSchool;
let cloud: CloudDirectory;
beforeAll(async () => {
  [school, cloud] = [await openAccountSchool(), await CloudDirectory.start()];
  school.clouds.google = () => Promise.resolve(admin({ version: 'directory_v1', rootUrl: `${cloud.url}/` }));
});
afterAll(async () => {
  await school.stop();
  await cloud.stop();
});
beforeEach(() => {
  cloud.users.clear();
  cloud.refusesPassword = () => false;
});
afterEach(() => {
  jest.restoreAllMocks();
});

const google = { kind: 'google', adminEmail: 'it@school.example', orgUnitPath: '/Students', domain: 'students.example' } as const;
const nowhere = {
  kind: 'ldap',
  url: 'ldap://127.0.0.1:1',
  startTls: false,
  certificate: '',
  bindDn: 'cn=desk',
  base: 'ou=students,dc=school',
  idAttribute: 'employeeNumber',
  domain: 'students.example',
} as const;
const hour = 3_600_000;

/** This process's clock; the database's stays as it is. */
function setClock(byMs: number): void {
  const now = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => now() + byMs);
}
const annIsWanted = async (config: typeof google | typeof nowhere, secret?: string) => {
  await school.open(config, secret);
  await school.want(await school.students(['Ann Li']));
};
/** Whatever is due, once. Whoever had no rest is due again. */
const round = async () => {
  for (const subjectId of await school.due('account.provision'))
    await school.provision.handle({ schoolId: school.actor.schoolId, subjectId, attempt: 'any' });
};
/** For how many seconds from now, by the database's clock. */
const rests = async () =>
  (
    await school.sql<{ account: number | null; directory: number | null }>(
      `SELECT extract(epoch FROM a.retry_at - now())::int AS account, extract(epoch FROM d.paused_until - now())::int AS directory
       FROM directory_account a JOIN directory_provider d ON d.school_id = a.school_id WHERE a.school_id = $1`,
    )
  )[0];
/** Less than five seconds off. */
const about = (seconds: number): unknown => expect.closeTo(seconds, -1);

describe.each([
  ['behind', -hour],
  ['ahead of', hour],
])('where the clock of the process is an hour %s the database’s', (_how, byMs) => {
  beforeEach(() => setClock(byMs));

  it('a directory that asks for patience is left alone for as long as it asked', async () => {
    await annIsWanted(google);
    cloud.readFaults.push({
      kind: 'answer',
      status: 429,
      body: googleError(429, 'rateLimitExceeded', 'Slowly.'),
      headers: { 'retry-after': '40' },
    });
    await round();
    expect(await rests()).toEqual({ account: null, directory: about(40) });
    expect(await school.due('account.provision')).toEqual([]);
  });

  it('a directory that cannot be reached is left alone for a minute', async () => {
    await annIsWanted(nowhere, 'secret');
    await round();
    expect(await rests()).toEqual({ account: null, directory: about(60) });
  });

  it('a directory whose secret cannot be opened here is left alone for a quarter of an hour', async () => {
    await annIsWanted(nowhere, 'secret');
    await school.sql(`UPDATE directory_provider SET secret_sealed = '\\x00112233' WHERE school_id = $1`);
    await round();
    expect(await rests()).toEqual({ account: null, directory: about(900) });
  });

  it('an account whose password was refused rests a minute, and all of them a quarter of an hour after several in a row', async () => {
    await annIsWanted(google);
    cloud.refusesPassword = () => true;
    await round();
    expect(await rests()).toEqual({ account: about(60), directory: null });
    await school.want(await school.students(['Bo Li', 'Cy Li'], 2));
    await round();
    expect(await rests()).toEqual({ account: about(60), directory: about(900) });
  });

  it('an account at which something nobody expected happened rests a few seconds', async () => {
    await annIsWanted(google);
    jest.spyOn(school.directories, 'of').mockImplementationOnce(() => {
      throw new Error('Out of memory.');
    });
    await round();
    expect(await rests()).toEqual({ account: about(5), directory: null });
  });

  it('an administrator’s pause lasts until somebody ends it', async () => {
    await annIsWanted(google);
    expect(await school.settings.pause(school.actor)).toMatchObject({ pausedUntil: '9999-01-01T00:00:00.000Z' });
    await round();
    expect(cloud.users.size).toBe(0);
  });

  it('a slot at Google is waited for a second, and not an hour or not at all', async () => {
    await school.open(google);
    await school.want(await school.students(Array.from({ length: 12 }, (_, index) => `Ann Number${index}`)));
    const began = performance.now();
    await school.run('account.provision', 6);
    expect(cloud.users.size).toBe(12);
    expect(performance.now() - began).toBeGreaterThanOrEqual(1_000);
  });
});
