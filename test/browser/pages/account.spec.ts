import type { WebSocketRoute } from '@playwright/test';
import { wordsIn } from '../../support/words.js';
import { expectAccessible } from '../support/axe.js';
import { hasLoaded } from '../support/has-loaded.js';
import { demoPassword } from '../support/demo-password.js';
import { looks } from '../support/looks.js';
import { expect, keepPicture, test } from '../support/test.js';

test('who finds a session they do not know ends it with their password, and that screen goes to the sign-in and says so', async ({
  open,
  school,
  en,
}) => {
  const [mine, stranger] = [await school.signedInAnew('assistant17'), await school.signedInAnew('assistant17')];
  const elsewhere = await open({ path: '/desk', as: stranger });
  await elsewhere.getByText(en('staff.connection.live')).waitFor();
  const page = await open({ path: '/desk', as: mine });
  await page.locator('.staff__me').click();
  await expect(page.getByRole('heading', { name: en('account.title') })).toBeVisible();
  await expect(page.locator('.account__session').first()).toContainText(en('account.here'));

  await page
    .getByRole('button', { name: en('account.end') })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(en('account.password')).fill('not my password');
  await dialog.getByRole('button', { name: en('account.endNow') }).click();
  await expect(dialog.getByRole('alert')).toHaveText(en('errors.codes.password_wrong'));
  await expect(elsewhere.getByText(en('staff.connection.live'))).toBeVisible();
  await dialog.getByLabel(en('account.password')).fill(demoPassword);
  await dialog.getByRole('button', { name: en('account.endNow') }).click();
  await expect(page.getByText(en('account.onlyHere'))).toBeVisible();
  await expect(elsewhere.getByRole('heading', { name: en('shell.signIn.title') })).toBeVisible();
  await expect(elsewhere.getByText(en('shell.signIn.over'))).toBeVisible();
  await expect(page.locator('.account__session')).toHaveCount(1);
});

test('a new password is chosen in the account, and ends the other sessions', async ({ open, school, en }) => {
  const [mine, elsewhere] = [await school.signedInAnew('assistant18'), await school.signedInAnew('assistant18')];
  const page = await open({ path: '/account', as: mine });
  await expect(page.locator('.account__session')).toHaveCount(2);
  const save = page.getByRole('button', { name: en('shell.changePassword.submit') });
  for (const [now, chosen] of [
    ['not my password', 'three words together'],
    [demoPassword, 'three words together'],
    ['three words together', demoPassword],
  ] as const) {
    await page.getByLabel(en('account.newPassword.now')).fill(now);
    await page.getByLabel(en('shell.changePassword.new'), { exact: true }).fill(chosen);
    await page.getByLabel(en('shell.changePassword.again')).fill(chosen);
    await save.click();
    if (now === 'not my password') await expect(page.getByText(en('errors.codes.password_wrong'))).toBeVisible();
    else await expect(page.getByLabel(en('account.newPassword.now'))).toHaveValue('');
  }
  await expect(page.locator('.account__session')).toHaveCount(1);
  expect((await elsewhere.send('GET', '/api/me')).status).toBe(401);
});

test('a page that nobody touches says so with what it asks, until somebody does', async ({ open, school, en }) => {
  const page = await open({ path: '/settings/screens', as: await school.as('coach'), clock: true });
  await page.getByRole('heading', { name: en('console.stations.title') }).waitFor();
  const asksAfter = async (time: string) => {
    const asked = page.waitForRequest((request) => request.url().endsWith('/api/stations'));
    await page.clock.fastForward(time);
    return (await asked).headers()['firstbell-unattended'];
  };
  expect(await asksAfter('04:00')).toBeUndefined();
  expect(await asksAfter('02:00')).toBe('1');
  await page.keyboard.press('Tab');
  expect(await asksAfter('00:20')).toBeUndefined();
});

const userAgents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
  'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36',
];

for (const { language, scheme } of looks) {
  const say = wordsIn(language);

  test(`the list of one's sessions passes axe in ${language}, ${scheme}, on laptop and phone`, async ({ open, school }) => {
    test.setTimeout(180_000);
    const mine = await school.signedInAnew('assistant16');
    for (const userAgent of userAgents) {
      const sent = { email: 'assistant16@demo.example', password: demoPassword };
      await mine.send('POST', '/api/session', sent, { 'user-agent': userAgent });
    }
    for (const size of ['laptop', 'phone'] as const) {
      const page = await open({ path: '/account', as: mine, language, scheme, size });
      await page.getByRole('heading', { level: 1, name: say('account.title') }).waitFor();
      await hasLoaded(page);
      await expectAccessible(page, `/account (${size}, ${scheme})`);
      await keepPicture(page, `account-${language}-${size}-${scheme}`);
      await page.locator('.account > button').click();
      await page.getByRole('dialog').waitFor();
      await expectAccessible(page, `the dialog of /account (${size}, ${scheme})`);
      await keepPicture(page, `account-dialog-${language}-${size}-${scheme}`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });

  test(`a screen whose session is over by time goes to the sign-in and says why, in ${language}`, async ({ open }) => {
    for (const size of ['laptop', 'phone'] as const) {
      const page = await open({ path: '/', language, scheme, size });
      const sockets: WebSocketRoute[] = [];
      await page.routeWebSocket(/socket\.io/, (socket) => {
        socket.connectToServer();
        sockets.push(socket);
      });
      await page.getByLabel(say('shell.signIn.email')).fill('assistant15@demo.example');
      await page.getByLabel(say('shell.signIn.password')).fill(demoPassword);
      await page.getByRole('button', { name: say('shell.signIn.submit') }).click();
      await page.getByText(say('staff.connection.live')).waitFor();
      // What the server says within a minute of the end.
      sockets.at(-1)?.send('42["ended",{"reason":"expired"}]');
      await expect(page.getByText(say('shell.signIn.expired'))).toBeVisible();
      await expect(page).toHaveURL(/\?to=/);
      await expectAccessible(page, 'the sign-in of who was signed out');
      await keepPicture(page, `sign-in-expired-${language}-${size}`);
    }
  });
}
