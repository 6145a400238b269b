import { v7 as uuid } from 'uuid';
import { wordsIn } from '../../support/words.js';
import { expectAccessible } from '../support/axe.js';
import { hasLoaded } from '../support/has-loaded.js';
import { looks } from '../support/looks.js';
import { heading } from '../support/kiosk-steps.js';
import { expect, keepPicture, test } from '../support/test.js';

const en = wordsIn('en');
const rated = 5;

test('a leader sees totals and no name, by day and by issue, and takes them into a spreadsheet', async ({
  open,
  school,
  kiosk,
  nextStudent,
}) => {
  const assistant = await school.as('assistant1');
  const names: string[] = [];
  for (let one = 0; one < rated; one += 1) {
    const student = nextStudent();
    names.push(student.name);
    const { id: ticketId } = await school.file(kiosk, student, 'There’s no sound');
    await assistant.call('claimTicket', { ticketId, requestId: uuid(), reason: 'coach_asked' });
    await assistant.call('resolveTicket', { ticketId, requestId: uuid(), fix: 'Sound was muted' });
    await kiosk.call('giveFeedback', { ticketId, requestId: uuid(), fixed: 'yes', explained: 'yes', respected: 'yes' });
  }
  const leader = await school.signedInAnew('leader1');
  const page = await open({ path: '/', as: leader });
  await expect(page).toHaveURL(/\/reports$/);
  await heading(page, en('reports.title')).waitFor();
  await expect(page.getByRole('link', { name: en('staff.areas.desk') })).toHaveCount(0);
  const filed = page.locator('.coach-tile', { hasText: en('coach.figures.filed') }).locator('dd');
  await expect(filed).not.toHaveText('0');
  await expect(page.getByRole('cell', { name: 'There’s no sound' })).toBeVisible();
  await expect(page.getByText(en('reports.feedbackTooFew'))).toHaveCount(0);
  const text = await page.locator('main').innerText();
  expect([...names, (await assistant.call('me', {})).name].filter((name) => text.includes(name))).toEqual([]);

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: en('console.table.csvOf', { of: en('reports.byDayTable') }) }).click();
  expect((await saving).suggestedFilename()).toMatch(/^firstbell-days-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);

  await page.getByText(en('reports.span.own'), { exact: true }).click();
  await page.getByLabel(en('reports.span.until')).fill('2026-01-31');
  await expect(page.getByText(en('reports.span.backwards'))).toBeVisible();
  await page.getByLabel(en('reports.span.from')).fill('2026-01-01');
  await expect(filed).toHaveText('0');
  await expect(page.getByText(en('reports.nothingFiled')).first()).toBeVisible();

  await page.getByText(en('reports.span.month'), { exact: true }).click();
  await expect(filed).not.toHaveText('0');
  await page.context().setOffline(true);
  await page.getByText(en('reports.span.schoolYear'), { exact: true }).click();
  await expect(page.getByRole('heading', { name: en('console.failed.title') })).toBeVisible();
  await keepPicture(page, 'reports-offline');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: en('console.failed.again') }).click();
  await expect(filed).not.toHaveText('0');
});

for (const { language, scheme } of looks) {
  const say = wordsIn(language);

  test(`reports pass axe in ${language}, ${scheme}, at laptop and phone size, with and without figures`, async ({ open, school }) => {
    test.setTimeout(240_000);
    const leader = await school.signedInAnew('leader1');
    for (const size of ['laptop', 'phone'] as const) {
      const page = await open({ path: '/reports', as: leader, language, scheme, size });
      await heading(page, say('reports.title')).waitFor();
      for (const name of ['full', 'empty'] as const) {
        if (name === 'empty') {
          await page.getByText(say('reports.span.own'), { exact: true }).click();
          await page.getByLabel(say('reports.span.from')).fill('2026-01-01');
          await page.getByLabel(say('reports.span.until')).fill('2026-01-31');
          await page.getByText(say('reports.nothingFiled')).first().waitFor();
        }
        await hasLoaded(page);
        await expectAccessible(page, `reports ${name} (${size}, ${scheme})`);
        await page.setViewportSize({ width: size === 'laptop' ? 1366 : 390, height: size === 'laptop' ? 2400 : 3400 });
        await keepPicture(page, `reports-${name}-${size}-${language}-${scheme}`);
      }
    }
  });

  test(`a teacher, who has no page yet, is told what to do in ${language}`, async ({ open, school }) => {
    const teacher = await school.signedInAnew('teacher1');
    const page = await open({ path: '/', as: teacher, language, scheme });
    const { name } = await teacher.call('me', {});
    await expect(page.getByText(say('shell.signIn.noHome', { name }))).toBeVisible();
    await expectAccessible(page, 'sign-in of a teacher');
    await keepPicture(page, `teacher-${language}`);
    await page.getByRole('button', { name: say('shell.signIn.signOut') }).click();
    await heading(page, say('shell.signIn.title')).waitFor();
  });
}
