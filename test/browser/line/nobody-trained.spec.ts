import { wordsIn } from '../../support/words.js';
import { expectAccessible } from '../support/axe.js';
import { startDuty } from '../support/desk-steps.js';
import { fileAtKiosk, heading } from '../support/kiosk-steps.js';
import { expect, keepPicture, test } from '../support/test.js';

test.beforeEach(({ school }) => school.clearLine());

for (const language of ['en', 'es'] as const) {
  const say = wordsIn(language);

  test(`where nobody on duty is trained for it the student hears so and the coach is told, in ${language}`, async ({
    open,
    school,
    kiosk,
    nextStudent,
  }) => {
    const { issues } = await (await school.as('coach')).call('listIssues', {});
    const issue = issues.find(({ skill, audience }) => skill !== null && audience === 'desk');
    if (issue === undefined) throw new Error('The demo school has no issue that needs a certificate.');
    const student = nextStudent();
    const coach = await open({ path: '/coach', as: await school.as('coach'), language });
    await heading(coach, say('coach.inbox.title')).waitFor();
    const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
    await heading(page, wordsIn('en')('kiosk.welcome.title')).waitFor();
    if (language === 'es') await page.getByRole('button', { name: 'Español' }).click();

    const code = await fileAtKiosk(page, say, student, issue.name[language]);
    const told =
      language === 'en' ? /Nobody at the desk right now is trained for this/ : /Ahora nadie en la mesa está capacitado para esto/;
    await expect(page.getByText(told)).toBeVisible();
    await expectAccessible(page, 'the last screen');
    await keepPicture(page, `kiosk-nobody-trained-${language}`);

    const alert = coach.getByRole('button', { name: new RegExp(`${code}\\b`) });
    await expect(alert).toContainText(say('coach.reasons.nobody_qualified'));
    await alert.click();
    await expect(coach.getByText(say('coach.why.nobody_qualified'))).toBeVisible();
    await expectAccessible(coach, 'the coach’s alert');
    await keepPicture(coach, `coach-nobody-trained-${language}`);

    const desk = await open({ path: '/desk', as: await school.as('coach'), language });
    await startDuty(desk, say);
    await expect(alert).toBeHidden();
    await page.getByRole('button', { name: say('kiosk.done') }).click();
  });
}

test('the last screen says when somebody trained is there again', async ({ open, kiosk, en, nextStudent }) => {
  const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
  // A shift later in the day, whatever the hour this runs at.
  await page.route('**/api/tickets', async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as object;
    const nobodyQualified = { comeBack: { period: 'Period 4', startsAt: '10:40' } };
    await route.fulfill({ response, json: { ...answer, wait: null, nobodyQualified } });
  });
  await fileAtKiosk(page, en, nextStudent(), 'It won’t charge');
  await expect(page.getByText(en('kiosk.ending.nobody.comeBack', { time: '10:40 AM', period: 'Period 4' }))).toBeVisible();
  await expectAccessible(page, 'the last screen');
  await keepPicture(page, 'kiosk-nobody-trained-come-back');
});

test('the last screen says that nobody is at the desk, and that one is next once somebody is', async ({
  open,
  school,
  kiosk,
  en,
  nextStudent,
}) => {
  const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
  await fileAtKiosk(page, en, nextStudent(), 'It won’t charge');
  await expect(page.getByText(/Nobody is at the desk right now/)).toBeVisible();
  await expect(page.getByText(en('kiosk.ending.next'))).toBeHidden();
  await expectAccessible(page, 'the last screen');
  await keepPicture(page, 'kiosk-nobody-at-the-desk');
  await page.getByRole('button', { name: en('kiosk.done') }).click();
  await school.clearLine();
  const desk = await open({ path: '/desk', as: await school.as('coach') });
  await startDuty(desk, en);
  await fileAtKiosk(page, en, nextStudent(), 'It won’t charge');
  await expect(page.getByText(en('kiosk.ending.next'))).toBeVisible();
});
