import { largestPhoto } from '../../../libs/devices/src/photos/photo.rules.js';
import { v7 as uuid } from 'uuid';
import type { Client } from '../../support/client.js';
import { wordsIn } from '../../support/words.js';
import { expectAccessible } from '../support/axe.js';
import { hasLoaded } from '../support/has-loaded.js';
import { scan } from '../support/scan.js';
import { cameraPhoto } from '../support/camera-photo.js';
import { looks } from '../support/looks.js';
import { expect, keepPicture, test } from '../support/test.js';

/** Of the photo the page shows, in pixels. */
const sizeOfPhoto = `(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight])(document.querySelector('.circulation-photos img'))`;

/** Tags of this run alone, since the demo school keeps what other tests make. */
const run = uuid().slice(-6).toUpperCase();
let number = 100;

async function laptop(admin: Client, loaner = false): Promise<{ id: string; tag: string }> {
  const made = { id: uuid(), tag: `C${run}-${String((number += 1))}` };
  await admin.call('addDevice', { ...made, model: 'Dell Chromebook 3120', loaner });
  return made;
}

test('an assistant takes a laptop back and gives another out by scanner and keyboard alone', async ({ open, school, nextStudent, en }) => {
  const student = nextStudent();
  const given = await laptop(await school.as('admin'));
  const page = await open({ path: '/devices', as: await school.as('assistant1') });
  await page.getByRole('heading', { level: 1, name: en('circulation.check.title') }).waitFor();
  await scan(page, student.tag);
  await expect(page.getByRole('heading', { name: en('circulation.check.take', { tag: student.tag, name: student.name }) })).toBeVisible();
  await page.keyboard.press('Enter');
  const handed = page.getByRole('status');
  await expect(handed.filter({ hasText: en('circulation.check.took', { tag: student.tag, name: student.name }) })).toBeVisible();

  await scan(page, student.badge);
  await expect(page.getByText(student.name, { exact: true })).toBeVisible();
  await scan(page, given.tag);
  await page.getByRole('heading', { name: en('circulation.check.give.assigned', { tag: given.tag, name: student.name }) }).waitFor();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: student.name })).toContainText(
    en('errors.codes.check_out_no_agreement', { name: student.name }),
  );
  await page.getByLabel(en('circulation.check.agreementSigned.assigned')).press('Space');
  await page.getByRole('button', { name: en('circulation.check.out'), exact: true }).press('Enter');
  await expect(handed.filter({ hasText: en('circulation.check.gave', { tag: given.tag, name: student.name }) })).toBeVisible();
  await keepPicture(page, 'circulation-check');
});

test('who is scanned before the answer about the one before is there stays on the screen', async ({ open, school, nextStudent, en }) => {
  const [student, next] = [nextStudent(), nextStudent()];
  const page = await open({ path: '/devices/check', as: await school.as('assistant1') });
  await page.getByRole('heading', { level: 1, name: en('circulation.check.title') }).waitFor();
  const answers: (() => void)[] = [];
  await page.route('**/api/check-outs/check-in', async (route) => {
    const response = await route.fetch();
    await new Promise<void>((answer) => answers.push(answer));
    await route.fulfill({ response });
  });
  await scan(page, student.tag);
  await page.getByRole('heading', { name: en('circulation.check.take', { tag: student.tag, name: student.name }) }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => answers.length).toBe(1);
  await scan(page, next.badge);
  await expect(page.getByText(next.name, { exact: true })).toBeVisible();
  answers[0]?.();
  const took = en('circulation.check.took', { tag: student.tag, name: student.name });
  await expect(page.getByRole('status').filter({ hasText: took })).toBeVisible();
  await expect(page.getByText(next.name, { exact: true })).toBeVisible();
  await expect(page.getByText(student.tag, { exact: true })).toHaveCount(0);
});

test('what is refused when the next one is on the screen already is said by its name', async ({ open, school, nextStudent, en }) => {
  const [student, next] = [nextStudent(), nextStudent()];
  const page = await open({ path: '/devices/check', as: await school.as('assistant1') });
  await page.getByRole('heading', { level: 1, name: en('circulation.check.title') }).waitFor();
  const answers: (() => void)[] = [];
  await page.route('**/api/check-outs/check-in', async (route) => {
    await new Promise<void>((answer) => answers.push(answer));
    await route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>502 Bad Gateway</h1>' });
  });
  await scan(page, student.tag);
  const title = en('circulation.check.take', { tag: student.tag, name: student.name });
  await page.getByRole('heading', { name: title }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => answers.length).toBe(1);
  await scan(page, next.tag);
  await page.getByRole('heading', { name: en('circulation.check.take', { tag: next.tag, name: next.name }) }).waitFor();
  answers[0]?.();
  await expect(page.getByRole('alert').filter({ hasText: title })).toContainText(en('errors.unanswered'));
  await keepPicture(page, 'circulation-check-refused');
});

