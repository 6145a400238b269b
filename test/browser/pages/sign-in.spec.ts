import { demoPassword } from '../support/demo-password.js';
import { expect, keepPicture, test } from '../support/test.js';

test('a wrong password says what to check, and shows nothing', async ({ open, en }) => {
  const page = await open({ path: '/' });
  await page.getByLabel(en('shell.signIn.email')).fill('assistant21@demo.example');
  await page.getByLabel(en('shell.signIn.password')).fill('not the password');
  await page.getByRole('button', { name: en('shell.signIn.submit') }).click();
  await expect(page.getByRole('alert')).toHaveText(en('errors.wrongPassword'));
  await expect(page.getByLabel(en('shell.signIn.email'))).toBeFocused();
  await page.goto('/desk');
  await expect(page.getByRole('heading', { name: en('shell.signIn.title') })).toBeVisible();
});

test('an empty form asks for both, without asking the server', async ({ open, es }) => {
  const page = await open({ path: '/', language: 'es' });
  await page.getByRole('button', { name: es('shell.signIn.submit') }).click();
  await expect(page.getByRole('alert')).toHaveText(es('shell.signIn.missing'));
});

test('each role lands on its own page, sees no other, and leaves by signing out', async ({ open, school, en }) => {
  // Signing in opens the school used last; other tests let this administrator found one, where they are its coach, too.
  const admin = await school.signedInAnew('admin');
  const demo = (await admin.call('listSchools', {})).schools.find((one) => one.demo);
  await admin.call('openSchool', { schoolId: demo?.id ?? '' });
  const page = await open({ path: '/' });
  for (const [who, landing] of [
    ['assistant21', '/desk'],
    ['admin', '/settings'],
    ['coach', '/coach'],
  ] as const) {
    await page.getByLabel(en('shell.signIn.email')).fill(`${who}@demo.example`);
    await page.getByLabel(en('shell.signIn.password')).fill(demoPassword);
    await page.getByRole('button', { name: en('shell.signIn.submit') }).click();
    await expect(page).toHaveURL(new RegExp(`${landing}(\\?|$)`));
    if (who === 'assistant21') {
      await page.goto('/settings/roster');
      await expect(page.getByRole('heading', { name: en('staff.notYours.title') })).toBeVisible();
    }
    await page.getByRole('button', { name: en('staff.signOut') }).click();
    await expect(page.getByRole('heading', { name: en('shell.signIn.title') })).toBeVisible();
  }
});

test('the eleventh try for one person within a minute is told to wait', async ({ open, en }) => {
  const page = await open({ path: '/' });
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 11; attempt += 1) {
    const answer = await page.request.post('/api/session', { data: { email: 'assistant20@demo.example', password: 'guess' } });
    statuses.push(answer.status());
  }
  expect(new Set(statuses.slice(0, 10))).toEqual(new Set([401]));
  expect(statuses[10]).toBe(429);
  await page.getByLabel(en('shell.signIn.email')).fill('assistant20@demo.example');
  await page.getByLabel(en('shell.signIn.password')).fill(demoPassword);
  await page.getByRole('button', { name: en('shell.signIn.submit') }).click();
  await expect(page.getByRole('alert')).toHaveText(en('errors.rateLimited'));
});

for (const language of ['en', 'es'] as const) {
  test(`a one-time password that ran out is said to be so, with whom to ask, in ${language}`, async ({ open, en, es }) => {
    const say = language === 'en' ? en : es;
    const facts = { school: 'Cedar Bend High School', days: 30 };
    const page = await open({ path: '/', language });
    await page.route('**/api/session', (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        json: { type: 'about:blank', title: 'Forbidden', status: 403, code: 'sign_in.one_time_over', detail: '', field: 'password', facts },
      }),
    );
    await page.getByLabel(say('shell.signIn.email')).fill('ann.li@students.example');
    await page.getByLabel(say('shell.signIn.password')).fill('Winter-Meerkat-6276');
    await page.getByRole('button', { name: say('shell.signIn.submit') }).click();
    await expect(page.getByRole('alert')).toHaveText(say('errors.codes.sign_in_one_time_over', facts));
    await keepPicture(page, `sign-in-one-time-over-${language}`);
  });
}
