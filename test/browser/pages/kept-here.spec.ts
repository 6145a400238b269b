import type { Page } from '@playwright/test';
import { demoPassword } from '../support/demo-password.js';
import { expect, test } from '../support/test.js';

/** How many things this browser keeps under a name; never makes the place itself. */
const kept = (page: Page, database: string, place: string): Promise<number> =>
  page.evaluate(`(async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === '${database}')) return 0;
    const open = await new Promise((resolve, reject) => {
      const asked = indexedDB.open('${database}');
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    const counted = await new Promise((resolve) => {
      const asked = open.transaction('${place}').objectStore('${place}').count();
      asked.onsuccess = () => resolve(asked.result);
    });
    open.close();
    return counted;
  })()`);

const lines = (page: Page) => kept(page, 'firstbell-desk', 'lines');
const handOut = async (page: Page) => (await kept(page, 'firstbell-hand-out', 'me')) + (await kept(page, 'firstbell-hand-out', 'cohort'));

test('who signs out while the server cannot be reached leaves nothing behind, and is signed out there as soon as it can', async ({
  open,
  school,
  en,
}) => {
  const mine = await school.signedInAnew('assistant14');
  const page = await open({ path: '/hand-out', as: mine });
  await expect.poll(() => handOut(page)).toBeGreaterThan(0);
  await page.goto('/desk');
  await expect.poll(() => lines(page)).toBe(1);
  await page.route('**/api/**', (route) => route.abort());
  // No part of a page may have to be fetched for this.
  await page.route('**/assets/**', (route) => route.abort());
  await page.getByRole('button', { name: en('staff.signOut') }).click();
  await expect.poll(() => lines(page)).toBe(0);
  await expect.poll(() => handOut(page)).toBe(0);
  await mine.call('me', {});

  await page.unroute('**/assets/**');
  await page.goto('/desk');
  await expect(page.getByRole('heading', { name: en('shell.signIn.title') })).toBeVisible();
  await page.unroute('**/api/**');
  await expect.poll(async () => (await mine.send('GET', '/api/me')).status, { timeout: 30_000 }).toBe(401);
  await page.goto('/desk');
  await page.getByLabel(en('shell.signIn.email')).fill('assistant14@demo.example');
  await page.getByLabel(en('shell.signIn.password')).fill(demoPassword);
  await page.getByRole('button', { name: en('shell.signIn.submit') }).click();
  await expect(page).toHaveURL(/\/desk/);
  await page.reload();
  await expect(page.getByText(en('staff.connection.live'))).toBeVisible();
});

test('whose session ended elsewhere leaves nothing behind, with the page open or closed, in every tab', async ({ open, school, en }) => {
  const mine = await school.signedInAnew('assistant14');
  const page = await open({ path: '/desk', as: mine });
  await expect.poll(() => lines(page)).toBe(1);
  await mine.call('signOut', {});
  await expect(page.getByRole('heading', { name: en('shell.signIn.title') })).toBeVisible();
  await expect.poll(() => lines(page)).toBe(0);

  const again = await school.signedInAnew('assistant14');
  const closed = await open({ path: '/desk', as: again });
  await expect.poll(() => lines(closed)).toBe(1);
  await closed.goto('about:blank');
  await again.call('signOut', {});
  await closed.goto('/');
  await expect(closed.getByRole('heading', { name: en('shell.signIn.title') })).toBeVisible();
  await expect.poll(() => lines(closed)).toBe(0);

  const third = await open({ path: '/desk', as: await school.signedInAnew('assistant14') });
  const beside = await third.context().newPage();
  await beside.goto('/devices');
  await beside.getByRole('heading', { level: 1 }).waitFor();
  await third.route('**/api/**', (route) => route.abort());
  await third.getByRole('button', { name: en('staff.signOut') }).click();
  await expect(beside.getByRole('heading', { name: en('shell.signIn.title') })).toBeVisible();
});
