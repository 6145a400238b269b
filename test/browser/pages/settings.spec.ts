import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateRoster } from '../../support/generate-roster.js';
import { expectAccessible } from '../support/axe.js';
import { expect, keepPicture, test } from '../support/test.js';

const folder = mkdtempSync(join(tmpdir(), 'firstbell-roster-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('an administrator creates a school, sees what a roster would change and each faulty row, and applies it', async ({
  open,
  school,
  en,
}) => {
  const { path, planted } = await generateRoster(join(folder, 'roster.zip'), {
    students: 60,
    faults: { givenNameMissing: 1, schoolUnknown: 1 },
  });
  expect(planted).toHaveLength(2);
  const page = await open({ path: '/settings/schools', as: await school.signedInAnew('admin') });
  await page.getByRole('button', { name: en('settings.schools.create') }).click();
  const dialog = page.getByRole('dialog', { name: en('settings.schools.create') });
  await dialog.getByLabel(en('settings.schools.name')).fill('Harbor View Middle School');
  await keepPicture(page, 'settings-create-school');
  await dialog.getByRole('button', { name: en('settings.schools.create') }).click();
  await expect(page.getByRole('banner').first()).toContainText('Harbor View Middle School');

  await page.goto('/settings/roster');
  await expect(page.getByRole('heading', { name: en('settings.roster.empty.title') })).toBeVisible();
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: en('settings.roster.upload.choose') }).click();
  await (await chosen).setFiles(path);
  const decide = page.getByRole('region', { name: en('settings.roster.decide') });
  await expect(decide).toContainText(/People: \d+ added\./);
  for (const { line, column } of planted) {
    await expect(
      page
        .getByRole('row')
        .filter({ hasText: 'users.csv' })
        .filter({ hasText: String(line) })
        .filter({ hasText: column ?? '' }),
    ).toBeVisible();
  }
  await keepPicture(page, 'settings-roster-diff');
  await decide.getByRole('button', { name: en('settings.roster.apply') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: en('settings.roster.apply'), exact: true })
    .click();
  await expect(page.getByText(en('settings.roster.applied'), { exact: true }).first()).toBeVisible();
  await page.goto('/settings/people');
  await page.getByLabel(en('settings.people.search')).fill('a');
  await expect(page.getByText(en('settings.roles.teacher')).first()).toBeVisible();

  await page
    .getByRole('button', { name: /^Change / })
    .first()
    .click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: en('settings.people.data.show') }).click();
  const { tables } = JSON.parse(readFileSync(await (await saving).path(), 'utf8')) as { tables: { person: { given_name: string }[] } };
  expect(tables.person).toHaveLength(1);
  await page.getByRole('button', { name: en('settings.people.data.erase') }).click();
  await expectAccessible(page, 'the question whether to erase somebody');
  await keepPicture(page, 'settings-person-erase');
  await page.getByRole('button', { name: en('settings.people.data.eraseNow') }).click();
  await expect(page.getByText(en('errors.codes.person_in_roster'))).toBeVisible();
});

test('a file that is no roster is refused with its cure, and changes nothing', async ({ open, school, en }) => {
  writeFileSync(join(folder, 'holiday.zip'), 'these are no bytes of a zip');
  const page = await open({ path: '/settings/roster', as: await school.as('admin') });
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: en('settings.roster.upload.choose') }).click();
  await (await chosen).setFiles(join(folder, 'holiday.zip'));
  await expect(page.getByText(en('settings.roster.refusals.not_a_zip.cure'))).toBeVisible();
  await expect(page.getByText(en('settings.roster.refusedUnchanged'))).toBeVisible();
  await keepPicture(page, 'settings-roster-refused');
});

