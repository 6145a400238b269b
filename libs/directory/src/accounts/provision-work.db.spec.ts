import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verify } from '@node-rs/argon2';
import { Client } from 'ldapts';
import { v7 as uuid } from 'uuid';
import { openAccountSchool, type AccountSchool } from '../../../../test/support/account-school.js';
import { base, bindDn, bindPassword, hasSlapd, howToGetSlapd, startSlapd, suffix, type TestSlapd } from '../../../../test/support/slapd.js';
import { AccountWorkStore } from './account-work.store.js';

let school: AccountSchool;
beforeAll(async () => {
  school = await openAccountSchool();
});
afterAll(() => school.stop());

const eventsOf = async (type: string) =>
  (
    await school.sql<{ subject_id: string }>('SELECT subject_id FROM event WHERE school_id = $1 AND type = $2', [
      school.actor.schoolId,
      type,
    ])
  ).map(({ subject_id }) => subject_id);

(hasSlapd ? describe : describe.skip)(`accounts in a real OpenLDAP${hasSlapd ? '' : ` (${howToGetSlapd})`}`, () => {
  let slapd: TestSlapd;
  beforeAll(async () => {
    slapd = await startSlapd();
  });
  afterAll(() => slapd.stop());

  const config = (
    changed: { url?: string; base?: string; bindDn?: string; certificate?: string; startTls?: boolean; idAttribute?: string } = {},
  ) => ({
    kind: 'ldap' as const,
    url: slapd.url,
    startTls: false,
    certificate: '',
    bindDn,
    base,
    idAttribute: 'employeeNumber',
    domain: 'students.school.example',
    ...changed,
  });
  /** Each test has a part of the tree of its own. */
  const branch = async (name: string) => {
    const dn = `ou=${name},${base}`;
    await slapd.asRoot((client) => client.add(dn, { objectClass: 'organizationalUnit', ou: name }));
    return dn;
  };
  const entriesUnder = (dn: string) =>
    slapd.asRoot(async (client) => (await client.search(dn, { filter: '(objectClass=person)', attributes: ['*', '+'] })).searchEntries);
  const signsIn = async (dn: string, password: string) => {
    const client = new Client({ url: slapd.url });
    const fits = await client.bind(dn, password).then(
      () => true,
      () => false,
    );
    await client.unbind();
    return fits;
  };

  it('are made with a unique name and a one-time password that signs in and has to be changed', async () => {
    const ou = await branch('plain');
    await school.open(config({ base: ou }), bindPassword);
    const [ann, other] = await school.students(['Ann Li', 'Ann Li', 'José Núñez-Peña']);
    if (ann === undefined || other === undefined) throw new Error('no students');
    await school.want((await school.sql<{ id: string }>('SELECT id FROM person WHERE school_id = $1')).map(({ id }) => id));
    await school.run();
    const rows = await school.rows();
    expect(rows.map(({ state, username, adopted }) => [state, username, adopted])).toEqual([
      ['ready', expect.stringMatching(/^ann\.li2?$/), false],
      ['ready', expect.stringMatching(/^ann\.li2?$/), false],
      ['ready', 'jose.nunez-pena', false],
    ]);
    expect(new Set(rows.map(({ username }) => username)).size).toBe(3);
    const entries = await entriesUnder(ou);
    expect(entries).toHaveLength(3);
    for (const row of rows) {
      const password = await school.passwordOf(row.person_id);
      expect(password).toMatch(/^[A-Z][a-z]+-[A-Z][a-z]+-[2-9]{4}$/);
      expect(await signsIn(row.external_id ?? '', password ?? '')).toBe(true);
    }
    for (const entry of entries) {
      expect(String(entry['userPassword'])).toMatch(/^\{SSHA\}/);
      expect(entry['pwdReset']).toBe('TRUE');
    }
    expect((await eventsOf('account.ready')).sort()).toEqual(rows.map(({ id }) => id).sort());
  });

  it('that were there before under the school’s own id are adopted and keep their password', async () => {
    const ou = await branch('adopted');
    await slapd.asRoot((client) =>
      client.add(`uid=annie,${ou}`, {
        objectClass: 'inetOrgPerson',
        uid: 'annie',
        cn: 'Annie',
        sn: 'Li',
        employeeNumber: 's-1',
        userPassword: 'her own secret',
      }),
    );
    await school.open(config({ base: ou }), bindPassword);
    const [ann = ''] = await school.students(['Ann Li']);
    await school.want([ann]);
    await school.run();
    expect(await school.row(ann)).toMatchObject({ state: 'ready', adopted: true, username: 'annie', external_id: `uid=annie,${ou}` });
    expect(await school.passwordOf(ann)).toBeNull();
    expect(await school.sql('SELECT 1 FROM credential WHERE school_id = $1')).toEqual([]);
    expect(await signsIn(`uid=annie,${ou}`, 'her own secret')).toBe(true);
    expect(await entriesUnder(ou)).toHaveLength(1);
  });

  it('that differ from the school’s own id in the case of a letter are somebody else’s', async () => {
    const ou = await branch('letters');
    await slapd.asRoot((client) =>
      client.add(`uid=loud,${ou}`, { objectClass: 'inetOrgPerson', uid: 'loud', cn: 'Loud', sn: 'Li', employeeNumber: 'S-1' }),
    );
    await school.open(config({ base: ou }), bindPassword);
    const [ann = ''] = await school.students(['Ann Li']);
    await school.want([ann]);
    await school.run();
    expect(await school.row(ann)).toMatchObject({ state: 'ready', adopted: false, external_id: `uid=ann.li,${ou}` });
  });

  it('whose name belongs to somebody else wait for a person, and a retry takes the next free name', async () => {
    const ou = await branch('conflict');
    await slapd.asRoot((client) =>
      client.add(`uid=ann.li,${ou}`, {
        objectClass: 'inetOrgPerson',
        uid: 'ann.li',
        cn: 'Another Ann',
        sn: 'Li',
        employeeNumber: 'teacher-7',
      }),
    );
    await school.open(config({ base: ou }), bindPassword);
    const [ann = ''] = await school.students(['Ann Li']);
    await school.want([ann]);
    await school.run();
    const row = await school.row(ann);
    expect(row).toMatchObject({ state: 'conflict', reason_code: 'account.name_taken_by_other' });
    expect(row.reason).toContain('teacher-7');
    expect(await eventsOf('account.failed')).toEqual([row.id]);

    expect(await school.database.transaction(school.actor.schoolId, (tx) => school.accounts.retry(tx, [row.id]))).toBe(1);
    await school.run();
    expect(await school.row(ann)).toMatchObject({ state: 'ready', username: 'ann.li2', adopted: false });
    expect(await signsIn(`uid=ann.li2,${ou}`, (await school.passwordOf(ann)) ?? '')).toBe(true);
  });

  it('are made once when the same job runs twice at once', async () => {
    const ou = await branch('twice');
    await school.open(config({ base: ou }), bindPassword);
    const people = await school.students(Array.from({ length: 12 }, (_, index) => `Kid Number${String.fromCharCode(97 + index)}`));
    await school.want(people);
    const due = await school.due('account.provision');
    const { schoolId } = school.actor;
    await Promise.all([...due, ...due].map((subjectId) => school.provision.handle({ schoolId, subjectId, attempt: 'any' })));
    expect(await entriesUnder(ou)).toHaveLength(12);
    expect((await eventsOf('account.ready')).length).toBe(12);
    for (const row of await school.rows())
      expect(await signsIn(row.external_id ?? '', (await school.passwordOf(row.person_id)) ?? '')).toBe(true);
  });

  it('are made once when a worker that was slow wakes up after another took over', async () => {
    const ou = await branch('slow');
    await school.open(config({ base: ou }), bindPassword);
    const [ann = ''] = await school.students(['Ann Li']);
    await school.want([ann]);
    const [subjectId = ''] = await school.due('account.provision');
    const { schoolId } = school.actor;
    // Both have claimed: the lease of the first runs out while it works.
    const first = school.provision.handle({ schoolId, subjectId, attempt: 'any' });
    const stolen = (async () => {
      for (let tries = 0; tries < 50; tries += 1) {
        await school.sql(
          `UPDATE directory_account SET lease_until = now() - interval '1 second' WHERE school_id = $1 AND state = 'wanted'`,
        );
        await school.provision.handle({ schoolId, subjectId, attempt: 'any' });
      }
    })();
    await Promise.all([first, stolen]);
    await school.run();
    expect(await entriesUnder(ou)).toHaveLength(1);
    expect(await school.row(ann)).toMatchObject({ state: 'ready', adopted: false });
    expect((await eventsOf('account.ready')).length).toBe(1);
    expect(await signsIn(`uid=ann.li,${ou}`, (await school.passwordOf(ann)) ?? '')).toBe(true);
  });

  it('are not lost or doubled when the directory dies in the middle, and every password fits', async () => {
    const ou = await branch('killed');
    await school.open(config({ base: ou }), bindPassword);
    const people = await school.students(
      Array.from({ length: 60 }, (_, index) => `Kid ${String.fromCharCode(97 + (index % 26)).repeat(1 + Math.floor(index / 26))}`),
    );
    await school.want(people);
    for (let round = 0; round < 4; round += 1) {
      const due = await school.due('account.provision');
      const { schoolId } = school.actor;
      const work = Promise.all(due.slice(0, 30).map((subjectId) => school.provision.handle({ schoolId, subjectId, attempt: 'any' })));
      await new Promise((resolve) => setTimeout(resolve, 15 + round * 25));
      await slapd.kill();
      await work;
      await slapd.start();
      // As after the pause.
      await school.sql('UPDATE directory_provider SET paused_until = NULL WHERE school_id = $1');
    }
    await school.run();
    const rows = await school.rows();
    expect(rows.map(({ state, adopted }) => `${state} ${adopted}`)).toEqual(Array.from({ length: 60 }, () => 'ready false'));
    expect(await entriesUnder(ou)).toHaveLength(60);
    for (const row of rows) expect(await signsIn(row.external_id ?? '', (await school.passwordOf(row.person_id)) ?? '')).toBe(true);
    expect((await eventsOf('account.ready')).length).toBe(60);
  }, 60_000);

  it.each([
    ['a wrong password', {}, 'no such secret', 'directory.wrong_password'],
    ['a wrong base', { base: `ou=nowhere,${suffix}` }, bindPassword, 'directory.base_missing'],
    ['no right to write there', { base: `ou=sealed,${suffix}` }, bindPassword, 'directory.forbidden'],
    ['an attribute the schema does not know', { idAttribute: 'noSuchAttribute' }, bindPassword, 'directory.schema'],
    ['no server', { url: 'ldap://127.0.0.1:9' }, bindPassword, 'directory.unreachable'],
    ['an address of nobody’s server', { url: 'ldaps://169.254.169.254' }, bindPassword, 'directory.address_refused'],
    ['such an address written as a number', { url: 'ldap://2852039166', startTls: true }, bindPassword, 'directory.address_refused'],
    ['an unencrypted way to another computer', { url: 'ldap://192.0.2.1' }, bindPassword, 'directory.not_secure'],
  ])('wait all together, as one pause and not as failures of each, with %s', async (_, changed, password, code) => {
    await school.open(config(changed), password);
    await school.want(await school.students(['Ann Li', 'Bo Li', 'Cy Li', 'Di Li']));
    const { schoolId } = school.actor;
    for (const subjectId of await school.due('account.provision')) await school.provision.handle({ schoolId, subjectId, attempt: 'any' });
    expect((await school.rows()).map(({ state, reason_code }) => [state, reason_code])).toEqual(
      Array.from({ length: 4 }, () => ['wanted', null]),
    );
    expect(await school.due('account.provision')).toEqual([]);
    expect(await school.sql('SELECT pause_code FROM directory_provider WHERE school_id = $1')).toEqual([{ pause_code: code }]);
    expect(await eventsOf('directory.paused')).toHaveLength(1);
  });

  it('are reached over TLS with the school’s own certificate, and not without it', async () => {
    const ou = await branch('secure');
    await school.open(config({ base: ou, url: slapd.secureUrl, certificate: slapd.certificate }), bindPassword);
    await school.want(await school.students(['Ann Li']));
    await school.run();
    expect((await school.rows())[0]).toMatchObject({ state: 'ready' });

    await school.open(config({ base: ou, url: slapd.secureUrl }), bindPassword);
    await school.want(await school.students(['Bo Li'], 2));
    await school.run();
    expect(await school.sql('SELECT pause_code FROM directory_provider WHERE school_id = $1')).toEqual([
      { pause_code: 'directory.certificate' },
    ]);
  });

  it('are reached over StartTLS', async () => {
    const ou = await branch('starttls');
    const url = slapd.url.replace('127.0.0.1', 'localhost');
    await school.open(config({ base: ou, url, startTls: true, certificate: slapd.certificate }), bindPassword);
    await school.want(await school.students(['Ann Li']));
    await school.run();
    expect((await school.rows())[0]).toMatchObject({ state: 'ready' });
  });

  it('of those who left are suspended after the grace, not deleted, and open again when they return', async () => {
    const ou = await branch('leavers');
    await school.open(config({ base: ou }), bindPassword);
    const [ann = '', bo = ''] = await school.students(['Ann Li', 'Bo Li']);
    await school.want([ann, bo]);
    await school.run();
    const password = (await school.passwordOf(ann)) ?? '';
    await school.sql(
      `UPDATE person SET status = 'removed', removed_at = now() - interval '13 days' WHERE school_id = $1 AND given_name = 'Ann'`,
    );
    await school.run('account.suspend');
    expect(await school.row(ann)).toMatchObject({ state: 'ready' });

    await school.sql(`UPDATE person SET removed_at = now() - interval '15 days' WHERE school_id = $1 AND given_name = 'Ann'`);
    await school.run('account.suspend');
    expect(await school.row(ann)).toMatchObject({ state: 'suspended' });
    expect(await school.row(bo)).toMatchObject({ state: 'ready' });
    expect(await entriesUnder(ou)).toHaveLength(2);
    expect(await signsIn(`uid=ann.li,${ou}`, password)).toBe(false);

    // Meanwhile somebody moved the entry: the school's own id still finds it.
    await slapd.asRoot((client) => client.modifyDN(`uid=ann.li,${ou}`, `uid=ann.lee,${ou}`));
    await school.sql(`UPDATE person SET status = 'active', removed_at = NULL WHERE school_id = $1`);
    await school.run('account.suspend');
    expect(await school.row(ann)).toMatchObject({ state: 'resume_wanted' });
    await school.run();
    expect(await school.row(ann)).toMatchObject({ state: 'ready' });
    expect(await signsIn(`uid=ann.lee,${ou}`, password)).toBe(true);
  });
});

