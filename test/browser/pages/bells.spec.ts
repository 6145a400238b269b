import type { Page } from '@playwright/test';
import { type Words, wordsIn } from '../../support/words.js';
import { expectAccessible } from '../support/axe.js';
import { expect, keepPicture, sizes, test } from '../support/test.js';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function fillPeriod(page: Page, say: Words, number: number, [name, starts, ends]: readonly [string, string, string]): Promise<void> {
  await page.getByLabel(say('settings.bells.periods.nameOf', { number }), { exact: true }).fill(name);
  await page.getByLabel(say('settings.bells.periods.startsOf', { number }), { exact: true }).fill(starts);
  await page.getByLabel(say('settings.bells.periods.endsOf', { number }), { exact: true }).fill(ends);
}

for (const { language, size, scheme } of [
  { language: 'en', size: 'laptop', scheme: 'light' },
  { language: 'es', size: 'phone', scheme: 'dark' },
] as const) {
  const say = wordsIn(language);

  test(`a new school gets its periods on a form that says what does not fit (${language}, ${size}, ${scheme})`, async ({
    open,
    school,
  }) => {
    const admin = await school.signedInAnew('admin');
    await admin.call('createSchool', { name: 'Bell Tower School', timeZone: 'America/Chicago' });
    const page = await open({ path: '/settings/bells', as: admin, language, size, scheme });
    const look = async (what: string) => {
      await expectAccessible(page, what);
      await keepPicture(page, `bells-${what}-${language}-${size}-${scheme}`);
    };
    await expect(page.getByText(say('settings.bells.periods.empty'))).toBeVisible();
    await look('empty');

    await button(page, say('settings.bells.periods.first')).click();
    await button(page, say('console.save')).click();
    await expect(page.getByText(say('console.required'))).toBeVisible();
    await fillPeriod(page, say, 1, ['Period 1', '08:00', '08:48']);
    await button(page, say('settings.bells.periods.add')).click();
    // It follows the first by itself: as long, after time to walk.
    await expect(page.getByLabel(say('settings.bells.periods.nameOf', { number: 2 }), { exact: true })).toHaveValue('Period 2');
    await expect(page.getByLabel(say('settings.bells.periods.startsOf', { number: 2 }), { exact: true })).toHaveValue('08:53');
    await fillPeriod(page, say, 2, ['Period 2', '08:40', '09:41']);
    await button(page, say('console.save')).click();
    const facts = { name: 'Period 2', other: 'Period 1', startsAt: '08:00', endsAt: '08:48' };
    await expect(page.getByText(say('errors.codes.period_overlaps', facts))).toBeVisible();
    await look('refused');
    await fillPeriod(page, say, 2, ['Period 2', '08:53', '09:41']);
    await button(page, say('settings.bells.periods.add')).click();
    await button(page, say('console.save')).click();
    await expect(page.getByText(say('console.saved'))).toBeVisible();
    await look('filled');

    const { version, periods } = await admin.call('bellSchedule', {});
    expect(periods.map(({ name, startsAt, endsAt }) => [name, startsAt, endsAt])).toEqual([
      ['Period 1', '08:00', '08:48'],
      ['Period 2', '08:53', '09:41'],
      ['Period 3', '09:46', '10:34'],
    ]);

    await admin.call('saveBellSchedule', { version, periods: periods.slice(0, 2) });
    await button(page, say('settings.bells.periods.add')).click();
    await button(page, say('console.save')).click();
    await expect(page.getByText(say('errors.codes.bell_schedule_changed_meanwhile'))).toBeVisible();
    await look('changed-meanwhile');
  });
}

test('a period in which an assistant is expected is not lost, and the page says who hangs on it', async ({ open, school, en }) => {
  const page = await open({ path: '/settings/bells', as: await school.as('coach') });
  await button(page, en('settings.bells.periods.remove', { name: 'Period 7' })).click();
  await button(page, en('console.save')).click();
  await expect(page.getByText(en('errors.codes.period_in_use', { name: 'Period 7', assistants: 3, reservations: 0 }))).toBeVisible();
  for (const size of ['laptop', 'phone'] as const) {
    await page.setViewportSize(sizes[size]);
    await expectAccessible(page, `a period in use (${size})`);
    await keepPicture(page, `bells-in-use-${size}`);
  }
  await button(page, en('settings.discard')).click();
  await expect(button(page, en('settings.bells.periods.remove', { name: 'Period 7' }))).toBeVisible();
});
