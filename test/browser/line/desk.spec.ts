import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { Words } from '../../support/words.js';
import { deskRow, inMyHands, startDuty, ticketPanel } from '../support/desk-steps.js';
import { scan } from '../support/scan.js';
import { expect, keepPicture, test } from '../support/test.js';

test.beforeEach(({ school }) => school.clearLine());

/** A tab of the line, as a button that is pressed or not. */
const tab = (page: Page, say: Words, name: 'waiting' | 'withOthers' | 'held' | 'withCoach') =>
  page.getByRole('group', { name: say('desk.line.label') }).getByRole('button', { name: new RegExp(`^${say(`desk.line.tabs.${name}`)}`) });

test('two assistants who press N at the same moment get two different tickets', async ({ open, school, kiosk, en, nextStudent }) => {
  const filed = [await school.file(kiosk, nextStudent(), 'It won’t charge'), await school.file(kiosk, nextStudent(), 'It won’t charge')];
  const desks = [
    await open({ path: '/desk', as: await school.as('assistant4') }),
    await open({ path: '/desk', as: await school.as('assistant5') }),
  ] as const;
  for (const desk of desks) {
    await startDuty(desk, en);
    for (const { code } of filed) await expect(deskRow(desk, code)).toBeVisible();
  }
  await Promise.all(desks.map((desk) => desk.keyboard.press('n')));
  // The slower one sees its guess for a moment, then the ticket it was given.
  const held = async (): Promise<string[]> => {
    const codes = await Promise.all(desks.map((desk) => inMyHands(desk, en).locator('.desk-code').allInnerTexts()));
    return codes.flat().sort();
  };
  await expect.poll(held).toEqual(filed.map(({ code }) => code).sort());
  await expect(tab(desks[0], en, 'withOthers')).toContainText('1');
});

test('the keys of the desk move, take, hold, escalate, log, search and explain themselves', async ({
  open,
  school,
  kiosk,
  en,
  nextStudent,
}) => {
  const [first, second] = [
    await school.file(kiosk, nextStudent(), 'There’s no sound'),
    await school.file(kiosk, nextStudent(), 'It won’t print'),
  ];
  const walkUp = nextStudent();
  const desk = await open({ path: '/desk', as: await school.as('assistant6') });
  await startDuty(desk, en);
  await expect(deskRow(desk, second.code)).toBeVisible();

  await test.step('J and K move through the line', async () => {
    await desk.keyboard.press('j');
    await expect(deskRow(desk, first.code)).toBeFocused();
    await desk.keyboard.press('j');
    await expect(deskRow(desk, second.code)).toBeFocused();
    await expect(ticketPanel(desk, en)).toContainText(second.code);
  });
  await test.step('T takes the chosen one, and out of order asks why', async () => {
    await desk.keyboard.press('t');
    await expect(desk.getByRole('dialog', { name: en('desk.why.title', { code: second.code }) })).toBeVisible();
    await desk.keyboard.press('1');
    await expect(inMyHands(desk, en)).toContainText(second.code);
  });
  await test.step('H holds it with a reason', async () => {
    await desk.keyboard.press('h');
    await desk.getByRole('dialog').waitFor();
    await desk.keyboard.press('2');
    await expect(inMyHands(desk, en)).not.toContainText(second.code);
    await tab(desk, en, 'held').click();
    await expect(deskRow(desk, second.code)).toContainText(en('desk.hold.student_in_class'));
    await tab(desk, en, 'waiting').click();
  });
  await test.step('N takes the next, E hands it up to the coach', async () => {
    await desk.keyboard.press('n');
    await expect(inMyHands(desk, en)).toContainText(first.code);
    await desk.keyboard.press('e');
    await desk.getByRole('dialog').waitFor();
    await desk.keyboard.press('Enter');
    await tab(desk, en, 'withCoach').click();
    await expect(deskRow(desk, first.code)).toBeVisible();
    await tab(desk, en, 'waiting').click();
  });
  await test.step('a scan logs a walk-up with one tile and Enter', async () => {
    await scan(desk, walkUp.tag);
    const dialog = desk.getByRole('dialog', { name: en('desk.quick.title') });
    await expect(dialog).toContainText(walkUp.name);
    await dialog.getByRole('combobox').fill('sound');
    await keepPicture(desk, 'desk-quick-log');
    await desk.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(inMyHands(desk, en)).toContainText(walkUp.name);
  });
  await test.step('/ searches, and Escape leaves the search', async () => {
    await desk.keyboard.press('/');
    await expect(desk.getByRole('searchbox')).toBeFocused();
    await desk.keyboard.type(second.code, { delay: 60 });
    await expect(deskRow(desk, second.code)).toBeVisible();
    await desk.keyboard.press('Escape');
    await expect(desk.getByRole('searchbox')).toHaveValue('');
  });
  await test.step('? explains the keys', async () => {
    await desk.keyboard.press('?');
    await expect(desk.getByRole('dialog', { name: en('desk.help.title') })).toContainText(en('desk.help.next'));
    await keepPicture(desk, 'desk-keys');
    await desk.keyboard.press('Escape');
  });
  await test.step('single keys can be turned off', async () => {
    await desk.getByRole('button', { name: en('desk.bar.more') }).click();
    await desk.getByRole('switch', { name: en('desk.settings.singleKeys') }).press('Space');
    await expect(desk.getByRole('switch', { name: en('desk.settings.singleKeys') })).not.toBeChecked();
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('?');
    await expect(desk.getByRole('dialog', { name: en('desk.help.title') })).toBeHidden();
  });
});

