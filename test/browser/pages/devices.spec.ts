import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { v7 as uuid } from 'uuid';
import { wordsIn, type Words } from '../../support/words.js';
import { expectAccessible } from '../support/axe.js';
import { hasLoaded } from '../support/has-loaded.js';
import { demoStudents } from '../support/demo-installation.js';
import { looks } from '../support/looks.js';
import { expect, keepPicture, test } from '../support/test.js';

const folder = mkdtempSync(join(tmpdir(), 'firstbell-devices-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Tags of this run alone, since the demo school keeps what other tests import. */
const run = uuid().slice(-6).toUpperCase();
const tag = (number: number): string => `T${run}-00${String(number)}`;
const head = 'Asset Tag,Model,Serial,Location,Checked Out To: Email\n';

function fileOf(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const choose = (page: Page, say: Words, path: string): Promise<void> => chooseBy(page, say('devices.import.upload.choose'), path);

async function chooseBy(page: Page, button: string, path: string): Promise<void> {
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chosen).setFiles(path);
}

test('an administrator imports a list, sees it applied live in another window, and takes it back', async ({ open, school, en }) => {
  const path = fileOf(
    'assets.csv',
    `${head}${tag(1)},Dell Chromebook 3120,S${run}1,Room 12,\n${tag(2)},Dell Chromebook 3120,S${run}2,=1+1,nobody@demo.example\n${tag(1)},Twice,S${run}3,,\n`,
  );
  const as = await school.as('admin');
  const page = await open({ path: '/devices/import', as });
  await choose(page, en, path);
  await expect(page.getByText(en('devices.import.columns.about.snipeit'))).toBeVisible();
  await page.getByRole('button', { name: en('devices.import.columns.read') }).click();
  const decide = page.getByRole('region', { name: en('devices.import.decide') });
  await expect(decide).toContainText(en('devices.import.counts.added_other', { count: 2 }));
  const problems = page.getByRole('region', { name: en('devices.import.problems.title') });
  await expect(problems.getByRole('row').filter({ hasText: tag(1) })).toContainText('4');
  await expect(problems.getByRole('row').filter({ hasText: '=1+1' })).toBeVisible();
  await keepPicture(page, 'devices-import-ready');

  const beside = await open({ path: new URL(page.url()).pathname, as, language: 'es' });
  await decide.getByRole('button', { name: en('devices.import.apply') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: en('devices.import.apply'), exact: true })
    .click();
  await expect(beside.getByText(wordsIn('es')('devices.import.ended.applied'), { exact: true })).toBeVisible();
  await decide.getByRole('button', { name: en('devices.import.undo') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: en('devices.import.undo'), exact: true })
    .click();
  await expect(page.getByText(en('devices.import.ended.undone'), { exact: true })).toBeVisible();
  await page.goto(`/devices?search=${tag(1)}`);
  await expect(page.getByText(en('devices.registry.noMatch'))).toBeVisible();
});

test('a list of signed agreements is read, its faults are named, and it is put on file once', async ({ open, school, en, nextStudent }) => {
  const student = nextStudent();
  const path = fileOf('signed.csv', `Badge,Signed on\n${student.badge},2026-08-20\nnobody,2026-08-20\n`);
  const page = await open({ path: '/devices/import', as: await school.as('admin') });
  await chooseBy(page, en('devices.agreements.choose'), path);
  await expect(page.getByText(en('devices.agreements.wouldAdd_one', { count: 1 }))).toBeVisible();
  await expect(page.getByText(en('devices.agreements.line', { line: 3, found: 'nobody' }))).toBeVisible();
  await keepPicture(page, 'agreements-read');
  await page.getByRole('button', { name: en('devices.agreements.apply_one', { count: 1 }) }).click();
  await expect(page.getByText(en('devices.agreements.applied_one', { count: 1 }))).toBeVisible();
  await chooseBy(page, en('devices.agreements.choose'), path);
  await expect(page.getByText(en('devices.agreements.already_one', { count: 1 }))).toBeVisible();
});

test('columns of one’s own are chosen, and a file that is none is refused with its cure', async ({ open, school, en }) => {
  const page = await open({ path: '/devices/import', as: await school.as('admin') });
  await choose(page, en, fileOf('own.csv', `Inventory,Kind,Number\n${tag(7)},ThinkPad,N${run}\n`));
  await expect(page.getByText(en('devices.import.columns.about.own'))).toBeVisible();
  await page.getByRole('combobox', { name: en('devices.import.columns.names.model') }).click();
  await page.getByRole('option', { name: 'Kind' }).click();
  await page.getByRole('button', { name: en('devices.import.columns.read') }).click();
  await expect(page.getByRole('row').filter({ hasText: tag(7) })).toContainText('ThinkPad');

  await page.goto('/devices/import');
  await choose(page, en, fileOf('twice.csv', `Asset Tag,Model,Asset Tag\nA,B,C\n`));
  await page.getByRole('button', { name: en('devices.import.columns.read') }).click();
  await expect(page.getByText(en('devices.import.refusals.header_duplicated'))).toBeVisible();
  await expect(page.getByText(en('devices.import.refusedUnchanged'))).toBeVisible();
});

test('a coach adds a laptop, finds it by the end of its tag, reports it lost and found, and prints its label', async ({
  open,
  school,
  en,
}) => {
  const page = await open({ path: '/devices', as: await school.as('coach') });
  await page.getByRole('button', { name: en('devices.add.open') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: en('devices.add.action'), exact: true }).click();
  await expect(dialog.getByText(en('console.required')).first()).toBeVisible();
  await dialog.getByLabel(en('devices.fields.tag')).fill(tag(42));
  await dialog.getByLabel(en('devices.fields.model')).fill('HP ProBook');
  await dialog.getByRole('button', { name: en('devices.add.action'), exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: tag(42) })).toBeVisible();

  await page.goto('/devices');
  await page.getByLabel(en('devices.registry.search')).fill(tag(42).slice(-8));
  await page.getByRole('link', { name: tag(42) }).click();
  await page.getByRole('button', { name: en('devices.report.action.lost') }).click();
  await dialog.getByLabel(en('devices.report.place')).fill('Gym');
  await dialog.getByRole('button', { name: en('devices.report.action.lost') }).click();
  await expect(page.getByText(en('devices.report.words.place', { place: 'Gym' })).first()).toBeVisible();
  await keepPicture(page, 'devices-lost');
  await page.getByRole('button', { name: en('devices.report.action.found') }).click();
  await dialog.getByRole('button', { name: en('devices.report.action.found') }).click();
  await expect(page.getByRole('button', { name: en('devices.service.action.retired') })).toBeVisible();

  await page.getByRole('link', { name: en('devices.label.open') }).click();
  const label = page.getByRole('article', { name: tag(42) });
  await expect(label.getByRole('img', { name: tag(42) })).toBeVisible();
  await expect(label.locator('.devices-label__bars path')).toHaveAttribute('d', /^M\d+ 0h\d/);
});

for (const { language, scheme } of looks) {
  const say = wordsIn(language);

  test(`the pages about devices pass axe in ${language}, ${scheme}`, async ({ open, school }) => {
    test.setTimeout(240_000);
    const admin = await school.as('admin');
    const { rows } = await admin.call('listDevices', { limit: 1 });
    const page = await open({ path: '/devices', as: admin, language, scheme });
    const pages = [
      ['/devices', say('devices.registry.title')],
      [`/devices/${rows[0]?.id ?? ''}`, rows[0]?.tag ?? ''],
      ['/devices/labels?state=spare', say('devices.label.title')],
      ['/devices/import', say('devices.import.title')],
    ] as const;
    for (const [path, title] of pages) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
      if (path.endsWith('import')) {
        await choose(page, say, fileOf(`axe-${language}.csv`, `Inventory,Kind,Number\nA1,ThinkPad,N1\n`));
        await page.getByText(say('devices.import.columns.about.own')).waitFor();
        const list = `Badge,Signed on\n${demoStudents[0]?.badge ?? ''},2026-08-20\nnobody,2026-08-20\n`;
        await chooseBy(page, say('devices.agreements.choose'), fileOf(`agreements-${language}.csv`, list));
        await page.getByText(say('devices.agreements.problems_one', { count: 1 })).waitFor();
      }
      await hasLoaded(page);
      await expectAccessible(page, `${path} (${scheme})`);
      await keepPicture(
        page,
        `${
          path
            .split('?')[0]
            ?.replace(rows[0]?.id ?? '?', 'device')
            .slice(1)
            .replaceAll('/', '-') ?? ''
        }-${language}`,
      );
    }
  });
}
