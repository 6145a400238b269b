import { v7 as uuid } from 'uuid';
import { chooseIssue, heading, walkToSelfHelp } from '../support/kiosk-steps.js';
import { scan } from '../support/scan.js';
import { expect, keepPicture, test } from '../support/test.js';

test('nobody at the kiosk: it asks, gives time, and wipes everything', async ({ open, kiosk, en, nextStudent }) => {
  const student = nextStudent();
  const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk', clock: true });
  await heading(page, en('kiosk.welcome.title')).waitFor();
  await scan(page, student.badge);
  await heading(page, en('kiosk.device.title')).waitFor();
  await page.clock.runFor(46_000);
  await expect(page.getByRole('dialog', { name: en('kiosk.idle.title') })).toBeVisible();
  await keepPicture(page, 'kiosk-idle');
  await page.getByRole('button', { name: en('kiosk.idle.stay') }).click();
  await page.clock.runFor(1_000);
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(heading(page, en('kiosk.device.title'))).toBeVisible();
  await page.clock.runFor(72_000);
  await expect(heading(page, en('kiosk.welcome.title'))).toBeVisible();
  await expect(page.locator('body')).not.toContainText(student.givenName);
});

test('a badge nobody knows says what to do next', async ({ open, kiosk, en }) => {
  const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
  await heading(page, en('kiosk.welcome.title')).waitFor();
  await scan(page, '9999999999');
  await expect(page.getByText(en('kiosk.notice.unknown-badge'))).toBeVisible();
  await keepPicture(page, 'kiosk-unknown-badge');
});

test('a name is found from the third letter, and shows no more than first name, last initial and homeroom', async ({
  open,
  kiosk,
  en,
  nextStudent,
}) => {
  const student = nextStudent();
  const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
  const field = page.getByLabel(en('kiosk.welcome.searchLabel'));
  await field.fill(student.givenName.slice(0, 2));
  await expect(page.getByRole('list', { name: en('kiosk.welcome.matches') })).toBeHidden();
  await field.fill(student.givenName);
  const matches = page.getByRole('list', { name: en('kiosk.welcome.matches') }).getByRole('button');
  await expect(matches.filter({ hasText: student.givenName }).first()).toBeVisible();
  expect(await matches.count()).toBeLessThanOrEqual(5);
  for (const match of await matches.allInnerTexts()) expect(match).toMatch(/^[^\n]+ \p{L}\.\n\d+[A-F]$/u);
  await keepPicture(page, 'kiosk-names');
});

test('the kiosk speaks the language of whoever stands there, and English again for the next', async ({
  open,
  kiosk,
  en,
  es,
  nextStudent,
}) => {
  const student = nextStudent();
  const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
  await heading(page, en('kiosk.welcome.title')).waitFor();
  await page.getByRole('button', { name: 'Español' }).click();
  await expect(heading(page, es('kiosk.welcome.title'))).toBeVisible();
  await walkToSelfHelp(page, es, student, 'No carga');
  await expect(page.getByText('Try this first')).toBeHidden();
  await page.getByRole('button', { name: es('kiosk.selfHelp.yes') }).click();
  await expect(heading(page, es('kiosk.ending.solved.title'))).toBeVisible();
  await page.getByRole('button', { name: es('kiosk.done') }).click();
  await expect(heading(page, en('kiosk.welcome.title'))).toBeVisible();
});

test('who scans while a ticket is being sent comes after its code, in their own language', async ({ open, kiosk, en, es, nextStudent }) => {
  const [student, next] = [nextStudent(), nextStudent()];
  const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
  const answers: (() => void)[] = [];
  await page.route('**/api/tickets', async (route) => {
    const response = await route.fetch();
    await new Promise<void>((answer) => answers.push(answer));
    await route.fulfill({ response });
  });
  await heading(page, en('kiosk.welcome.title')).waitFor();
  await page.getByRole('button', { name: 'Español' }).click();
  await walkToSelfHelp(page, es, student, 'No carga');
  await page.getByRole('button', { name: es('kiosk.selfHelp.no') }).click();
  await expect.poll(() => answers.length).toBe(1);
  const identified = page.waitForResponse((response) => response.url().includes('identify'));
  await scan(page, next.badge);
  await identified;
  await expect(page.getByText(es('kiosk.welcome.found'))).toBeVisible();
  await expect(heading(page, es('kiosk.sending.title'))).toBeVisible();
  answers.forEach((answer) => answer());
  await expect(heading(page, es('kiosk.ending.filed.title'))).toBeVisible();
  await expect(page.locator('.kiosk__who')).toContainText(student.givenName);
  await expect(heading(page, en('kiosk.device.title'))).toBeVisible();
  await expect(page.locator('.kiosk__who')).toContainText(next.givenName);
});