test('a walk-up that is already fixed is logged with all that was typed of the fix', async ({ open, school, en, nextStudent }) => {
  const walkUp = nextStudent();
  const desk = await open({ path: '/desk', as: await school.as('assistant6') });
  await startDuty(desk, en);
  await scan(desk, walkUp.tag);
  const dialog = desk.getByRole('dialog', { name: en('desk.quick.title') });
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await dialog.getByRole('switch', { name: en('desk.quick.fixed') }).click();
  const fix = dialog.getByRole('textbox', { name: en('desk.quick.fix'), exact: true });
  await fix.pressSequentially('Restarted it');
  await expect(fix).toHaveValue('Restarted it');
  await dialog.getByRole('combobox').fill('sound');
  const logged = desk.waitForResponse((response) => response.url().endsWith('/quick-log'));
  await desk.keyboard.press('Enter');
  const answer = await logged;
  expect([answer.status(), answer.request().postDataJSON()]).toEqual([200, expect.objectContaining({ fix: 'Restarted it' })]);
  await expect(dialog).toBeHidden();
});

test('an escalation the coach takes is open at the desk, before what they hold already', async ({
  open,
  school,
  kiosk,
  en,
  nextStudent,
}) => {
  const [coach, assistant] = [await school.as('coach'), await school.as('assistant6')];
  const older = await school.file(kiosk, nextStudent(), 'It won’t charge');
  await coach.call('claimTicket', { ticketId: older.id, requestId: crypto.randomUUID() });
  const escalated = await school.file(kiosk, nextStudent(), 'It won’t charge');
  await assistant.call('claimTicket', { ticketId: escalated.id, requestId: crypto.randomUUID() });
  await assistant.call('escalateTicket', { ticketId: escalated.id, requestId: crypto.randomUUID(), reason: 'upset_person' });
  const page = await open({ path: '/coach', as: coach });
  await page.getByRole('button', { name: new RegExp(`${escalated.code}\\b`) }).click();
  await page.getByRole('button', { name: en('coach.actions.take'), exact: true }).click();
  await expect(inMyHands(page, en)).toContainText(older.code);
  await expect(ticketPanel(page, en)).toContainText(escalated.code);
});

