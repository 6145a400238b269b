import { v7 as uuid } from 'uuid';
import { keyFile } from '../../support/key-file.js';
import { wordsIn } from '../../support/words.js';
import { expectAccessible } from '../support/axe.js';
import { expect, keepPicture, test } from '../support/test.js';

for (const language of ['en', 'es'] as const) {
  test(`an administrator sets up who is told of the hand-outs, tells of earlier ones, and ends it again, in ${language}`, async ({
    open,
    school,
  }) => {
    const say = wordsIn(language);
    const admin = await school.signedInAnew('admin');
    await admin.call('createSchool', { name: `Devices ${uuid()}`, timeZone: 'America/Chicago' });
    const { id: personId } = await admin.call('me', {});
    await admin.call('addDevice', { id: uuid(), tag: 'DM-1', model: 'Spin 511', serial: '5CD1' });
    const agreed = { kind: 'assigned', agreement: 'ticked', condition: 'good', charger: true, laptopCase: true } as const;
    await admin.call('checkOut', { id: uuid(), personId, deviceTag: 'DM-1', ...agreed });

    const page = await open({ path: '/settings/device-management', as: admin, language });
    await page.getByRole('heading', { level: 1, name: say('deviceManagement.title') }).waitFor();
    await expectAccessible(page, 'no provider yet');
    await keepPicture(page, `device-management-none-${language}`);
    const save = page.getByRole('button', { name: say('console.save') });
    await page.getByLabel(say('deviceManagement.form.adminEmail')).fill('it@school.example');
    await save.click();
    await expect(page.getByText(say('errors.codes.device_management_secret_needed'))).toBeVisible();
    await page.getByLabel(say('deviceManagement.form.secret.google')).fill('not a key file');
    await save.click();
    await expect(page.getByText(say('errors.codes.device_management_no_key_file'))).toBeVisible();
    await expectAccessible(page, 'a refused key');
    await page.getByLabel(say('deviceManagement.form.secret.google')).fill(keyFile());
    await save.click();
    await expect(page.getByText(say('deviceManagement.form.secretStored'))).toBeVisible();
    await expect(page.getByLabel(say('deviceManagement.form.secret.google'))).toHaveValue('');

    const { settings: stored } = await admin.call('deviceManagement', {});
    if (stored === null) throw new Error('Nothing was saved.');
    const location = page.getByLabel(say('deviceManagement.form.location'));
    await location.fill('What this administrator types');
    await admin.call('saveDeviceManagement', {
      provider: { kind: 'google', adminEmail: 'it@school.example', location: 'What another one saved' },
      version: stored.version,
    });
    await page.getByRole('button', { name: say('deviceManagement.state.test') }).click();
    await expect(page.getByText(say('settings.connection.tested'))).toBeVisible();
    await save.click();
    await expect(page.getByText(say('errors.codes.device_management_changed_meanwhile'))).toBeVisible();
    await expect(location).toHaveValue('What this administrator types');
    await page.reload();
    await expect(location).toHaveValue('What another one saved');

    await page.getByRole('button', { name: say('deviceManagement.state.pause'), exact: true }).click();
    await expect(page.getByText(say('settings.connection.pausedByPerson'))).toBeVisible();
    const tell = say('deviceManagement.state.tell_one', { count: 1 });
    await page.getByRole('button', { name: tell }).click();
    await expectAccessible(page, 'asked whether to tell');
    await page.getByRole('dialog').getByRole('button', { name: tell }).click();
    const waiting = page.locator('[data-figure="waiting"]');
    await expect(waiting).toContainText('1');
    await expect(page.getByRole('button', { name: tell })).toHaveCount(0);
    await expectAccessible(page, 'the provider');
    await keepPicture(page, `device-management-${language}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(page, 'the provider on a phone');
    await keepPicture(page, `device-management-phone-${language}`);

    const end = say('deviceManagement.remove.action');
    await page.getByRole('button', { name: end }).click();
    await page.getByRole('dialog').getByRole('button', { name: end }).click();
    await expect(page.getByText(say('deviceManagement.form.secretNew'))).toBeVisible();
    await expect(waiting).toHaveCount(0);
    expect(await admin.call('deviceManagement', {})).toMatchObject({ settings: null, told: { untold: 1, waiting: 0 } });
  });
}