test('a look-up that is answered late takes no card from a later scan, and none after it was cleared', async ({
  open,
  school,
  nextStudent,
  en,
}) => {
  const [slow, next] = [nextStudent(), nextStudent()];
  const page = await open({ path: '/devices/check', as: await school.as('assistant1') });
  await page.getByRole('heading', { level: 1, name: en('circulation.check.title') }).waitFor();
  const answers: (() => void)[] = [];
  await page.route('**/api/check-outs/scan', async (route) => {
    const response = await route.fetch();
    const { scan: asked } = route.request().postDataJSON() as { scan: string };
    if (asked === slow.badge) await new Promise<void>((answer) => answers.push(answer));
    await route.fulfill({ response });
  });
  const late = async (): Promise<void> => {
    const answered = page.waitForResponse('**/api/check-outs/scan');
    answers.shift()?.();
    await answered;
  };
  await scan(page, slow.badge);
  await expect.poll(() => answers.length).toBe(1);
  await scan(page, next.badge);
  await expect(page.getByText(next.name, { exact: true })).toBeVisible();
  await late();
  await expect(page.getByText(next.name, { exact: true })).toBeVisible();
  await scan(page, slow.badge);
  await expect.poll(() => answers.length).toBe(1);
  await page.getByRole('button', { name: en('circulation.check.clear') }).click();
  await expect(page.getByText(next.name, { exact: true })).toHaveCount(0);
  await late();
  await expect(page.getByText(slow.name, { exact: true })).toHaveCount(0);
});

test('a repair lends a loaner in the same step, shows its photo, and asks about the loaner when it is closed', async ({
  open,
  school,
  nextStudent,
  en,
}) => {
  const [admin, student] = [await school.as('admin'), nextStudent()];
  const loaner = await laptop(admin, true);
  const page = await open({ path: '/devices/repairs', as: await school.as('coach') });
  await page.getByRole('button', { name: en('circulation.repairs.open'), exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(en('circulation.repairs.whichDevice')).waitFor();
  await scan(page, student.tag);
  await expect(dialog.getByLabel(en('circulation.repairs.whichDevice'))).toHaveValue(student.tag);
  await dialog.getByLabel(en('circulation.repairs.problem')).fill('The screen is cracked');
  await dialog.getByLabel(en('circulation.repairs.lend')).check();
  await scan(page, loaner.tag);
  await dialog.getByLabel(en('circulation.check.dueOn')).fill('2099-01-10');
  await dialog.getByLabel(en('circulation.repairs.loanerSigned')).check();
  await keepPicture(page, 'circulation-repair-open');
  await dialog.getByRole('button', { name: en('circulation.repairs.takeAndLend') }).click();
  await expect(dialog).toHaveCount(0);

  const row = page.getByRole('row').filter({ hasText: student.tag }).filter({ hasText: 'The screen is cracked' });
  await expect(row).toContainText(loaner.tag);
  await row.getByRole('button', { name: en('circulation.repairs.showOf', { tag: student.tag }) }).click();
  const chosen = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: en('circulation.photo.addOf', { tag: student.tag }) }).click();
  const taken = await cameraPhoto(page);
  expect(taken.length).toBeGreaterThan(largestPhoto);
  await (await chosen).setFiles({ name: 'crack.jpg', mimeType: 'image/jpeg', buffer: taken });
  const kept = dialog.getByRole('img', { name: student.tag });
  await expect(kept).toBeVisible();
  await expect.poll(() => page.evaluate(sizeOfPhoto)).toEqual([1_600, 1_200]);
  const sent = await (await page.request.get(new URL((await kept.getAttribute('src')) ?? '', page.url()).href)).body();
  expect([sent.length < largestPhoto, sent.includes('GPS 41.8781 N')]).toEqual([true, false]);
  await dialog.getByRole('textbox', { name: en('circulation.repairs.cost') }).fill('129.50');
  await dialog.getByRole('button', { name: en('circulation.repairs.saveCost') }).click();
  await expect(row).toContainText('$129.50');
  await keepPicture(page, 'circulation-repair');
  await dialog.getByLabel(en('circulation.repairs.outcome')).fill('New screen');
  await dialog.getByLabel(en('circulation.repairs.loanerReturned')).check();
  await dialog.getByRole('button', { name: en('circulation.repairs.close') }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row).toHaveCount(0);
  await page.goto('/devices/loaners');
  await expect(page.getByRole('row').filter({ hasText: loaner.tag })).toContainText(en('circulation.loaners.free'));
});

