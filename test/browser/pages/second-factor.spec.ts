import type { Page } from '@playwright/test';
import { Authenticator, turnOnSecondFactor } from '../../support/authenticator.js';
import { type Words, wordsIn } from '../../support/words.js';
import { expectAccessible } from '../support/axe.js';
import { demoPassword } from '../support/demo-password.js';
import { expect, keepPicture, sizes, test } from '../support/test.js';

async function signIn(page: Page, say: Words, name: string): Promise<void> {
  await page.getByLabel(say('shell.signIn.email')).fill(`${name}@demo.example`);
  await page.getByLabel(say('shell.signIn.password')).fill(demoPassword);
  await page.getByRole('button', { name: say('shell.signIn.submit') }).click();
}

for (const { language, size, scheme, name } of [
  { language: 'en', size: 'laptop', scheme: 'light', name: 'teacher7' },
  { language: 'es', size: 'phone', scheme: 'dark', name: 'teacher8' },
] as const) {
  const say = wordsIn(language);

  test(`an adult turns a second factor on, signs in with it, and off again (${language}, ${size}, ${scheme})`, async ({ open }) => {
    const page = await open({ path: '/', language, size, scheme });
    const look = async (what: string) => {
      await expectAccessible(page, what);
      await keepPicture(page, `second-factor-${what}-${language}-${size}-${scheme}`);
    };
    const button = (key: string) => page.getByRole('button', { name: say(key), exact: true });
    await signIn(page, say, name);
    await page.getByRole('link', { name: say('shell.signIn.account') }).click();
    await expect(page.getByText(say('account.secondFactor.isOff'))).toBeVisible();
    await look('off');

    await button('account.secondFactor.turnOn').click();
    await button('account.setUp.next').click();
    await expect(page.getByText(say('account.confirm.missing'))).toBeVisible();
    await page.getByLabel(say('account.confirm.password')).fill('not the password');
    await button('account.setUp.next').click();
    await expect(page.getByText(say('errors.codes.password_wrong'))).toBeVisible();
    await look('password');
    await page.getByLabel(say('account.confirm.password')).fill(demoPassword);
    await button('account.setUp.next').click();

    await expect(page.getByRole('img', { name: say('account.setUp.qr') })).toBeVisible();
    const phone = Authenticator.typed(((await page.locator('code').textContent()) ?? '').replaceAll(' ', ''));
    const code = page.getByLabel(say('account.setUp.code'));
    await expect(code).toBeFocused();
    await code.fill('000000');
    await button('account.setUp.submit').click();
    await expect(page.getByText(say('errors.codes.second_factor_code_wrong'))).toBeVisible();
    await look('scan');
    await code.fill(phone.code());
    await button('account.setUp.submit').click();

    const codes = page.getByRole('list', { name: say('account.codes.list') }).getByRole('listitem');
    await expect(codes).toHaveCount(10);
    const [first = '', second = '', third = ''] = await codes.allTextContents();
    await look('codes');
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('banner').first()).toBeHidden();
    await keepPicture(page, `second-factor-paper-${language}-${size}`);
    await page.emulateMedia({ media: 'screen' });
    await button('account.codes.done').click();
    await expect(page.getByText(say('account.secondFactor.left_other', { count: 10 }))).toBeVisible();
    await look('on');
    await page.getByRole('button', { name: say('staff.signOut') }).click();

    await signIn(page, say, name);
    const asked = page.getByLabel(say('shell.signIn.code.label'), { exact: true });
    await expect(asked).toBeFocused();
    await expect(asked).toHaveAttribute('autocomplete', 'one-time-code');
    await expect(asked).toHaveAttribute('inputmode', 'numeric');
    await look('sign-in');
    await asked.fill('000000');
    await button('shell.signIn.submit').click();
    await expect(page.getByRole('alert')).toHaveText(say('shell.signIn.code.wrong'));
    await look('sign-in-wrong');
    await button('shell.signIn.code.back').click();
    await signIn(page, say, name);
    await asked.fill(first);
    await button('shell.signIn.submit').click();
    await page.getByRole('link', { name: say('shell.signIn.account') }).click();
    await expect(page.getByText(say('account.secondFactor.left_other', { count: 9 }))).toBeVisible();

    await button('account.secondFactor.renew').click();
    await page.getByLabel(say('account.confirm.password')).fill(demoPassword);
    await page.getByLabel(say('account.confirm.code'), { exact: true }).fill(second);
    await look('renew');
    await button('account.secondFactor.renew').click();
    await expect(codes).toHaveCount(10);
    const [renewed = ''] = await codes.allTextContents();
    await button('account.codes.done').click();

    await button('account.secondFactor.turnOff').click();
    await page.getByLabel(say('account.confirm.password')).fill(demoPassword);
    await page.getByLabel(say('account.confirm.code'), { exact: true }).fill(third);
    await button('account.secondFactor.turnOff').click();
    await expect(page.getByText(say('errors.codes.second_factor_code_wrong'))).toBeVisible();
    await page.getByLabel(say('account.confirm.code'), { exact: true }).fill(renewed);
    await button('account.secondFactor.turnOff').click();
    await expect(page.getByText(say('account.secondFactor.isOff'))).toBeVisible();
    await page.getByRole('button', { name: say('staff.signOut') }).click();
    await signIn(page, say, name);
    await expect(page.getByRole('link', { name: say('shell.signIn.account') })).toBeVisible();
  });
}

