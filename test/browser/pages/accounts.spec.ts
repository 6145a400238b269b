import { v7 as uuid } from 'uuid';
import { importRoster } from '../../support/rollout-school.js';
import { base, bindDn, bindPassword, hasSlapd, howToGetSlapd, startSlapd } from '../../support/slapd.js';
import { wordsIn } from '../../support/words.js';
import { expectAccessible } from '../support/axe.js';
import { demoPassword } from '../support/demo-password.js';
import { expect, keepPicture, test } from '../support/test.js';

const students = 4;
const oneTime = /^[A-Z][a-z]+-[A-Z][a-z]+-[2-9]{4}$/;

for (const language of ['en', 'es'] as const) {
  test(`an administrator has accounts made and prints a slip, once, in ${language}`, async ({ open, school }) => {
    const say = wordsIn(language);
    const admin = await school.signedInAnew('admin');
    await admin.call('createSchool', { name: `Accounts ${uuid()}`, timeZone: 'America/Chicago' });
    await importRoster(admin, students);
    const page = await open({ path: '/settings/accounts', as: admin, language });
    await page.getByRole('heading', { level: 1, name: say('accounts.title') }).waitFor();
    await expect(page.getByRole('combobox', { name: say('accounts.directory.kind') })).toHaveValue(
      say('accounts.directory.kinds.built_in'),
    );
    await page.getByLabel(say('accounts.directory.domain')).fill(`${uuid()}.example`);
    await page.getByLabel(say('accounts.directory.rule')).fill('{given}.{family}');
    await page.getByRole('button', { name: say('console.save') }).click();
    await page.getByRole('button', { name: say('accounts.dryRun.show') }).click();
    await expect(page.getByText(say('accounts.dryRun.made_other', { count: students }))).toBeVisible();
    await expectAccessible(page, 'what would happen');
    await keepPicture(page, `accounts-dry-run-${language}`);

    const make = say('accounts.state.want_other', { count: students });
    await page.getByRole('button', { name: make }).click();
    await page.getByRole('dialog').getByRole('button', { name: make }).click();
    const links = page.getByRole('link', { name: new RegExp(say('accounts.list.slipNamed', { name: '' }).trim()) });
    await expect(links).toHaveCount(students);
    await expectAccessible(page, 'the accounts');
    await keepPicture(page, `accounts-made-${language}`);

    await links.first().click();
    await page.getByRole('heading', { level: 1, name: say('accounts.slip.title') }).waitFor();
    await expectAccessible(page, 'the way to a slip');
    await page.getByLabel(say('accounts.slip.confirm')).fill('not my password');
    await page.getByRole('button', { name: say('accounts.slip.show') }).click();
    await expect(page.getByText(say('errors.codes.password_wrong'))).toBeVisible();
    await page.getByLabel(say('accounts.slip.confirm')).fill(demoPassword);
    await page.getByRole('button', { name: say('accounts.slip.show') }).click();
    await expect(page.getByText(say('accounts.slip.once'))).toBeVisible();
    await expect(page.getByText(oneTime)).toBeVisible();
    const first = await page.getByText(oneTime).textContent();
    await expectAccessible(page, 'a slip');
    await keepPicture(page, `slip-${language}`);

    await page.reload();
    await page.getByLabel(say('accounts.slip.confirm')).fill(demoPassword);
    await page.getByRole('button', { name: say('accounts.slip.show') }).click();
    await expect(page.getByText(say('errors.codes.credential_delivered'))).toBeVisible();
    await expect(page.getByText(oneTime)).toHaveCount(0);
    await expectAccessible(page, 'a slip that was shown before');
    await keepPicture(page, `slip-shown-before-${language}`);

    await page.getByLabel(say('accounts.slip.confirm')).fill(demoPassword);
    await page.getByRole('button', { name: say('accounts.slip.renew') }).click();
    await expect(page.getByText(say('accounts.slip.once'))).toBeVisible();
    await expect(page.getByText(oneTime)).toBeVisible();
    expect(await page.getByText(oneTime).textContent()).not.toBe(first);
  });
}

test('a directory that does not work is said to be so by the test button, with what to do', async ({ open, school, en }) => {
  test.skip(!hasSlapd, howToGetSlapd);
  const slapd = await startSlapd();
  try {
    const admin = await school.signedInAnew('admin');
    await admin.call('createSchool', { name: `Directory ${uuid()}`, timeZone: 'America/Chicago' });
    const page = await open({ path: '/settings/accounts', as: admin });
    const choose = async (kind: string) => {
      await page.getByRole('combobox', { name: en('accounts.directory.kind') }).click();
      await page.getByRole('option', { name: en(`accounts.directory.kinds.${kind}`), exact: true }).click();
    };
    for (const kind of ['google', 'microsoft', 'active_directory'] as const) {
      await choose(kind);
      await expect(page.getByText(en(`accounts.directory.kindHint.${kind}`))).toBeVisible();
      await expectAccessible(page, `the fields of ${kind}`);
      await keepPicture(page, `accounts-${kind}`);
    }
    await choose('google');
    await page.getByLabel(en('accounts.directory.domain')).fill('students.example');
    await page.getByLabel(en('accounts.directory.adminEmail')).fill('it@school.example');
    await page.getByLabel(en('accounts.directory.secret.google')).fill('not a key file');
    await page.getByRole('button', { name: en('console.save') }).click();
    await expect(page.getByText(en('errors.codes.directory_no_key_file')).first()).toBeVisible();

    await choose('ldap');
    await page.getByLabel(en('accounts.directory.url')).fill(slapd.url);
    await page.getByLabel(en('accounts.directory.bindDn')).fill(bindDn);
    await page.getByLabel(en('accounts.directory.base'), { exact: true }).fill(base);
    for (const [secret, place, said] of [
      ['wrong', base, en('accounts.cures.directory_wrong_password')],
      [bindPassword, `ou=nowhere,${base}`, en('accounts.cures.directory_base_missing')],
      [bindPassword, base, en('accounts.state.ok')],
    ] as const) {
      await page.getByLabel(en('accounts.directory.secret.ldap')).fill(secret);
      await page.getByLabel(en('accounts.directory.base'), { exact: true }).fill(place);
      await page.getByRole('button', { name: en('console.save') }).click();
      await expect(page.getByLabel(en('accounts.directory.secret.ldap'))).toHaveValue('');
      await page.getByRole('button', { name: en('accounts.state.test') }).click();
      await expect(page.getByText(said)).toBeVisible();
    }
    await expectAccessible(page, 'a tested directory');
  } finally {
    await slapd.stop();
  }
});
