import { wordsIn } from '../../support/words.js';
import { expectAccessible } from '../support/axe.js';
import { deskRow } from '../support/desk-steps.js';
import { fileAtKiosk, heading, shownCode } from '../support/kiosk-steps.js';
import { scan } from '../support/scan.js';
import { expect, keepPicture, test } from '../support/test.js';

test.beforeEach(({ school }) => school.clearLine());

for (const language of ['en', 'es'] as const) {
  const say = wordsIn(language);

  test(`a place is kept through a lesson, in ${language}`, async ({ open, school, kiosk, nextStudent }) => {
    const student = nextStudent();
    const desk = await open({ path: '/desk', as: await school.as('assistant10'), language });
    const board = await open({ path: '/board', as: await school.station('board', 'Board'), language });
    const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
    await heading(page, wordsIn('en')('kiosk.welcome.title')).waitFor();
    if (language === 'es') await page.getByRole('button', { name: 'Español' }).click();
    // The bell of a school day, whatever day this runs on.
    let bell: string | null = null;
    await page.route('**/api/desks/*/board', async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as { desk: object };
      const period = bell === null ? null : { id: '0198c0de-0000-7000-8000-000000000001', name: 'Period 3', endsAt: bell };
      await route.fulfill({ response, json: { ...answer, desk: { ...answer.desk, period } } });
    });
    const looked = async (screen: string): Promise<void> => {
      await expectAccessible(page, screen);
      expect(await page.evaluate('document.documentElement.scrollHeight - window.innerHeight'), `${screen} fits`).toBe(0);
      await keepPicture(page, `kiosk-${screen}-${language}`);
    };

    const code = await fileAtKiosk(page, say, student, language === 'en' ? 'It won’t charge' : 'No carga');
    await looked('filed');
    await page.getByRole('button', { name: say('kiosk.class.have') }).click();
    await heading(page, say('kiosk.class.title')).waitFor();
    await page.getByRole('button', { name: say('kiosk.class.minutes_other', { count: 30 }), exact: true }).waitFor();
    await looked('class-minutes');
    await page.getByRole('button', { name: say('kiosk.class.stay') }).click();
    await heading(page, say('kiosk.ending.filed.title')).waitFor();

    bell = new Date(Date.now() + 24 * 60_000).toISOString();
    await page.getByRole('button', { name: say('kiosk.class.have') }).click();
    await page.getByRole('button', { name: /Period 3/ }).waitFor();
    await looked('class-bell');
    await page.getByRole('button', { name: say('kiosk.class.stay') }).click();
    bell = null;
    await page.getByRole('button', { name: say('kiosk.class.have') }).click();
    await page.getByRole('button', { name: say('kiosk.class.minutes_other', { count: 30 }), exact: true }).click();
    await heading(page, say('kiosk.ending.inClass.title')).waitFor();
    await expect(shownCode(page)).toHaveText(code);
    await looked('in-class');
    await page.getByRole('button', { name: say('kiosk.done') }).click();

    await desk.getByRole('button', { name: new RegExp(say('desk.line.tabs.held')) }).click();
    await expect(deskRow(desk, code)).toContainText(say('desk.hold.student_in_class'));
    await keepPicture(desk, `desk-in-class-${language}`);
    await expect(board.getByText(code, { exact: true })).toBeVisible();
    await expectAccessible(board, 'the board');
    await expect(board.locator('body')).not.toContainText(student.givenName);
    await keepPicture(board, `board-in-class-${language}`);

    await heading(page, wordsIn('en')('kiosk.welcome.title')).waitFor();
    if (language === 'es') await page.getByRole('button', { name: 'Español' }).click();
    await scan(page, student.badge);
    await heading(page, say('kiosk.openTicket.inClass.title')).waitFor();
    await looked('back-from-class');
    await page.getByRole('button', { name: say('kiosk.openTicket.inClass.here') }).click();
    await heading(page, say('kiosk.ending.backInLine.title')).waitFor();
    await expect(shownCode(page)).toHaveText(code);
    await expect(board.getByText(code, { exact: true })).toBeHidden();
  });
}