test('an assistant sees no costs of repairs, and none of the pages for adults', async ({ open, school, en }) => {
  const page = await open({ path: '/devices/repairs', as: await school.as('assistant2') });
  await page.getByRole('heading', { level: 1, name: en('circulation.repairs.title') }).waitFor();
  await expect(page.getByRole('columnheader', { name: en('circulation.repairs.cost') })).toHaveCount(0);
  await expect(page.getByRole('link', { name: en('circulation.sections.carts') })).toBeVisible();
  for (const name of [en('circulation.sections.signs'), en('devices.sections.registry')]) {
    await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0);
  }
});

test('a cart is filled by scans, reserved once, handed out, and what did not come back has a name', async ({
  open,
  school,
  nextStudent,
  en,
}) => {
  const [admin, student] = [await school.as('admin'), nextStudent()];
  const [one, two] = [await laptop(admin), await laptop(admin)];
  const cart = `Cart ${run}`;
  const page = await open({ path: '/devices/carts', as: await school.as('coach') });
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: en('circulation.carts.create') }).click();
  await dialog.getByLabel(en('circulation.carts.name')).fill(cart);
  await dialog.getByRole('button', { name: en('circulation.carts.create') }).click();
  await page.getByRole('button', { name: en('circulation.carts.fillOf', { cart }) }).click();
  for (const [slot, { tag }] of [one, two].entries()) {
    await expect(dialog.getByLabel(en('circulation.carts.scanInto', { slot: slot + 1 }))).toBeVisible();
    await scan(page, tag);
    await expect(dialog.getByRole('listitem').filter({ hasText: tag })).toBeVisible();
  }
  await page.keyboard.press('Escape');

  const reserve = async (className: string): Promise<void> => {
    await page.getByRole('button', { name: en('circulation.carts.reserve'), exact: true }).click();
    await dialog.getByLabel(en('circulation.carts.class')).fill(className);
    await dialog.getByRole('combobox', { name: en('circulation.carts.cart') }).click();
    await page.getByRole('option', { name: cart }).click();
    await dialog.getByLabel(en('circulation.carts.day')).fill('2099-09-01');
    await dialog.getByRole('button', { name: en('circulation.carts.reserve'), exact: true }).click();
  };
  await reserve('Biology 2');
  await expect(dialog).toHaveCount(0);
  await reserve('History 1');
  await expect(dialog.getByRole('alert').filter({ hasText: 'Biology 2' })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: en('circulation.carts.lookThroughOf', { cart, class: 'Biology 2' }) }).click();
  await dialog.getByText(en('circulation.carts.handOut'), { exact: true }).click();
  await scan(page, two.tag);
  await expect(dialog.getByLabel(en('circulation.carts.scanBadge', { slot: 2 }))).toBeVisible();
  await scan(page, student.badge);
  await expect(dialog.getByRole('listitem').filter({ hasText: two.tag })).toContainText(student.name);
  await dialog.getByText(en('circulation.carts.takeBack'), { exact: true }).click();
  await scan(page, one.tag);
  await dialog.getByRole('button', { name: en('circulation.carts.finishMissing_one', { count: 1 }) }).click();
  const missing = dialog.getByRole('listitem').filter({ hasText: en('circulation.carts.isMissing') });
  await expect(missing).toContainText(two.tag);
  await expect(missing).toContainText(student.name);
  await expectAccessible(page, 'the return check');
  await keepPicture(page, 'circulation-cart-return');
});

test('a cart that is full takes no laptop into a slot that nobody chose', async ({ open, school, en }) => {
  const admin = await school.as('admin');
  const [one, two] = [await laptop(admin), await laptop(admin)];
  const cart = `Small ${run}`;
  await admin.call('createCart', { id: uuid(), name: cart, slots: 1 });
  const page = await open({ path: '/devices/carts', as: await school.as('coach') });
  await page.getByRole('button', { name: en('circulation.carts.fillOf', { cart }) }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel(en('circulation.carts.scanInto', { slot: 1 }))).toBeVisible();
  await scan(page, one.tag);
  await expect(dialog.getByLabel(en('circulation.carts.full'))).toBeVisible();
  await scan(page, two.tag);
  await expect(dialog.getByRole('listitem')).toContainText([one.tag]);
  await keepPicture(page, 'circulation-cart-full');
  await dialog.getByLabel(en('circulation.carts.nextSlot')).fill('1');
  await scan(page, two.tag);
  await expect(dialog.getByRole('listitem')).toContainText([two.tag]);
});