describe('accounts in the built-in directory', () => {
  const config = { kind: 'built_in', domain: 'students.example' } as const;
  const accountsOf = () =>
    school.sql<{ email: string; must_change_password: boolean; suspended: boolean; password_hash: string }>(
      `SELECT a.email, a.must_change_password, a.suspended_at IS NOT NULL AS suspended, a.password_hash FROM account a
       JOIN person p ON p.account_id = a.id WHERE p.school_id = $1 ORDER BY a.email`,
    );
  const leave = () => school.sql(`UPDATE person SET status = 'removed', removed_at = now() - interval '15 days' WHERE school_id = $1`);
  const comeBack = () => school.sql(`UPDATE person SET status = 'active', removed_at = NULL WHERE school_id = $1`);
  /** One that runs and makes accounts. */
  const rollout = async () => {
    const planId = uuid();
    await school.sql(
      `INSERT INTO rollout_plan (school_id, id, name, direction, state, steps, audience) VALUES ($1, $2, 'September', 'hand_out', 'running', '{account}', '{"kind": "all", "values": []}')`,
      [school.actor.schoolId, planId],
    );
    return planId;
  };

  it('are sign-ins of Firstbell itself whose password has to be changed', async () => {
    await school.open({ ...config, domain: 'one.example' });
    const [ann = ''] = await school.students(['Ann Li']);
    await school.want([ann]);
    await school.run();
    expect(await school.row(ann)).toMatchObject({ state: 'ready', address: 'ann.li@one.example' });
    expect(await accountsOf()).toMatchObject([{ email: 'ann.li@one.example', must_change_password: true, suspended: false }]);
    expect((await accountsOf())[0]?.password_hash).toMatch(/^\$argon2id\$/);
  });

  it('are made once when the same job runs twice at once, and conflict with another school’s', async () => {
    await school.open({ ...config, domain: 'two.example' });
    await school.want(await school.students(['Ann Li', 'Bo Li']));
    const due = await school.due('account.provision');
    const { schoolId } = school.actor;
    await Promise.all([...due, ...due, ...due].map((subjectId) => school.provision.handle({ schoolId, subjectId, attempt: 'any' })));
    expect((await accountsOf()).map(({ email }) => email)).toEqual(['ann.li@two.example', 'bo.li@two.example']);

    await school.open({ ...config, domain: 'two.example' });
    const [ann = ''] = await school.students(['Ann Li']);
    await school.want([ann]);
    await school.run();
    expect(await school.row(ann)).toMatchObject({ state: 'conflict', reason_code: 'account.name_taken' });
    expect(await accountsOf()).toEqual([]);
  });

  it('are one transaction each: of one name and at once they get numbers, and a taken address leaves nothing half made', async () => {
    await school.open({ ...config, domain: 'four.example' });
    await school.want(await school.students(['First Ever']));
    await school.run(); // this process has the directory open from now on
    await school.sql(
      `INSERT INTO account (id, email, password_hash) VALUES (gen_random_uuid(), 'bo.li@four.example', 'of somebody else')`,
      [],
    );
    const sixAnns = await school.students(Array<string>(6).fill('Ann Li'), 2);
    const [bo = ''] = await school.students(['Bo Li'], 8);
    await school.want([...sixAnns, bo]);
    await school.run('account.provision', 7);

    const names = ['ann.li', 'ann.li2', 'ann.li3', 'ann.li4', 'ann.li5', 'ann.li6'];
    const rows = await school.rows();
    expect(rows.filter(({ username }) => username?.startsWith('ann')).map(({ state, username }) => [state, username])).toEqual(
      expect.arrayContaining(names.map((username) => ['ready', username])),
    );
    for (const id of sixAnns) {
      const { address } = await school.row(id);
      const { password_hash: hash } = (await accountsOf()).find(({ email }) => email === address) ?? { password_hash: '' };
      expect(await verify(hash, (await school.passwordOf(id)) ?? '')).toBe(true);
    }
    expect(await school.row(bo)).toMatchObject({ state: 'conflict', reason_code: 'account.name_taken', external_id: null });
    expect((await eventsOf('account.ready')).length).toBe(7);
    expect((await accountsOf()).map(({ email }) => email)).not.toContain('bo.li@four.example');
  });

  it('open nothing while their person is gone longer than the grace', async () => {
    await school.open({ ...config, domain: 'three.example' });
    const [ann = ''] = await school.students(['Ann Li']);
    await school.want([ann]);
    await school.run();
    await school.sql(`UPDATE person SET status = 'removed', removed_at = now() - interval '15 days' WHERE school_id = $1`);
    await school.run('account.suspend');
    expect(await accountsOf()).toMatchObject([{ suspended: true }]);
    await school.sql(`UPDATE person SET status = 'active', removed_at = NULL WHERE school_id = $1`);
    await school.run('account.suspend');
    await school.run();
    expect(await accountsOf()).toMatchObject([{ suspended: false }]);
    expect(await school.row(ann)).toMatchObject({ state: 'ready' });
  });

  it.each(['done', 'paused', 'cancelled'])('open again for who returns when the rollout that made them is %s', async (planState) => {
    await school.open({ ...config, domain: `${planState}.example` });
    const [ann = ''] = await school.students(['Ann Li']);
    const planId = await rollout();
    await school.want([ann], planId);
    await school.run();
    await school.sql(`UPDATE rollout_plan SET state = $2 WHERE school_id = $1`, [school.actor.schoolId, planState]);
    await leave();
    await school.run('account.suspend');
    expect(await accountsOf()).toMatchObject([{ suspended: true }]);

    await comeBack();
    await school.run('account.suspend');
    await school.run();
    expect(await accountsOf()).toMatchObject([{ suspended: false }]);
    expect(await school.row(ann)).toMatchObject({ state: 'ready' });
  });

  it('are not made while their rollout is paused', async () => {
    await school.open({ ...config, domain: 'five.example' });
    const planId = await rollout();
    await school.want(await school.students(['Ann Li']), planId);
    await school.sql(`UPDATE rollout_plan SET state = 'paused' WHERE school_id = $1`);
    const [waiting] = await school.rows();
    await school.provision.handle({ schoolId: school.actor.schoolId, subjectId: waiting?.id ?? '', attempt: 'any' });
    expect([await school.due('account.provision'), await accountsOf()]).toEqual([[], []]);
  });

  it('stay shut for who leaves again before they were opened', async () => {
    await school.open({ ...config, domain: 'six.example' });
    const [ann = ''] = await school.students(['Ann Li']);
    await school.want([ann]);
    await school.run();
    await leave();
    await school.run('account.suspend');
    await comeBack();
    await school.run('account.suspend');
    expect(await school.row(ann)).toMatchObject({ state: 'resume_wanted' });
    await leave();
    await school.run();
    await school.run('account.suspend');
    expect(await school.row(ann)).toMatchObject({ state: 'suspended' });
    expect(await accountsOf()).toMatchObject([{ suspended: true }]);
  });

  it('over which processes died eight times are for a person to look at', async () => {
    await school.open({ ...config, domain: 'seven.example' });
    const [ann = ''] = await school.students(['Ann Li']);
    await school.want([ann]);
    await school.run();
    await leave();
    const { schoolId } = school.actor;
    const { id } = await school.row(ann);
    for (let died = 0; died < 8; died += 1) {
      const claim = await school.database.transaction(schoolId, (tx) => new AccountWorkStore().claim(tx, id, 'suspend'));
      expect(claim).toMatchObject({ attempt: died });
      await school.sql(`UPDATE directory_account SET lease_until = now() - interval '1 second' WHERE school_id = $1`);
    }
    await school.run('account.suspend');
    expect(await school.row(ann)).toMatchObject({ state: 'needs_person', reason_code: 'account.interrupted' });
    expect(await eventsOf('account.failed')).toEqual([id]);
    expect(await school.due('account.suspend')).toEqual([]);
  });

  it('are not made for a name the rule cannot give, which a person hears of', async () => {
    await school.open({ ...config, domain: 'four.example' });
    const [nobody = ''] = await school.students(['李 小']);
    await school.want([nobody]);
    await school.run();
    expect(await school.row(nobody)).toMatchObject({ state: 'needs_person', reason_code: 'account.no_username' });
  });
});
