import type { Page } from '@playwright/test';
import { v7 as uuid } from 'uuid';
import type { Client } from '../../support/client.js';
import { expectAccessible } from '../support/axe.js';
import type { DemoInstallation } from '../support/demo-installation.js';
import { looks } from '../support/looks.js';
import { heading } from '../support/kiosk-steps.js';
import { expect, keepPicture, test } from '../support/test.js';
import { wordsIn, type Words } from '../../support/words.js';

const en = wordsIn('en');

test.beforeEach(async ({ school }) => {
  await school.clearLine();
});

const ofTicket = (ticketId: string) => ({ ticketId, requestId: uuid() });
const idOf = async (student: Client) => (await student.call('myTickets', {})).open[0]?.id ?? '';
const take = async (school: DemoInstallation, ticketId: string) =>
  (await school.as('assistant1')).call('claimTicket', { ...ofTicket(ticketId), reason: 'coach_asked' });

async function fileByHand(page: Page, say: Words, issue: string): Promise<void> {
  await page
    .getByRole('button', { name: say('myTickets.begin') })
    .or(page.getByRole('button', { name: say('myTickets.beginMore') }))
    .click();
  await heading(page, say('kiosk.device.title')).waitFor();
  await page.getByRole('button', { name: say('kiosk.device.mine') }).click();
  await heading(page, say('kiosk.issue.title')).waitFor();
  await page.getByRole('button', { name: issue, exact: true }).click();
  await heading(page, say('kiosk.selfHelp.title')).waitFor();
}

test('a student files on their own laptop, sees their turn come, and says how it went', async ({ open, school, kiosk, nextStudent }) => {
  const student = await school.as('student1');
  const before = await school.file(kiosk, nextStudent(), 'It won’t charge');
  const page = await open({ path: '/', as: student });
  await expect(page).toHaveURL(/\/my-tickets$/);
  await expect(page.getByRole('heading', { name: en('myTickets.empty.title') })).toBeVisible();
  await fileByHand(page, en, 'It won’t turn on');
  await page.getByRole('button', { name: en('kiosk.selfHelp.no') }).click();
  await expect(page.getByText(en('kiosk.ending.place', { place: 2 }))).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();

  await take(school, before.id);
  await expect(page.getByText(en('kiosk.ending.next'))).toBeVisible();
  const ticketId = await idOf(student);
  await take(school, ticketId);
  await expect(page.getByRole('heading', { name: en('myTickets.situation.called.title') })).toBeVisible();
  await expect(page).toHaveTitle(/: come to the desk/);
  await expect(page.getByRole('button', { name: en('kiosk.openTicket.leave') })).toHaveCount(0);

  await (await school.as('assistant1')).call('resolveTicket', { ...ofTicket(ticketId), fix: 'Held the button for ten seconds' });
  await expect(page.getByRole('heading', { name: en('feedback.title') })).toBeVisible();
  for (const question of ['fixed', 'explained', 'respected'] as const)
    await page
      .getByRole('group', { name: en(`feedback.questions.${question}`) })
      .getByRole('radio', { name: en('feedback.taps.yes') })
      .check();
  await page.getByRole('button', { name: en('feedback.send') }).click();
  await expect(page.getByRole('heading', { name: en('feedback.title') })).toHaveCount(0);
  expect((await student.call('myTickets', {})).toRate).toEqual([]);
});

test('steps that help file nothing; a kept place is given back or given up', async ({ open, school }) => {
  const student = await school.as('student1');
  const page = await open({ path: '/my-tickets', as: student, size: 'phone' });
  await fileByHand(page, en, 'It won’t turn on');
  await page.getByRole('button', { name: en('kiosk.selfHelp.yes') }).click();
  await heading(page, en('kiosk.ending.solved.title')).waitFor();
  await page.getByRole('button', { name: en('kiosk.done') }).click();
  expect((await student.call('myTickets', {})).open).toEqual([]);

  await fileByHand(page, en, 'It won’t turn on');
  await page.getByRole('button', { name: en('kiosk.selfHelp.keepPlace') }).click();
  await page.getByRole('button', { name: en('kiosk.openTicket.trying.no') }).click();
  await expect(page.getByText(en('kiosk.ending.next'))).toBeVisible();

  await fileByHand(page, en, 'It won’t turn on');
  await page.getByRole('button', { name: en('kiosk.selfHelp.no') }).click();
  await heading(page, en('kiosk.ending.already.title')).waitFor();
  await page.getByRole('button', { name: en('kiosk.done') }).click();

  await page.getByRole('button', { name: en('kiosk.openTicket.leave') }).click();
  await page.getByRole('button', { name: en('kiosk.openTicket.leaveYes') }).click();
  await expect(page.getByRole('heading', { name: en('myTickets.empty.title') })).toBeVisible();
});