for (const { language, scheme } of looks) {
  const say = wordsIn(language);

  test(`a loaner that should be back is said at kiosk and desk, in ${language}`, async ({ open, school, kiosk, nextStudent, en }) => {
    const student = nextStudent();
    // The server's own answer, with a day that has passed: no operation lends until yesterday.
    const late = { tag: 'LO-4', model: 'Dell Chromebook 3120', dueOn: '2026-09-01' };
    const page = await open({ path: '/kiosk', as: kiosk, size: 'kiosk', language, scheme });
    await page.route('**/api/kiosk/identify', async (route) => {
      const response = await route.fetch();
      const answer = (await response.json()) as object;
      await route.fulfill({ response, json: { ...answer, overdueLoaner: late } });
    });
    // It speaks the school's language to whoever comes, then the student's own, whatever the browser's is.
    await page.getByRole('heading', { level: 1, name: en('kiosk.welcome.title') }).waitFor();
    await scan(page, student.badge);
    await page.getByRole('heading', { name: en('kiosk.loaner.title') }).waitFor();
    if (language === 'es') await page.getByRole('button', { name: 'Español' }).click();
    await expect(page.getByRole('heading', { name: say('kiosk.loaner.title') })).toBeVisible();
    await expect(page.getByText(late.tag)).toBeVisible();
    await expectAccessible(page, 'a loaner that should be back');
    await keepPicture(page, `kiosk-loaner-${language}`);
    await page.getByRole('button', { name: say('kiosk.openTicket.somethingElse') }).click();
    await expect(page.getByRole('heading', { name: say('kiosk.loaner.title') })).toHaveCount(0);

    const desk = await open({ path: '/desk', as: await school.as('assistant1'), language, scheme });
    const carts = [{ reservationId: uuid(), cartName: 'Library 1', className: '9A', endsAt: '13:50' }];
    await desk.route('**/api/circulation/reminders', (route) => route.fulfill({ json: { overdueLoaners: 3, carts } }));
    await desk.reload();
    await expect(desk.getByText(say('desk.reminders.loaners_other', { count: 3 }))).toBeVisible();
    const time = language === 'en' ? '1:50 PM' : '13:50';
    await expect(desk.getByText(say('desk.reminders.cart', { class: '9A', cart: 'Library 1', time }))).toBeVisible();
    await expect(desk.getByRole('button', { name: say('desk.bar.startDuty') })).toBeEnabled();
    await expectAccessible(desk, 'the desk with reminders');
    await keepPicture(desk, `desk-reminders-${language}`);
    await desk.setViewportSize({ width: 390, height: 844 });
    await keepPicture(desk, `desk-reminders-phone-${language}`);
    await desk.getByRole('link', { name: say('desk.reminders.lookLoaners') }).click();
    await desk.getByRole('heading', { level: 1, name: say('circulation.loaners.title') }).waitFor();
  });

  test(`the pages about devices that change hands pass axe in ${language}, ${scheme}`, async ({ open, school, nextStudent }) => {
    test.setTimeout(240_000);
    const student = nextStudent();
    const page = await open({ path: '/devices/check', as: await school.as('coach'), language, scheme });
    for (const name of ['check', 'loaners', 'repairs', 'carts', 'signs'] as const) {
      await page.goto(`/devices/${name}`);
      await page.getByRole('heading', { level: 1, name: say(`circulation.${name}.title`), exact: true }).waitFor();
      if (name === 'check') {
        await scan(page, student.tag);
        await page.getByRole('heading', { name: say('circulation.check.take', { tag: student.tag, name: student.name }) }).waitFor();
      }
      await hasLoaded(page);
      await expectAccessible(page, `${name} (${scheme})`);
      await keepPicture(page, `circulation-${name}-${language}`);
      await page.setViewportSize({ width: 390, height: 844 });
      await keepPicture(page, `circulation-${name}-${language}-phone`);
      await page.setViewportSize({ width: 1366, height: 768 });
    }
    for (const [path, button] of [
      ['/devices/repairs', 'repairs.open'],
      ['/devices/carts', 'carts.create'],
    ] as const) {
      await page.goto(path);
      await page.getByRole('button', { name: say(`circulation.${button}`), exact: true }).click();
      await page.getByRole('dialog').getByRole('textbox').first().waitFor();
      await expectAccessible(page, button);
    }
  });
}
