import { chooseIssue, fileAtKiosk, heading, shownCode, walkToSelfHelp } from '../support/kiosk-steps.js';
import { scan } from '../support/scan.js';
import { expectAccessible } from '../support/axe.js';
import { wordsIn } from '../../support/words.js';
import { expect, keepPicture, test } from '../support/test.js';

test.beforeEach(({ school }) => school.clearLine());

test('without the network the kiosk files from its own codes, keeps them over a reload, and sends each once', async ({
  open,
  school,
  kiosk,
  en,
  nextStudent,
}) => {
  const student = nextStudent();
  const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
  await heading(page, en('kiosk.welcome.title')).waitFor();
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  // The first visit installs; from the second on the kiosk needs no server to open.
  const codes = page.waitForResponse((response) => response.url().endsWith('/api/kiosk/codes'), { timeout: 5_000 }).catch(() => null);
  await page.reload();
  await codes;
  await chooseOnce();

  async function chooseOnce(): Promise<void> {
    await heading(page, en('kiosk.welcome.title')).waitFor();
    await page.context().setOffline(true);
    await scan(page, student.badge);
    await expect(heading(page, en('kiosk.whose.scan'))).toBeVisible();
    await keepPicture(page, 'kiosk-whose-off-line');
    await page.getByRole('button', { name: en('kiosk.whose.mine') }).click();
    await chooseIssue(page, en, 'It won’t charge');
    await page.getByRole('button', { name: en('kiosk.selfHelp.no') }).click();
  }

  await expect(heading(page, en('kiosk.ending.kept.title'))).toBeVisible();
  const code = await shownCode(page).innerText();
  expect(code).toMatch(/^B-\d+$/);
  await keepPicture(page, 'kiosk-kept-off-line');

  await page.reload();
  await expect(heading(page, en('kiosk.welcome.title'))).toBeVisible();
  await expect(page.getByText(en('kiosk.keptCount_one', { count: 1 }))).toBeVisible();
  await keepPicture(page, 'kiosk-welcome-off-line');

  await page.context().setOffline(false);
  await expect(page.getByText(en('kiosk.keptCount_one', { count: 1 }))).toBeHidden();
  const coach = await school.as('coach');
  const { rows } = await coach.call('listLine', { deskId: await school.deskId() });
  expect(rows.map((row) => [row.code, row.studentName])).toEqual([[code, student.name]]);
});

test('a student who comes back finds their place, and can give it up', async ({ open, kiosk, en, nextStudent }) => {
  const student = nextStudent();
  const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
  const code = await fileAtKiosk(page, en, student, 'It won’t print');
  await page.getByRole('button', { name: en('kiosk.done') }).click();
  await scan(page, student.badge);
  await expect(heading(page, en('kiosk.openTicket.waiting.title'))).toBeVisible();
  await expect(shownCode(page)).toHaveText(code);
  await keepPicture(page, 'kiosk-open-ticket');
  await page.getByRole('button', { name: en('kiosk.openTicket.leave') }).click();
  await page.getByRole('button', { name: en('kiosk.openTicket.leaveYes') }).click();
  await expect(heading(page, en('kiosk.ending.left.title'))).toBeVisible();
});

for (const language of ['en', 'es'] as const) {
  const say = wordsIn(language);
  test(`a student with more tickets than one chooses among them, and reaches the others after one is done, in ${language}`, async ({
    open,
    school,
    kiosk,
    nextStudent,
  }) => {
    const student = nextStudent();
    await school.file(kiosk, student, 'It won’t print');
    await school.file(kiosk, student, 'Something else, not sure', { wantsAdult: true });
    const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
    if (language === 'es') await page.getByRole('button', { name: 'Español' }).click();
    await walkToNewTicket();
    await page.getByRole('button', { name: say('kiosk.selfHelp.keepPlace') }).click();
    await heading(page, say('kiosk.ending.keptPlace.title')).waitFor();
    const code = await shownCode(page).innerText();
    await page.getByRole('button', { name: say('kiosk.done') }).click();
    if (language === 'es') await page.getByRole('button', { name: 'Español' }).click();
    await heading(page, say('kiosk.welcome.title')).waitFor();

    await scan(page, student.badge);
    await expect(heading(page, say('kiosk.openTickets.title'))).toBeVisible();
    await expect(page.locator('.open-tickets').getByRole('button')).toHaveCount(3);
    await expectAccessible(page, 'the choice of a ticket');
    await keepPicture(page, `kiosk-open-tickets-${language}`);
    await page.getByRole('button', { name: code }).click();
    await expect(heading(page, say('kiosk.openTicket.trying.title'))).toBeVisible();
    await keepPicture(page, `kiosk-one-of-my-tickets-${language}`);
    await page.getByRole('button', { name: say('kiosk.openTicket.trying.yes') }).click();
    await expect(heading(page, say('kiosk.ending.solved.title'))).toBeVisible();
    await page.getByRole('button', { name: say('kiosk.openTickets.others_other', { count: 2 }) }).click();
    await expect(page.locator('.open-tickets').getByRole('button')).toHaveCount(2);
    await expect(page.getByRole('button', { name: code })).toBeHidden();

    async function walkToNewTicket(): Promise<void> {
      await heading(page, say('kiosk.welcome.title')).waitFor();
      await scan(page, student.badge);
      await page.getByRole('button', { name: say('kiosk.openTicket.somethingElse') }).click();
      await page
        .getByRole('button', { name: say('kiosk.device.mine') })
        .first()
        .click();
      await chooseIssue(page, say, language === 'en' ? 'There’s no sound' : 'No se oye nada');
    }
  });
}