test('a school that demands one leads an adult to it, and opens nothing before', async ({ open, school, en }) => {
  const admin = await school.signedInAnew('admin');
  const boss = await school.signedInAnew('teacher9');
  const { id: personId } = await boss.call('me', {});
  await admin.call('setRoles', { personId, roles: ['administrator'], skills: [], periods: [] });
  await expect.poll(async () => (await boss.call('me', {})).roles).toEqual(['administrator']);
  await boss.call('createSchool', { name: 'Careful School', timeZone: 'America/Chicago' });
  const page = await open({ path: '/settings', as: boss });
  const demand = page.getByRole('switch', { name: en('settings.school.secondFactor.label') });
  await demand.click({ force: true });
  await expect(page.getByText(en('errors.codes.second_factor_own_first'))).toBeVisible();
  await expectAccessible(page, 'the demand that is refused');
  await keepPicture(page, 'second-factor-demand-refused');
  const { recoveryCodes } = await turnOnSecondFactor(boss, demoPassword);
  await demand.click({ force: true });
  await expect(page.getByText(en('console.saved'))).toBeVisible();
  await expect(demand).toBeChecked();
  await keepPicture(page, 'second-factor-demand');

  await page.goto('/coach');
  await expect(page.getByText(en('staff.connection.live'))).toBeVisible();
  await boss.call('turnOffSecondFactor', { password: demoPassword, code: recoveryCodes[0] ?? '' });
  // The page that is open follows by itself.
  await expect(page.getByRole('heading', { name: en('shell.secondFactor.title') })).toBeVisible();
  for (const size of ['laptop', 'phone'] as const) {
    await page.setViewportSize(sizes[size]);
    await expectAccessible(page, `the demand at the sign-in (${size})`);
    await keepPicture(page, `second-factor-demanded-${size}`);
  }
  await page.goto('/coach');
  await page.getByLabel(en('account.confirm.password')).fill(demoPassword);
  await page.getByRole('button', { name: en('account.setUp.next') }).click();
  const phone = Authenticator.typed(((await page.locator('code').textContent()) ?? '').replaceAll(' ', ''));
  await keepPicture(page, 'second-factor-demanded-scan');
  await page.getByLabel(en('account.setUp.code')).fill(phone.code());
  await page.getByRole('button', { name: en('account.setUp.submit') }).click();
  await expect(page.getByRole('list', { name: en('account.codes.list') }).getByRole('listitem')).toHaveCount(10);
  await expectAccessible(page, 'the recovery codes at the sign-in');
  await keepPicture(page, 'second-factor-demanded-codes');
  await page.getByRole('button', { name: en('account.codes.done') }).click();
  await expect(page).toHaveURL(/\/coach/);
});

test('an administrator removes the second factor of somebody who lost their phone', async ({ open, school, en }) => {
  const teacher = await school.signedInAnew('teacher10');
  const { name } = await teacher.call('me', {});
  await turnOnSecondFactor(teacher, demoPassword);
  const page = await open({ path: '/settings/people', as: await school.signedInAnew('admin') });
  await page.getByRole('button', { name: en('settings.people.editNamed', { name }) }).click();
  await page.getByRole('button', { name: en('settings.people.secondFactor.remove') }).click();
  const dialog = page.getByRole('dialog', { name: en('settings.people.secondFactor.removeTitle', { name }) });
  await dialog.getByLabel(en('settings.people.secondFactor.password')).fill('not the password');
  await dialog.getByRole('button', { name: en('settings.people.secondFactor.removeNow') }).click();
  await expect(dialog.getByText(en('errors.codes.password_wrong'))).toBeVisible();
  await expectAccessible(page, 'the question whether to remove a second factor');
  await keepPicture(page, 'second-factor-reset');
  await dialog.getByLabel(en('settings.people.secondFactor.password')).fill(demoPassword);
  await dialog.getByRole('button', { name: en('settings.people.secondFactor.removeNow') }).click();
  await expect(page.getByText(en('settings.people.secondFactor.removed', { name }))).toBeVisible();
  await school.signedInAnew('teacher10');
});