test('a freeze stops the desk for everyone, and lifting it lets it go on', async ({ open, school, kiosk, en, nextStudent }) => {
  const { code } = await school.file(kiosk, nextStudent(), 'It won’t charge');
  const coach = await open({ path: '/coach', as: await school.as('coach') });
  const desk = await open({ path: '/desk', as: await school.as('assistant7') });
  const board = await open({ path: '/board', as: await school.station('board', 'Board of the freeze'), size: 'kiosk' });
  await startDuty(desk, en);
  await coach.getByRole('button', { name: en('coach.strip.freeze'), exact: true }).click();
  const dialog = coach.getByRole('dialog', { name: en('coach.freeze.title') });
  await expect(dialog).toContainText(en('coach.freeze.line_one'));
  await dialog.getByRole('button', { name: en('coach.freeze.action'), exact: true }).click();
  await expect(desk.getByText(en('desk.frozen.body'))).toBeVisible();
  await expect(desk.getByRole('button', { name: new RegExp(`^${en('desk.actions.next')}`) })).toBeDisabled();
  await expect(board.getByText(en('board.frozen'))).toBeVisible();
  await keepPicture(desk, 'desk-frozen');
  await keepPicture(board, 'board-frozen');
  await coach.getByRole('button', { name: en('coach.strip.thaw') }).click();
  await expect(desk.getByText(en('desk.frozen.body'))).toBeHidden();
  await desk.keyboard.press('n');
  await expect(inMyHands(desk, en)).toContainText(code);
});

test('the desk keeps the last line readable without the network, and catches up by itself', async ({
  open,
  school,
  kiosk,
  nextStudent,
}) => {
  const before = await school.file(kiosk, nextStudent(), 'It won’t charge');
  const desk = await open({ path: '/desk', as: await school.as('assistant8') });
  await expect(deskRow(desk, before.code)).toBeVisible();
  await desk.context().setOffline(true);
  await expect(desk.getByText(/^No connection. This is the line as of/)).toBeVisible();
  await expect(deskRow(desk, before.code)).toBeVisible();
  await keepPicture(desk, 'desk-off-line');
  const meanwhile = await school.file(kiosk, nextStudent(), 'It won’t charge');
  await desk.context().setOffline(false);
  await expect(deskRow(desk, meanwhile.code)).toBeVisible();
  await expect(desk.getByText(/^No connection. This is the line as of/)).toBeHidden();
});

test('what people type is shown as text, whatever it looks like', async ({ open, school, kiosk, en }) => {
  const typed = '<img src=x onerror="document.title=1"> O’Hara';
  const described = '<script>document.title = "taken over"</script>"><b>bold</b>';
  const { code } = await kiosk.call('fileTicket', {
    id: crypto.randomUUID(),
    issueId: await school.issueId('It won’t charge'),
    typedName: typed,
    description: described,
  });
  const desk = await open({ path: '/desk', as: await school.as('assistant9') });
  await deskRow(desk, code).click();
  await expect(deskRow(desk, code)).toContainText('<img src=x');
  await expect(ticketPanel(desk, en)).toContainText(described);
  await expect(desk).toHaveTitle(/^Desk/);
  const faces = await open({ path: '/settings/new-faces', as: await school.as('coach') });
  await expect(faces.getByText(typed)).toBeVisible();
  await expect(faces.locator('img[src="x"]')).toHaveCount(0);
});

test('a half-written note is still there after another ticket was looked at, and when the ticket is no longer in hands', async ({
  open,
  school,
  kiosk,
  en,
  nextStudent,
}) => {
  const [first, second] = [
    await school.file(kiosk, nextStudent(), 'There’s no sound'),
    await school.file(kiosk, nextStudent(), 'It won’t print'),
  ];
  const desk = await open({ path: '/desk', as: await school.as('assistant7') });
  await startDuty(desk, en);
  await expect(deskRow(desk, second.code)).toBeVisible();
  await desk.keyboard.press('n');
  await expect(inMyHands(desk, en)).toContainText(first.code);
  const note = ticketPanel(desk, en).getByLabel(en('desk.panel.noteLabel'));
  await note.fill('The hinge is');
  await deskRow(desk, second.code).click();
  await expect(note).toBeHidden();
  await deskRow(desk, first.code).click();
  await expect(note).toHaveValue('The hinge is');

  const coach = await school.as('coach');
  await coach.call('releaseTicket', { ticketId: first.id, requestId: randomUUID() });
  await expect(inMyHands(desk, en)).toContainText('Waiting');
  await expect(note).toHaveValue('The hinge is');
});