test('the kiosk can be walked with a keyboard, the question of each screen first', async ({ open, kiosk, en }) => {
  const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
  await heading(page, en('kiosk.welcome.title')).waitFor();
  await tabTo(en('kiosk.welcome.isNew'));
  await page.keyboard.press('Enter');
  await expect(heading(page, en('kiosk.newName.title'))).toBeFocused();
  await page.getByLabel(en('kiosk.newName.label')).focus();
  await page.keyboard.type('Nadia Newcomer', { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(heading(page, en('kiosk.issue.title'))).toBeFocused();
  await tabTo('It won’t charge');
  await page.keyboard.press('Enter');
  await expect(heading(page, en('kiosk.selfHelp.title'))).toBeFocused();
  await tabTo(en('kiosk.selfHelp.yes'));
  await expect(page.locator(':focus-visible')).toHaveCSS('outline-style', /solid|auto/);
  await page.keyboard.press('Enter');
  await expect(heading(page, en('kiosk.ending.solved.title'))).toBeFocused();

  async function tabTo(name: string): Promise<void> {
    const wanted = page.getByRole('button', { name, exact: true });
    await wanted.waitFor();
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab', { delay: 40 });
      if ((await wanted.and(page.locator(':focus')).count()) === 1) return;
    }
    throw new Error(`Tab does not lead to ${name}.`);
  }
});

test('what is read aloud ends with its screen, and nothing is read to the next visitor', async ({ open, kiosk, en, nextStudent }) => {
  const student = nextStudent();
  const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
  await heading(page, en('kiosk.welcome.title')).waitFor();
  // A browser without voices says nothing; what it was asked to say is what counts.
  await page.evaluate(`
    speechSynthesis.speak = () => { document.documentElement.dataset.speaking = 'yes'; };
    speechSynthesis.cancel = () => { document.documentElement.dataset.speaking = 'no'; };
  `);
  const isSpeaking = (yes: 'yes' | 'no') => expect(page.locator('html')).toHaveAttribute('data-speaking', yes);
  const readAloud = page.getByRole('button', { name: en('kiosk.tools.readAloud') });
  const stopReading = page.getByRole('button', { name: en('kiosk.tools.stopReading') });
  await scan(page, student.badge);
  await heading(page, en('kiosk.device.title')).waitFor();
  await readAloud.click();
  await expect(stopReading).toBeVisible();
  await isSpeaking('yes');
  await page
    .getByRole('button', { name: en('kiosk.device.mine') })
    .first()
    .click();
  await heading(page, en('kiosk.issue.title')).waitFor();
  await expect(readAloud).toBeVisible();
  await isSpeaking('no');
  await readAloud.click();
  await isSpeaking('yes');
  await scan(page, nextStudent().badge);
  await heading(page, en('kiosk.device.title')).waitFor();
  await expect(readAloud).toBeVisible();
  await isSpeaking('no');
});

test('“I’m new” asks for a name of at least two letters', async ({ open, kiosk, en }) => {
  const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
  await page.getByRole('button', { name: en('kiosk.welcome.isNew') }).click();
  await page.getByRole('button', { name: en('kiosk.continue') }).click();
  await expect(page.getByText(en('kiosk.newName.missing'))).toBeVisible();
  await page.getByLabel(en('kiosk.newName.label')).fill('Nadia Newcomer');
  await page.getByRole('button', { name: en('kiosk.continue') }).click();
  await chooseIssue(page, en, 'It won’t print');
  await expect(heading(page, en('kiosk.selfHelp.title'))).toBeVisible();
  await page.getByRole('button', { name: en('kiosk.back') }).click();
  await expect(heading(page, en('kiosk.issue.title'))).toBeVisible();
});

test('three taps that could not be sent are still there, with what was written', async ({ open, school, kiosk, en, nextStudent }) => {
  const student = nextStudent();
  const coach = await school.as('coach');
  const { id } = await school.file(kiosk, student, 'It won’t print');
  await coach.call('claimTicket', { ticketId: id, requestId: uuid(), reason: 'i_know_this_one' });
  await coach.call('resolveTicket', { ticketId: id, requestId: uuid(), fix: 'paper' });
  const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
  // A network that swallows what is sent, which is noticed only by its silence.
  await page.route('**/api/**feedback**', (route) => (route.request().method() === 'GET' ? route.continue() : undefined));
  await heading(page, en('kiosk.welcome.title')).waitFor();
  await scan(page, student.badge);
  await heading(page, en('feedback.title')).waitFor();
  for (const tap of await page.getByRole('radio', { name: en('feedback.taps.yes') }).all()) await tap.check({ force: true });
  await page.getByLabel(en('feedback.comment')).fill('They were kind');
  await page.getByRole('button', { name: en('feedback.send') }).click();
  await expect(page.getByText(en('kiosk.needsNetwork'))).toBeVisible({ timeout: 8_000 });
  await expect(page.getByLabel(en('feedback.comment'))).toHaveValue('They were kind');
  await expect(page.getByRole('radio', { name: en('feedback.taps.yes'), checked: true })).toHaveCount(3);
});

test('no screen of the kiosk scrolls', async ({ open, kiosk, en, nextStudent }) => {
  const student = nextStudent();
  const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
  await heading(page, en('kiosk.welcome.title')).waitFor();
  await fits('welcome');
  await scan(page, student.badge);
  await heading(page, en('kiosk.device.title')).waitFor();
  await fits('device');
  await page.getByRole('button', { name: en('kiosk.device.mine') }).click();
  await heading(page, en('kiosk.issue.title')).waitFor();
  await fits('issue');
  await keepPicture(page, 'kiosk-issues');
  await chooseIssue(page, en, 'It won’t charge');
  await heading(page, en('kiosk.selfHelp.title')).waitFor();
  await fits('self-help');
  await keepPicture(page, 'kiosk-self-help');

  async function fits(screen: string): Promise<void> {
    const beyond = await page.evaluate('document.documentElement.scrollHeight - window.innerHeight');
    expect(beyond, `${screen} fits`).toBe(0);
  }
});
