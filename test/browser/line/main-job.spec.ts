import { deskRow, inMyHands, startDuty } from '../support/desk-steps.js';
import { fileAtKiosk, heading, shownCode } from '../support/kiosk-steps.js';
import { scan } from '../support/scan.js';
import { expect, keepPicture, test } from '../support/test.js';

test.beforeEach(({ school }) => school.clearLine());

test('a ticket goes from the kiosk to the coach, through screens alone', async ({ open, school, en, nextStudent }) => {
  const student = nextStudent();
  const kiosk = await open({ path: '/kiosk', size: 'kiosk' });
  const board = await open({ path: '/board', as: await school.station('board', 'Board of the main job'), size: 'kiosk' });
  const coach = await open({ path: '/coach/screens', as: await school.as('coach') });
  const desk = await open({ path: '/desk', as: await school.as('assistant1') });

  await test.step('the coach pairs the kiosk by typing the code it shows', async () => {
    await expect(shownCode(kiosk)).toHaveText(/^\d{3} \d{3}$/);
    await keepPicture(kiosk, 'kiosk-pairing');
    await coach.getByLabel(en('console.stations.pair.code')).fill((await shownCode(kiosk).innerText()).replace(' ', ''));
    await coach.getByRole('button', { name: en('console.stations.pair.lookUp') }).click();
    await expect(coach.getByText(en('console.stations.pair.found.kiosk'))).toBeVisible();
    await coach.getByLabel(en('console.stations.pair.name')).fill('Kiosk of the main job');
    await coach.getByRole('button', { name: en('console.stations.pair.submit') }).click();
    await expect(heading(kiosk, en('kiosk.welcome.title'))).toBeVisible();
    await expect(coach.getByRole('heading', { name: 'Kiosk of the main job' })).toBeVisible();
  });

  const code = await test.step('a student scans a badge with leading zeros, picks an issue and gets a code', async () => {
    expect(student.badge).toMatch(/^00/);
    return fileAtKiosk(kiosk, en, student, 'Wi-Fi won’t connect');
  });
  expect(code).toMatch(/^B-\d+$/);
  await keepPicture(kiosk, 'kiosk-ticket');

  await test.step('the desk shows it without being reloaded; N takes it and the board calls it', async () => {
    await expect(deskRow(desk, code)).toContainText(student.name);
    await startDuty(desk, en);
    await desk.keyboard.press('n');
    await expect(inMyHands(desk, en)).toContainText(code);
    await keepPicture(desk, 'desk-with-a-ticket');
    await expect(board.getByRole('region', { name: en('board.serving') })).toContainText(code);
    await expect(board.locator('body')).not.toContainText(student.givenName);
    await keepPicture(board, 'board-serving');
  });

  await test.step('R resolves it with what fixed it', async () => {
    await desk.keyboard.press('r');
    const dialog = desk.getByRole('dialog', { name: en('desk.resolving.title', { code }) });
    await expect(dialog).toBeVisible();
    await keepPicture(desk, 'desk-resolving');
    await desk.keyboard.press('1');
    await desk.keyboard.press('Shift+Enter');
    await expect(inMyHands(desk, en)).not.toContainText(code);
    await expect(desk.getByRole('region', { name: en('desk.slip.title', { code }) })).toBeVisible();
    await expect(board.locator('main')).not.toContainText(code);
  });

  await test.step('the student scans again, taps three times, and the coach’s inbox shows it at once', async () => {
    await coach.getByRole('link', { name: en('coach.sections.inbox') }).click();
    await expect(heading(coach, en('coach.inbox.title'))).toBeVisible();
    await kiosk.getByRole('button', { name: en('kiosk.done') }).click();
    await scan(kiosk, student.badge);
    await expect(heading(kiosk, en('feedback.title'))).toBeVisible();
    for (const question of ['fixed', 'explained', 'respected'] as const) {
      await kiosk
        .getByRole('group', { name: en(`feedback.questions.${question}`) })
        .getByRole('radio', { name: en('feedback.taps.no') })
        .check();
    }
    await kiosk.getByLabel(en('feedback.comment')).fill('It only worked for a minute');
    await keepPicture(kiosk, 'kiosk-feedback');
    await kiosk.getByRole('button', { name: en('feedback.send') }).click();
    await expect(heading(kiosk, en('kiosk.ending.thanked.title'))).toBeVisible();
    const row = coach.getByRole('button', { name: new RegExp(code) });
    await expect(row).toContainText(en('coach.reasons.low_feedback'));
    await row.click();
    await expect(coach.getByText('It only worked for a minute')).toBeVisible();
    await keepPicture(coach, 'coach-inbox');
  });
});