test('an issue is edited in both languages, and the kiosk shows it without being reloaded', async ({ open, school, kiosk, en }) => {
  const page = await open({ path: '/settings/issues', as: await school.as('admin') });
  const screen = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
  await screen.getByRole('button', { name: en('kiosk.welcome.isNew') }).click();
  await screen.getByLabel(en('kiosk.newName.label')).fill('Nadia Newcomer');
  await screen.getByRole('button', { name: en('kiosk.continue') }).click();
  await page.getByRole('link', { name: 'I forgot my password' }).click();
  await page.getByLabel(en('settings.issues.nameEn')).fill('My password is gone');
  await page.getByLabel(en('settings.issues.nameEs')).fill('');
  await page.getByRole('button', { name: en('console.save') }).click();
  await expect(page.getByText(en('settings.issues.nameMissing'))).toBeVisible();
  await page.getByLabel(en('settings.issues.nameEs')).fill('Perdí mi contraseña');
  await keepPicture(page, 'settings-issue');
  await page.getByRole('button', { name: en('console.save') }).click();
  await expect(page.getByText(en('console.saved'))).toBeVisible();
  await expect(screen.getByRole('button', { name: 'My password is gone' })).toBeVisible();
  await screen.getByRole('button', { name: 'Español' }).click();
  await expect(screen.getByRole('button', { name: 'Perdí mi contraseña' })).toBeVisible();
});

test('a coach writes to an assistant, who reads and answers on their own page', async ({ open, school, en }) => {
  const coach = await open({ path: '/coach/notes', as: await school.as('coach') });
  const assistant = await open({ path: '/me', as: await school.as('assistant12') });
  const { name } = await (await school.as('assistant12')).call('me', {});
  await coach.getByRole('button', { name: en('coach.notes.write') }).click();
  const dialog = coach.getByRole('dialog');
  await dialog.getByLabel(en('coach.note.to'), { exact: true }).fill(name);
  await coach.getByRole('option', { name }).first().click();
  await dialog.getByLabel(en('coach.note.body'), { exact: true }).fill('You let them hold the mouse. Do that again.');
  await dialog.getByRole('button', { name: en('coach.note.send') }).click();
  await expect(assistant.getByText('You let them hold the mouse. Do that again.')).toBeVisible();
  await keepPicture(assistant, 'me');
  await assistant
    .getByRole('button', { name: en('me.notes.answer') })
    .first()
    .click();
  await assistant.getByRole('textbox').fill('Thanks, I will.');
  await assistant.getByRole('button', { name: en('me.notes.send') }).click();
  await expect(coach.getByText('Thanks, I will.')).toBeVisible();
});

test('a note corrected after its answer was lost is sent as it was corrected', async ({ open, school, en }) => {
  const coach = await open({ path: '/coach/notes', as: await school.as('coach') });
  const { name } = await (await school.as('assistant12')).call('me', {});
  await coach.getByRole('button', { name: en('coach.notes.write') }).click();
  const dialog = coach.getByRole('dialog');
  await dialog.getByLabel(en('coach.note.to'), { exact: true }).fill(name);
  await coach.getByRole('option', { name }).first().click();
  const body = dialog.getByLabel(en('coach.note.body'), { exact: true });
  await body.fill('You stayed clam.');
  await coach.route('**/api/coach-notes', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await dialog.getByRole('button', { name: en('coach.note.send') }).click();
  await expect(dialog.getByText(en('errors.network'))).toBeVisible();
  await coach.unroute('**/api/coach-notes');
  await body.fill('You stayed calm.');
  await dialog.getByRole('button', { name: en('coach.note.send') }).click();
  await expect(dialog).toBeHidden();
  await expect(coach.getByText('You stayed calm.')).toBeVisible();
});

test('an administrator says for how many school years words are kept', async ({ open, school, en }) => {
  const admin = await school.as('admin');
  const page = await open({ path: '/settings', as: admin });
  const years = page.getByLabel(en('settings.school.wordsKept'));
  await expect(years).toHaveValue('1');
  await years.fill('0');
  await page.getByRole('button', { name: en('console.save') }).click();
  await expect(page.getByText(en('settings.school.wordsKeptBounds'))).toBeVisible();
  await years.fill('3');
  await page.getByRole('button', { name: en('console.save') }).click();
  await expect(page.getByText(en('console.saved'))).toBeVisible();
  expect((await admin.call('schoolSettings', {})).settings.wordsKeptYears).toBe(3);
  await admin.call('updateSchoolSettings', { wordsKeptYears: 1 });
});
