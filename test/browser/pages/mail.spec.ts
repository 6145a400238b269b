import { MailServer } from '../../support/mail-server.js';
import { expectAccessible } from '../support/axe.js';
import { expect, keepPicture, test } from '../support/test.js';

test('an administrator sets up the sender, mails the staff, and decides about a mail nobody knows of', async ({ open, school, en, es }) => {
  const server = await MailServer.start({
    behave: (to) => (to.startsWith('coach@') ? { at: 'after_message', cut: true } : undefined),
  });
  try {
    const page = await open({ path: '/settings/mail', as: await school.signedInAnew('admin') });
    await page.getByLabel(en('mail.settings.host')).fill('127.0.0.1');
    await page.getByLabel(en('mail.settings.port'), { exact: true }).fill(String(server.port));
    await page.getByRole('combobox', { name: en('mail.settings.security') }).click();
    await page.getByRole('option', { name: en('mail.settings.securities.none') }).click();
    await page.getByLabel(en('mail.settings.user'), { exact: true }).fill('mailer');
    await page.getByLabel(en('mail.settings.password'), { exact: true }).fill('a secret');
    await page.getByLabel(en('mail.settings.fromAddress')).fill('it@demo.example');
    await page.getByRole('button', { name: en('mail.settings.save') }).click();
    await page.getByRole('button', { name: en('mail.settings.testNow') }).click();
    await expect(page.getByText(en('mail.settings.testOk', { to: 'admin@demo.example' }))).toBeVisible();
    expect(server.received.map(({ to }) => to)).toEqual(['admin@demo.example']);

    await page.goto('/mail/new');
    await page.getByRole('combobox', { name: en('mail.new.roles') }).click();
    await page.getByRole('option', { name: en('settings.roles.coach') }).click();
    await page.keyboard.press('Escape');
    await page.getByLabel(en('mail.new.name')).fill('First bell');
    await page.getByLabel(en('mail.text.subject')).first().fill('For {{preferredName}}');
    await page.getByLabel(en('mail.text.subject')).last().fill('Para {{preferredName}}');
    await page.getByLabel(en('mail.text.body')).first().fill('Hello {{nobody}}');
    await page.getByLabel(en('mail.text.body')).last().fill('Hola');
    await expect(page.getByText(/there is no field \{\{nobody\}\}/).first()).toBeVisible();
    await page.getByLabel(en('mail.text.body')).first().fill('Hello {{givenName}}');
    await expect(page.getByRole('article').getByText(/^Hello \w+$/)).toBeVisible();
    await expectAccessible(page, '/mail/new');
    await keepPicture(page, 'mail-new');
    await page.getByRole('button', { name: en('mail.new.startNow') }).click();
    await page.getByRole('button', { name: new RegExp(`^${en('mail.decide.open')}`) }).click();
    await expectAccessible(page, 'deciding about a mail');
    await page.getByRole('button', { name: en('mail.decide.arrived') }).click();
    await expect(page.getByText(en('mail.items.states.sent')).first()).toBeVisible();
    await expect(page.getByRole('button', { name: new RegExp(`^${en('mail.decide.open')}`) })).toHaveCount(0);
    await expectAccessible(page, 'a mailing');
    await keepPicture(page, 'mail-mailing');
    const enEspanol = await open({ path: new URL(page.url()).pathname, as: await school.as('coach'), language: 'es' });
    await expect(enEspanol.getByText(es('mail.items.states.sent')).first()).toBeVisible();
    await expectAccessible(enEspanol, 'a mailing in Spanish');
    expect(server.received.filter(({ to }) => to === 'coach@demo.example')).toHaveLength(1);
  } finally {
    await server.stop();
  }
});
