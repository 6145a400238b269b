import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { isScaled } from '../../support/profile.js';
import { wordsIn, type PageLanguage, type Words } from '../../support/words.js';
import type { Client } from '../../support/client.js';
import { DemoInstallation, demoStudents, type DemoStudent } from './demo-installation.js';

export { expect } from '@playwright/test';

export const sizes = {
  kiosk: { width: 1280, height: 800 },
  laptop: { width: 1366, height: 768 },
  phone: { width: 390, height: 844 },
} as const;

export interface Looker {
  readonly path: string;
  /** With the session of this client; nobody without. */
  readonly as?: Client;
  readonly language?: PageLanguage;
  readonly size?: keyof typeof sizes;
  readonly scheme?: 'light' | 'dark';
  /** What the computer's own clock is set to. */
  readonly timeZone?: string;
  /** Time can be moved on by `page.clock`. */
  readonly clock?: boolean;
}

interface Fixtures {
  /** A browser of its own, as another person or screen has one. */
  readonly open: (looker: Looker) => Promise<Page>;
  /** What the pages say in English. */
  readonly en: Words;
  readonly es: Words;
}

interface WorkerFixtures {
  readonly school: DemoInstallation;
  /** The paired kiosk of this worker. */
  readonly kiosk: Client;
  /** Someone no other test has had. */
  readonly nextStudent: () => DemoStudent;
}

/** More than one worker asks for: a student of another one would be asked how their ticket went. */
const studentsAWorker = 120;
const pagesAt = process.env['FIRSTBELL_BROWSER_BASE'] ?? '';

export const test = base.extend<Fixtures, WorkerFixtures>({
  school: [async ({}, use) => use(new DemoInstallation(process.env['FIRSTBELL_API_BASE'] ?? '')), { scope: 'worker' }],
  kiosk: [
    async ({ school }, use, { workerIndex }) => use(await school.station('kiosk', `Kiosk ${String(workerIndex)}`)),
    { scope: 'worker' },
  ],
  nextStudent: [
    async ({}, use, { workerIndex }) => {
      let taken = 0;
      await use(() => {
        const student = demoStudents[(workerIndex * studentsAWorker + taken) % demoStudents.length];
        taken += 1;
        if (student === undefined) throw new Error('The demo school has no such student.');
        return student;
      });
    },
    { scope: 'worker' },
  ],
  en: async ({}, use) => use(wordsIn('en')),
  es: async ({}, use) => use(wordsIn('es')),
  open: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    const wrongs: string[] = [];
    await use(async ({ path, as, language = 'en', size = 'laptop', scheme = 'light', timeZone = 'America/Chicago', clock = false }) => {
      const context = await browser.newContext({
        baseURL: pagesAt,
        // The certificate of the proxy is signed by itself.
        ignoreHTTPSErrors: isScaled,
        viewport: sizes[size],
        locale: language === 'es' ? 'es-MX' : 'en-US',
        timezoneId: timeZone,
        colorScheme: scheme,
        reducedMotion: 'reduce',
      });
      contexts.push(context);
      if (as !== undefined) await context.addCookies([sessionCookie(as.cookie, pagesAt)]);
      const page = await context.newPage();
      if (clock) await page.clock.install();
      page.on('pageerror', (error) => wrongs.push(error.message));
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) wrongs.push(`${message.text()} (${message.location().url})`);
      });
      await page.goto(path);
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(wrongs, 'no page broke and none was stopped by its own policy').toEqual([]);
  },
});

function sessionCookie(cookie: string, url: string) {
  const [name = '', value = ''] = cookie.split('=');
  return { name, value, url, httpOnly: true, sameSite: 'Lax' as const };
}

/** Kept with the results of the run, so that people can look at each page. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  // A hidden caret would be an inline style, which the page's policy rightly refuses.
  await page.screenshot({ path: `test-results/pages/${name}.png`, caret: 'initial' });
}
