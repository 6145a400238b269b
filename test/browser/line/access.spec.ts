import { expectAccessible } from '../support/axe.js';
import { deskRow } from '../support/desk-steps.js';
import { fillDesk } from '../support/desk-life.js';
import { chooseIssue, fileAtKiosk, heading } from '../support/kiosk-steps.js';
import { scan } from '../support/scan.js';
import { looks } from '../support/looks.js';
import { expect, keepPicture, test } from '../support/test.js';
import { wordsIn } from '../../support/words.js';

test.beforeEach(({ school }) => school.clearLine());

for (const { language, scheme } of looks) {
  const say = wordsIn(language);

  test(`pages of a busy desk pass axe in ${language}, ${scheme}`, async ({ open, school, kiosk, nextStudent }) => {
    test.setTimeout(240_000);
    await fillDesk(school, kiosk, 'assistant13', nextStudent);
    const desk = await open({ path: '/desk', as: await school.as('assistant13'), language, scheme });
    await desk.locator('button[data-desk-row]').first().waitFor();
    await desk.getByRole('heading', { name: say('desk.panel.checklist') }).waitFor();
    await expectAccessible(desk, `the desk (${scheme})`);
    await keepPicture(desk, `desk-${language}-${scheme}`);
    for (const key of ['r', 'h', 'e', 'q', '?']) {
      await desk.keyboard.press(key);
      await desk.getByRole('dialog').waitFor();
      await expectAccessible(desk, `the dialog of ${key} (${scheme})`);
      await desk.keyboard.press('Escape');
      await desk.getByRole('dialog').waitFor({ state: 'detached' });
    }
    const me = await open({ path: '/me', as: await school.as('assistant13'), language, scheme });
    const coach = await open({ path: '/coach', as: await school.as('coach'), language, scheme });
    await me.getByText('I liked how you let them try first.').first().waitFor();
    await expectAccessible(me, `my page (${scheme})`);
    await keepPicture(me, `me-${language}-${scheme}`);
    for (const [path, title] of [
      ['', 'inbox.title'],
      ['/notes', 'notes.title'],
      ['/figures', 'figures.title'],
      ['/duty', 'duty.title'],
    ] as const) {
      await coach.goto(`/coach${path}`);
      await heading(coach, say(`coach.${title}`)).waitFor();
      await coach
        .locator('.console__page')
        .getByText(/B-\d+/)
        .or(coach.getByText('I liked how you let them try first.'))
        .or(coach.getByRole('table'))
        .first()
        .waitFor();
      await expectAccessible(coach, `coach${path} (${scheme})`);
      await keepPicture(coach, `coach${path.replace('/', '-')}-${language}-${scheme}`);
    }
  });

  test(`kiosk, board and the page of the three taps pass axe in ${language}`, async ({ open, school, kiosk, nextStudent }) => {
    test.setTimeout(240_000);
    const { feedbackPath } = await fillDesk(school, kiosk, 'assistant14', nextStudent);
    const student = nextStudent();
    const board = await open({ path: '/board', as: await school.station('board', 'Board of the access tests'), size: 'kiosk' });
    await board.locator('.fb-ticket__code').first().waitFor();
    await expectAccessible(board, 'the board');
    await keepPicture(board, `board-${language}`);
    const taps = await open({ path: feedbackPath, language, scheme, size: 'phone' });
    await taps.getByRole('heading', { level: 1 }).waitFor();
    await expectAccessible(taps, 'the page of the three taps');
    await keepPicture(taps, `feedback-${language}`);

    const page = await open({ path: '/kiosk', size: 'kiosk', as: kiosk });
    if (language === 'es') await page.getByRole('button', { name: 'Español' }).click();
    await heading(page, say('kiosk.welcome.title')).waitFor();
    await expectAccessible(page, 'the welcome');
    await page.getByRole('button', { name: say('kiosk.welcome.isNew') }).click();
    await heading(page, say('kiosk.newName.title')).waitFor();
    await expectAccessible(page, 'the typed name');
    await page.getByRole('button', { name: say('kiosk.back') }).click();
    await scan(page, student.badge);
    await heading(page, say('kiosk.device.title')).waitFor();
    await expectAccessible(page, 'the choice of a laptop');
    await page
      .getByRole('button', { name: say('kiosk.device.mine') })
      .first()
      .click();
    await heading(page, say('kiosk.issue.title')).waitFor();
    await expectAccessible(page, 'the issues');
    await chooseIssue(page, say, language === 'en' ? 'It won’t charge' : 'No carga');
    await heading(page, say('kiosk.selfHelp.title')).waitFor();
    await expectAccessible(page, 'the self-help');
    await page.getByRole('button', { name: say('kiosk.selfHelp.no') }).click();
    await heading(page, say('kiosk.ending.filed.title')).waitFor();
    await expectAccessible(page, 'the ticket');
    await page.getByRole('button', { name: say('kiosk.done') }).click();
    await scan(page, student.badge);
    await page
      .getByRole('heading', { level: 1 })
      .filter({ hasText: new RegExp(`${say('kiosk.openTicket.waiting.title')}|${wordsIn('en')('kiosk.openTicket.waiting.title')}`) })
      .waitFor();
    await expectAccessible(page, 'the open ticket');
  });
}

test('at 200 % nothing of desk, coach and kiosk is lost or needs scrolling sideways', async ({ open, school, kiosk, en, nextStudent }) => {
  await fillDesk(school, kiosk, 'assistant15', nextStudent);
  const { code } = await school.file(kiosk, nextStudent(), 'It won’t charge');
  // A window of 1366 at 200 % has room for half of its CSS pixels.
  const half = { width: 683, height: 384 };
  const desk = await open({ path: '/desk', as: await school.as('assistant15') });
  await desk.setViewportSize(half);
  await expect(deskRow(desk, code)).toBeVisible();
  await deskRow(desk, code).scrollIntoViewIfNeeded();
  await deskRow(desk, code).click();
  await expect(desk.getByRole('heading', { level: 2, name: 'It won’t charge' })).toBeVisible();
  const coach = await open({ path: '/coach', as: await school.as('coach') });
  await coach.setViewportSize(half);
  await expect(heading(coach, en('coach.inbox.title'))).toBeVisible();
  const screen = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
  await screen.setViewportSize({ width: 640, height: 400 });
  const code2 = await fileAtKiosk(screen, en, nextStudent(), 'It won’t charge');
  await expect(screen.getByText(code2, { exact: true })).toBeVisible();
  for (const page of [desk, coach, screen]) {
    await keepPicture(page, `zoomed-${new URL(page.url()).pathname.slice(1)}`);
    expect(
      Number(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')),
      `${page.url()} does not scroll sideways`,
    ).toBe(0);
  }
});
