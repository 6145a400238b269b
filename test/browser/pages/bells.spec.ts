import type { Page } from '@playwright/test';
import { zoneAtTen } from '../../screens/situation.js';
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
    await expect(page.getByText(say('console.saved'), { exact: true }).first()).toBeVisible();
    await look('filled');

    const { version, periods } = await admin.call('bellSchedule', {});
    const written = language === 'en' ? { from: '8:00 AM', to: '10:34 AM' } : { from: '8:00', to: '10:34' };
    await expect(page.getByText(say('settings.bells.coming.periods_other', { count: 3, ...written })).first()).toBeVisible();
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

for (const { language, size, scheme } of [
  { language: 'en', size: 'laptop', scheme: 'dark' },
  { language: 'es', size: 'phone', scheme: 'light' },
] as const) {
  const say = wordsIn(language);

  test(`A and B days by turns, with a holiday, are entered and shown as they will come (${language}, ${size}, ${scheme})`, async ({
    open,
    school,
  }) => {
    const admin = await school.signedInAnew('admin');
    await admin.call('createSchool', { name: 'Two Days School', timeZone: 'America/Chicago' });
    const page = await open({ path: '/settings/bells', as: admin, language, size, scheme });
    const look = async (what: string) => {
      await expectAccessible(page, what);
      await keepPicture(page, `bells-${what}-${language}-${size}-${scheme}`);
    };
    const label = (key: string, number: number) => page.getByLabel(say(`settings.bells.${key}`, { number }), { exact: true });
    for (const [place, name] of ['A', 'B'].entries()) {
      await button(page, say('settings.bells.dayTypes.add')).click();
      await label('dayTypes.nameOf', place + 1).fill(name);
    }
    await button(page, say('settings.bells.periods.first')).click();
    await fillPeriod(page, say, 1, ['Homeroom', '08:00', '08:10']);
    for (const [number, name, kind] of [
      [2, 'Period 1', 'A'],
      [3, 'Period 2', 'B'],
    ] as const) {
      await button(page, say('settings.bells.periods.add')).click();
      await fillPeriod(page, say, number, [name, '08:15', '09:30']);
      await label('periods.ringsOf', number).first().click();
      await page.getByRole('option', { name: kind, exact: true }).click();
    }
    await page.getByRole('radio', { name: say('settings.bells.pattern.kinds.rotation.label') }).check();
    await button(page, say('console.save')).click();
    await expect(page.getByText(say('settings.bells.pattern.incomplete'))).toBeVisible();
    await page.getByLabel(say('settings.bells.pattern.turns')).first().click({ force: true });
    for (const kind of ['A', 'B']) await page.getByRole('option', { name: kind, exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByLabel(say('settings.bells.pattern.from')).fill('2026-08-24');
    await look('rotation');
    await button(page, say('settings.bells.daysOff.add')).click();
    await label('daysOff.nameOf', 1).fill('Winter break');
    await label('daysOff.fromOf', 1).fill('2027-01-01');
    await expect(label('daysOff.toOf', 1)).toHaveValue('2027-01-01');
    await label('daysOff.toOf', 1).fill('2026-12-21');
    await button(page, say('console.save')).click();
    await expect(page.getByText(say('errors.codes.day_off_ends_before_start', { name: 'Winter break' }))).toBeVisible();
    await label('daysOff.fromOf', 1).fill('2026-12-21');
    await label('daysOff.toOf', 1).fill('2027-01-01');
    await button(page, say('console.save')).click();
    await expect(page.getByText(say('console.saved'), { exact: true }).first()).toBeVisible();
    await button(page, say('settings.bells.coming.more')).click();
    const { coming, daysOff, pattern } = await admin.call('bellSchedule', {});
    expect(pattern).toMatchObject({ kind: 'rotation', from: '2026-08-24' });
    expect(daysOff).toMatchObject([{ name: 'Winter break', from: '2026-12-21', to: '2027-01-01' }]);
    const days = page.locator('.settings-bells__days > li');
    await expect(days).toHaveCount(coming.length);
    for (const [place, { name }] of coming.entries()) if (name !== null) await expect(days.nth(place)).toContainText(name);
    await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    await look('coming');
    await days.first().getByRole('button').last().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look('day-dialog');
  });

  test(`today rings otherwise at once: the desk and the coach follow, and it is undone (${language}, ${size}, ${scheme})`, async ({
    open,
    school,
  }) => {
    const admin = await school.signedInAnew('admin');
    const { desks } = await admin.call('createSchool', { name: 'Assembly School', timeZone: zoneAtTen(new Date()) });
    const first = { id: '01a20000-0000-7000-8000-000000000001', name: 'Assembly', startsAt: '06:00', endsAt: '06:30' };
    await admin.call('saveBellSchedule', { version: 0, periods: [first] });
    const { id: personId } = await admin.call('me', {});
    await admin.call('setRoles', { personId, roles: ['administrator', 'coach'], skills: [], periods: [first.id] });
    await admin.call('startDuty', { deskId: desks[0]?.id ?? '' });
    const looker = { as: admin, language, size, scheme };
    const [page, desk, duty] = [
      await open({ path: '/settings/bells', ...looker }),
      await open({ path: '/desk', ...looker }),
      await open({ path: '/coach/duty', ...looker }),
    ];
    await expect(desk.getByText(say('desk.bar.noPeriod'))).toBeVisible();
    const today = page.locator('.settings-bells__days > li').first();
    await today.getByRole('button').click();
    const dialog = page.getByRole('dialog');
    // It is between ten and eleven in this school.
    await dialog.getByLabel(say('settings.bells.special.startsOf', { name: 'Assembly' })).fill('11:30');
    await dialog.getByLabel(say('settings.bells.special.endsOf', { name: 'Assembly' })).fill('09:30');
    await button(page, say('console.save')).last().click();
    const facts = { name: 'Assembly', startsAt: '11:30' };
    await expect(dialog.getByText(say('errors.codes.period_ends_before_start', facts))).toBeVisible();
    await expectAccessible(page, 'the dialog of a day, refused');
    await keepPicture(page, `bells-day-refused-${language}-${size}-${scheme}`);
    await dialog.getByLabel(say('settings.bells.special.startsOf', { name: 'Assembly' })).fill('09:30');
    await dialog.getByLabel(say('settings.bells.special.endsOf', { name: 'Assembly' })).fill('11:30');
    await button(page, say('console.save')).last().click();
    await expect(today).toContainText(say('settings.bells.coming.special'));
    await expect(desk.locator('.desk-bell')).toContainText('Assembly');
    await expect(duty.locator('[data-presence="here"]')).toBeVisible();
    for (const [name, one] of Object.entries({ page, desk, duty })) {
      await expectAccessible(one, `${name}, with the bells of one day`);
      await keepPicture(one, `bells-today-${name}-${language}-${size}-${scheme}`);
    }
    await duty.locator('.coach-attendance').scrollIntoViewIfNeeded();
    await keepPicture(duty, `bells-attendance-${language}-${size}-${scheme}`);

    await today.getByRole('button').first().click();
    await expect(today).not.toContainText(say('settings.bells.coming.special'));
    await expect(desk.getByText(say('desk.bar.noPeriod'))).toBeVisible();
  });
}
