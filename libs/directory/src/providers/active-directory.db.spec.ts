import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openAccountSchool, type AccountSchool } from '../../../../test/support/account-school.js';
import { base, bindDn, bindPassword, hasSlapd, howToGetSlapd, startSlapd, type TestSlapd } from '../../../../test/support/slapd.js';

/* The protocol and the attributes of Active Directory on a real LDAP server, over TLS; what only Windows does is not here. */
(hasSlapd ? describe : describe.skip)(`accounts in an Active Directory${hasSlapd ? '' : ` (${howToGetSlapd})`}`, () => {
  let school: AccountSchool;
  let slapd: TestSlapd;
  beforeAll(async () => {
    [school, slapd] = await Promise.all([openAccountSchool(), startSlapd()]);
  });
  afterAll(async () => {
    await school.stop();
    await slapd.stop();
  });

  const open = async (ou: string, changed: { url?: string } = {}) => {
    const dn = `ou=${ou},${base}`;
    await slapd.asRoot((client) => client.add(dn, { objectClass: 'organizationalUnit', ou }));
    const config = {
      kind: 'active_directory' as const,
      url: slapd.secureUrl,
      startTls: false,
      certificate: slapd.certificate,
      bindDn,
      base: dn,
      idAttribute: 'employeeID',
      domain: 'students.school.example',
      ...changed,
    };
    await school.open(config, bindPassword);
    return { dn, config };
  };
  const entry = async (dn: string) =>
    (await slapd.asRoot((client) => client.search(dn, { scope: 'base', explicitBufferAttributes: ['unicodePwd'] }))).searchEntries[0] ?? {
      dn,
    };
  const add = (dn: string, more: Record<string, string>) =>
    slapd.asRoot((client) => client.add(dn, { objectClass: ['top', 'person', 'organizationalPerson', 'user'], cn: 'x', sn: 'x', ...more }));

  it('are users with a password in quotation marks and UTF-16, to be changed at the first sign-in', async () => {
    const { dn } = await open('made');
    const [ann = '', long = ''] = await school.students(['Ann Li', 'Bartholomew Featherstonehaugh']);
    await school.want([ann, long]);
    await school.run();
    expect(await school.row(ann)).toMatchObject({
      state: 'ready',
      external_id: `cn=ann.li,${dn}`,
      address: 'ann.li@students.school.example',
    });
    const user = await entry(`cn=ann.li,${dn}`);
    expect(user).toMatchObject({
      sAMAccountName: 'ann.li',
      userPrincipalName: 'ann.li@students.school.example',
      displayName: 'Ann Li',
      employeeID: 's-1',
      userAccountControl: '512',
      pwdLastSet: '0',
    });
    expect(Buffer.from(user['unicodePwd'] as Buffer).toString('utf16le')).toBe(`"${(await school.passwordOf(ann)) ?? ''}"`);
    // Windows takes names of 20 letters at most.
    expect(await entry((await school.row(long)).external_id ?? '')).toMatchObject({ sAMAccountName: 'bartholomew.feathers' });
  });

  it('that are there are adopted by the school’s own id, and whose name is taken anywhere below wait for a person', async () => {
    const { dn } = await open('there');
    await slapd.asRoot((client) => client.add(`ou=staff,${dn}`, { objectClass: 'organizationalUnit', ou: 'staff' }));
    await add(`cn=annie,${dn}`, {
      cn: 'annie',
      sAMAccountName: 'annie',
      userPrincipalName: 'annie@students.school.example',
      employeeID: 's-1',
    });
    await add(`cn=bo.li,${dn}`, { cn: 'bo.li', sAMAccountName: 'bo.li', employeeID: 'teacher-7' });
    const [ann = '', bo = ''] = await school.students(['Ann Li', 'Bo Li']);
    await school.want([ann, bo]);
    await school.run();
    expect(await school.row(ann)).toMatchObject({ state: 'ready', adopted: true, username: 'annie' });
    expect(await school.row(bo)).toMatchObject({ state: 'conflict', reason_code: 'account.name_taken_by_other' });
  });

  it('of those who left are disabled with one bit, wherever somebody has moved them, and enabled again', async () => {
    const { dn } = await open('left');
    const [ann = ''] = await school.students(['Ann Li']);
    await school.want([ann]);
    await school.run();
    await slapd.asRoot(async (client) => {
      await client.add(`ou=moved,${dn}`, { objectClass: 'organizationalUnit', ou: 'moved' });
      await client.modifyDN(`cn=ann.li,${dn}`, `cn=ann.li,ou=moved,${dn}`);
    });
    // DONT_EXPIRE_PASSWORD, set by the school.
    const { Attribute, Change } = await import('ldapts');
    const modification = new Attribute({ type: 'userAccountControl', values: [String(0x200 | 0x10000)] });
    await slapd.asRoot((client) => client.modify(`cn=ann.li,ou=moved,${dn}`, new Change({ operation: 'replace', modification })));
    await school.sql(`UPDATE person SET status = 'removed', removed_at = now() - interval '15 days' WHERE school_id = $1`);
    await school.run('account.suspend');
    expect(await entry(`cn=ann.li,ou=moved,${dn}`)).toMatchObject({ userAccountControl: String(0x10000 | 0x200 | 0x2) });
    await school.sql(`UPDATE person SET status = 'active', removed_at = NULL WHERE school_id = $1`);
    await school.run('account.suspend');
    await school.run();
    expect(await entry(`cn=ann.li,ou=moved,${dn}`)).toMatchObject({ userAccountControl: String(0x10000 | 0x200) });
    expect(await school.row(ann)).toMatchObject({ state: 'ready' });
  });

  it('are tried beforehand: certificate, base, password and encryption', async () => {
    const { config } = await open('tried');
    const { schoolId } = school.actor;
    const tried = async (changed: Partial<typeof config>, secret = bindPassword) =>
      school.directories.of(schoolId, { ...config, ...changed }, school.sealed(secret)).test();
    expect(await tried({})).toMatchObject({ ok: true });
    expect(await tried({ certificate: '' })).toMatchObject({ ok: false, code: 'directory.certificate' });
    expect(await tried({ base: `ou=nowhere,${base}` })).toMatchObject({ ok: false, code: 'directory.base_missing' });
    expect(await tried({}, 'wrong')).toMatchObject({ ok: false, code: 'directory.wrong_password' });
    expect(await tried({ url: 'ldap://directory.school.example' })).toMatchObject({ ok: false, code: 'directory.not_secure' });
  });
});