test('what was on the page stays readable while the network is gone, and nothing is filed twice', async ({ open, school }) => {
  const student = await school.as('student1');
  await student.call('fileMyTicket', { id: uuid(), issueId: await school.issueId('It won’t charge') });
  const page = await open({ path: '/my-tickets', as: student });
  await expect(page.getByRole('heading', { name: en('myTickets.situation.waiting.title') })).toBeVisible();
  await fileByHand(page, en, 'It won’t turn on');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: en('kiosk.selfHelp.no') }).click();
  await expect(page.getByRole('alert').filter({ hasText: en('kiosk.failure') })).toBeVisible();
  await page.getByRole('button', { name: en('kiosk.back') }).click();
  await page.getByRole('button', { name: en('kiosk.back') }).click();
  await page.getByRole('button', { name: en('kiosk.back') }).click();
  await expect(page.getByRole('heading', { name: en('myTickets.situation.waiting.title') })).toBeVisible();
  await expect(page.locator('.console-stale')).toBeVisible();
  await keepPicture(page, 'my-tickets-offline');
  await page.context().setOffline(false);
  await expect(page.locator('.console-stale')).toHaveCount(0);
  expect((await student.call('myTickets', {})).open).toHaveLength(1);
});

for (const { language, scheme } of looks) {
  const say = wordsIn(language);

  test(`a student’s page and its questions pass axe in ${language}, ${scheme}, at laptop and phone size`, async ({ open, school }) => {
    test.setTimeout(240_000);
    // Who signs in speaks the language of the roster, whatever the browser asks for.
    const student = await school.as(language === 'en' ? 'student1' : 'student2');
    const issue = language === 'en' ? 'It won’t turn on' : 'No prende';
    const other = await school.issueId('It won’t charge');
    const third = await school.issueId('Wi-Fi won’t connect');
    for (const size of ['laptop', 'phone'] as const) {
      await school.clearLine();
      for (const { id } of (await student.call('myTickets', {})).toRate)
        await student.call('rateMyTicket', { ...ofTicket(id), fixed: 'yes', explained: 'yes', respected: 'yes' });
      const page = await open({ path: '/my-tickets', as: student, size, language: 'en', scheme });
      const look = async (name: string): Promise<void> => {
        await expectAccessible(page, `${name} (${size}, ${scheme})`);
        await keepPicture(page, `my-tickets-${name}-${size}-${language}-${scheme}`);
      };
      await expect(page.getByRole('heading', { name: say('myTickets.empty.title') })).toBeVisible();
      await look('empty');
      await page.getByRole('button', { name: say('myTickets.begin') }).click();
      await heading(page, say('kiosk.device.title')).waitFor();
      await look('device');
      await page.getByRole('button', { name: say('kiosk.device.mine') }).click();
      await heading(page, say('kiosk.issue.title')).waitFor();
      await look('issue');
      await page.getByRole('button', { name: issue, exact: true }).click();
      await heading(page, say('kiosk.selfHelp.title')).waitFor();
      await look('self-help');
      await page.getByRole('button', { name: say('kiosk.selfHelp.keepPlace') }).click();
      await page.getByRole('heading', { name: say('myTickets.situation.trying.title') }).waitFor();

      const called = await student.call('fileMyTicket', { id: uuid(), issueId: other });
      await take(school, called.id);
      await student.call('fileMyTicket', { id: uuid(), issueId: third });
      const rated = await student.call('fileMyTicket', { id: uuid(), issueId: await school.issueId('There’s no sound') });
      await take(school, rated.id);
      await (await school.as('assistant1')).call('resolveTicket', { ...ofTicket(rated.id), fix: 'Sound was muted' });
      await student.call('fileMyTicket', { id: uuid(), issueId: await school.issueId('Someone bothers me online'), wantsAdult: true });
      await page.getByRole('heading', { name: say('myTickets.situation.coach.title') }).waitFor();
      await page.getByRole('heading', { name: say('feedback.title') }).waitFor();
      await page.setViewportSize({ width: size === 'laptop' ? 1366 : 390, height: 2600 });
      await look('full');
    }
  });
}
