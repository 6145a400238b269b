import { wordsIn } from '../../support/words.js';
import { expectAccessible } from '../support/axe.js';
import { hasLoaded } from '../support/has-loaded.js';
import { looks } from '../support/looks.js';
import { keepPicture, test } from '../support/test.js';

for (const { language, scheme } of looks) {
  const say = wordsIn(language);

  test(`settings and screens pass axe in ${language}, ${scheme}`, async ({ open, school }) => {
    test.setTimeout(240_000);
    const page = await open({ path: '/settings', as: await school.as('admin'), language, scheme });
    const issueId = await school.issueId('It won’t charge');
    const pages = [
      ['/settings', 'settings.school.title'],
      ['/settings/bells', 'settings.bells.title'],
      ['/settings/issues', 'settings.issues.title'],
      [`/settings/issues/${issueId}`, null],
      ['/settings/people', 'settings.people.title'],
      ['/settings/new-faces', 'settings.newFaces.title'],
      ['/settings/screens', 'console.stations.title'],
      ['/settings/roster', 'settings.roster.title'],
      ['/settings/device-management', 'deviceManagement.title'],
      ['/settings/mail', 'mail.settings.title'],
      ['/mail', 'mail.mailings.title'],
      ['/mail/new', 'mail.new.title'],
      ['/mail/templates', 'mail.templates.title'],
      ['/settings/schools', 'settings.schools.title'],
    ] as const;
    for (const [path, title] of pages) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1, ...(title === null ? {} : { name: say(title), exact: true }) }).waitFor();
      await hasLoaded(page);
      await expectAccessible(page, `${path} (${scheme})`);
      await keepPicture(page, `${path.replace(issueId, 'issue').slice(1).replaceAll('/', '-')}-${language}-${scheme}`);
    }
  });

  test(`sign-in, pairing and a used link pass axe in ${language}`, async ({ open }) => {
    for (const [path, name] of [
      ['/', 'sign-in'],
      ['/kiosk', 'pairing'],
      ['/feedback/no-such-link-0000000000', 'feedback-gone'],
      ['/nowhere', 'not-found'],
    ] as const) {
      const page = await open({ path, language, scheme });
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expectAccessible(page, path);
      await keepPicture(page, `${name}-${language}`);
    }
  });
}