test('a student who tries it first keeps their place, and files nothing more when it works', async ({
  open,
  school,
  kiosk,
  en,
  nextStudent,
}) => {
  const student = nextStudent();
  const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
  await walkToSelfHelp(page, en, student, 'There’s no sound');
  await page.getByRole('button', { name: en('kiosk.selfHelp.keepPlace') }).click();
  await expect(heading(page, en('kiosk.ending.keptPlace.title'))).toBeVisible();
  await keepPicture(page, 'kiosk-kept-place');
  await page.getByRole('button', { name: en('kiosk.done') }).click();
  await scan(page, student.badge);
  await expect(heading(page, en('kiosk.openTicket.trying.title'))).toBeVisible();
  await page.getByRole('button', { name: en('kiosk.openTicket.trying.yes') }).click();
  await expect(heading(page, en('kiosk.ending.solved.title'))).toBeVisible();
  const { rows, open: held } = await (await school.as('coach')).call('listLine', { deskId: await school.deskId() });
  expect([...rows, ...held]).toEqual([]);
});

test('whoever would rather talk to an adult is seen by the coach alone', async ({ open, school, kiosk, en, nextStudent }) => {
  const student = nextStudent();
  const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
  const desk = await open({ path: '/desk', as: await school.as('assistant10') });
  const coach = await open({ path: '/coach', as: await school.as('coach') });
  await heading(page, en('kiosk.welcome.title')).waitFor();
  await scan(page, student.badge);
  await page.getByRole('button', { name: en('kiosk.device.none') }).click();
  await page.getByRole('button', { name: en('kiosk.issue.adult') }).click();
  await expect(heading(page, en('kiosk.ending.adult.title'))).toBeVisible();
  const code = await shownCode(page).innerText();
  await expect(coach.getByRole('button', { name: new RegExp(`${code}\\b`) })).toContainText(en('coach.reasons.private'));
  await expect(desk.getByRole('heading', { name: en('desk.empty.waitingTitle') })).toBeVisible();
  await expect(desk.locator('main')).not.toContainText(student.name);
});

test('who wrote something private is told that the coach will talk with them, then and when they scan again', async ({
  open,
  kiosk,
  en,
  nextStudent,
}) => {
  const student = nextStudent();
  const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
  await heading(page, en('kiosk.welcome.title')).waitFor();
  await scan(page, student.badge);
  await page.getByRole('button', { name: en('kiosk.device.none') }).click();
  await page.getByRole('button', { name: 'Something else, not sure' }).click();
  await page.getByLabel(en('kiosk.describe.label')).fill('someone is bullying me');
  await page.getByRole('button', { name: en('kiosk.describe.send') }).click();
  await expect(heading(page, en('kiosk.ending.adult.title'))).toBeVisible();
  await expect(page.getByRole('button', { name: en('kiosk.class.have') })).toBeHidden();
  const code = await shownCode(page).innerText();
  await page.getByRole('button', { name: en('kiosk.done') }).click();
  await scan(page, student.badge);
  await expect(heading(page, en('kiosk.openTicket.adult.title'))).toBeVisible();
  await expect(page.locator('.fb-ticket')).toContainText(en('kiosk.ending.adultStub'));
  await expect(page.getByText(en('kiosk.openTicket.adult.lead', { code }))).toBeVisible();
  await expect(page.getByRole('button', { name: en('kiosk.class.have') })).toBeHidden();
  await keepPicture(page, 'kiosk-open-ticket-for-the-coach');
});

test('an unpaired kiosk ends at once and shows a new code', async ({ open, school, en }) => {
  const page = await open({ path: '/kiosk', as: await school.station('kiosk', 'Kiosk to unpair'), size: 'kiosk' });
  await heading(page, en('kiosk.welcome.title')).waitFor();
  const coach = await open({ path: '/coach/screens', as: await school.as('coach') });
  await coach.getByRole('button', { name: en('console.stations.unpairNamed', { name: 'Kiosk to unpair' }) }).click();
  await coach
    .getByRole('dialog')
    .getByRole('button', { name: en('console.stations.unpair'), exact: true })
    .click();
  await expect(heading(page, en('pairing.kiosk.title'))).toBeVisible({ timeout: 5_000 });
  await expect(shownCode(page)).toHaveText(/^\d{3} \d{3}$/);
});
