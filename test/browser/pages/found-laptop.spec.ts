import { wordsIn } from '../../support/words.js';
import { expectAccessible } from '../support/axe.js';
import { heading } from '../support/kiosk-steps.js';
import { scan } from '../support/scan.js';
import { expect, keepPicture, test } from '../support/test.js';

for (const language of ['en', 'es'] as const) {
  const say = wordsIn(language);

  test(`who finds a laptop sees nothing of its owner, in ${language}`, async ({ open, school, kiosk, nextStudent }) => {
    const student = nextStudent();
    const desk = await open({ path: '/desk', as: await school.as('assistant10'), language });
    const coach = await open({ path: '/coach', as: await school.as('coach'), language });
    const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk' });
    await heading(page, wordsIn('en')('kiosk.welcome.title')).waitFor();
    if (language === 'es') await page.getByRole('button', { name: 'Español' }).click();
    const looked = async (screen: string): Promise<void> => {
      await expectAccessible(page, screen);
      expect(await page.evaluate('document.documentElement.scrollHeight - window.innerHeight'), `${screen} fits`).toBe(0);
      await keepPicture(page, `kiosk-${screen}-${language}`);
    };

    await looked('welcome');
    await page.getByRole('button', { name: say('kiosk.welcome.foundOne') }).click();
    await heading(page, say('kiosk.found.title')).waitFor();
    await looked('found');
    await scan(page, 'NOBODYS-TAG');
    await expect(page.getByText(say('kiosk.notice.unknown-tag'))).toBeVisible();
    await page.getByRole('button', { name: say('kiosk.back') }).click();

    await scan(page, student.tag);
    await heading(page, say('kiosk.whose.laptop')).waitFor();
    await expect(page.locator('body')).not.toContainText(student.givenName);
    await looked('whose');
    await page.getByRole('button', { name: say('kiosk.whose.found') }).click();
    await heading(page, say('kiosk.ending.foundTold.title')).waitFor();
    await expect(page.locator('body')).not.toContainText(student.givenName);
    await looked('found-told');
    await page.getByRole('button', { name: say('kiosk.done') }).click();

    const atCoach = coach.getByRole('list', { name: say('desk.found.label') });
    await expect(atCoach).toContainText(student.tag);
    await expectAccessible(coach, 'the coach’s found laptops');
    await keepPicture(coach, `coach-found-${language}`);
    const here = desk.getByRole('button', { name: say('desk.found.takeInNamed', { tag: student.tag }) });
    await expect(here).toBeVisible();
    await expectAccessible(desk, 'the desk’s found laptops');
    await keepPicture(desk, `desk-found-${language}`);
    const inHand = await open({ path: '/coach', as: await school.as('coach'), language, size: 'phone' });
    await expect(inHand.getByRole('list', { name: say('desk.found.label') })).toContainText(student.tag);
    await expectAccessible(inHand, 'the coach’s found laptops on a phone');
    await keepPicture(inHand, `coach-found-phone-${language}`);
    await here.click();
    await expect(atCoach).toContainText(say('desk.found.atDesk'));

    await heading(page, wordsIn('en')('kiosk.welcome.title')).waitFor();
    await scan(page, student.badge);
    await heading(page, wordsIn('en')('kiosk.foundMine.title')).waitFor();
    if (language === 'es') await page.getByRole('button', { name: 'Español' }).click();
    await heading(page, say('kiosk.foundMine.title')).waitFor();
    await expect(page.getByText(say('kiosk.foundMine.atDesk'))).toBeVisible();
    await looked('found-mine');
    await page.getByRole('button', { name: say('kiosk.foundMine.haveIt') }).click();
    await heading(page, say('kiosk.device.title')).waitFor();
    await expect(desk.getByText(student.tag)).toBeHidden();
    await expect(coach.getByText(student.tag)).toBeHidden();
  });
}

test('a laptop’s own page tells that it was found, as it happens', async ({ open, school, kiosk, en, nextStudent }) => {
  const student = nextStudent();
  const admin = await school.as('admin');
  const { rows } = await admin.call('listDevices', { search: student.tag });
  const page = await open({ path: `/devices/${rows[0]?.id ?? ''}`, as: admin });
  await heading(page, student.tag).waitFor();
  const { foundLaptop } = await kiosk.call('identify', { scan: student.badge });
  expect(foundLaptop).toBeNull();
  await kiosk.call('reportFoundLaptop', { id: crypto.randomUUID(), scan: student.tag });
  await expect(page.getByText(en('devices.found.title'))).toBeVisible();
  await expect(page.getByText(en('devices.history.kinds.found'), { exact: true })).toBeVisible();
  await expectAccessible(page, 'the page of a found laptop');
  await keepPicture(page, 'device-found');
  const found = await kiosk.call('identify', { scan: student.badge });
  await kiosk.call('endFoundLaptop', { foundId: found.foundLaptop?.foundId ?? '', requestId: crypto.randomUUID() });
});
