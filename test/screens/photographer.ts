import type { Browser, Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { demoStudents, type DemoInstallation, type DemoStudent } from '../browser/support/demo-installation.js';
import { wordsIn, type PageLanguage } from '../support/words.js';
import { assistantOfThePictures } from './busy-day.js';
import { fileName, looksOf, sizes, type Look, type Situation } from './picture-plan.js';
import type { ScreenPage } from './screen-pages.js';
import { enterSituation, prepareSituation, zoneAtTen } from './situation.js';

const issueOfThePictures = { en: 'It won’t charge', es: 'No carga' };

interface PhotographerParts {
  readonly browser: Browser;
  readonly school: DemoInstallation;
  readonly folder: string;
  readonly nextStudent: () => DemoStudent;
  readonly say: (line: string) => void;
}

/** Opens each page once per situation and language, and takes it in every size and scheme it has. */
export class Photographer {
  readonly failed: string[] = [];
  private taken = 0;

  constructor(private readonly parts: PhotographerParts) {
    mkdirSync(parts.folder, { recursive: true });
  }

  get count(): number {
    return this.taken;
  }

  async take(page: ScreenPage, situation: Situation): Promise<void> {
    const looks = looksOf(page).filter((look) => look.situation === situation);
    for (const language of ['en', 'es'] as const) {
      const ofLanguage = looks.filter((look) => look.language === language);
      const [first] = ofLanguage;
      if (first === undefined) continue;
      await this.takeAll(page, first, ofLanguage).catch((error: unknown) => {
        this.failed.push(
          `${page.name}, ${situation}, ${language}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
        );
      });
    }
  }

  private async takeAll(page: ScreenPage, first: Look, looks: readonly Look[]): Promise<void> {
    const { browser, school, folder, nextStudent, say } = this.parts;
    const context = await browser.newContext({
      baseURL: school.base,
      viewport: sizes[first.size],
      locale: first.language === 'es' ? 'es-MX' : 'en-US',
      timezoneId: zoneAtTen(new Date()),
      colorScheme: first.scheme,
      reducedMotion: 'reduce',
    });
    try {
      const cookie = await this.cookieOf(page.as, first.language);
      if (cookie !== null) await context.addCookies([cookie]);
      const opened = await context.newPage();
      opened.setDefaultTimeout(30_000);
      await prepareSituation(opened, first.situation);
      await opened.goto(page.path);
      await opened.waitForLoadState('load');
      // Kiosks speak English, and the page for feedback the ticket's language, until somebody chooses.
      if ((page.as === 'kiosk' || page.name === 'feedback') && first.language === 'es')
        await opened.getByRole('button', { name: 'Español' }).click();
      await opened.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
      const [fallback] = demoStudents;
      const student = page.as === 'kiosk' || page.to !== undefined ? nextStudent() : fallback;
      if (student !== undefined)
        await page.to?.({ page: opened, say: wordsIn(first.language), student, issue: issueOfThePictures[first.language] });
      if (first.situation === 'full') await opened.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
      await enterSituation(opened, first.situation);
      for (const look of looks) {
        await opened.setViewportSize(sizes[look.size]);
        await opened.emulateMedia({ colorScheme: look.scheme });
        await this.photograph(opened, join(folder, fileName(page.name, look)));
      }
      say(`${page.name} ${first.situation} ${first.language}: ${String(looks.length)}`);
    } finally {
      await context.close();
    }
  }

  private async photograph(page: Page, path: string): Promise<void> {
    await page.waitForTimeout(150);
    await page.evaluate('Promise.allSettled(document.getAnimations().map((animation) => animation.finished)).then(() => true)');
    await page.screenshot({ path, caret: 'initial' });
    this.taken += 1;
  }

  private async cookieOf(
    as: ScreenPage['as'],
    language: PageLanguage,
  ): Promise<{ name: string; value: string; url: string; httpOnly: boolean; sameSite: 'Lax' } | null> {
    if (as === null) return null;
    const { school } = this.parts;
    const client =
      as === 'kiosk'
        ? await school.station('kiosk', 'Kiosk by the door')
        : as === 'board'
          ? await school.station('board', 'Board on the wall')
          : await school.as(signInOf(as, language));
    const [name = '', value = ''] = client.cookie.split('=');
    return { name, value, url: school.base, httpOnly: true, sameSite: 'Lax' };
  }
}

/** A student's page speaks the language of the roster. */
function signInOf(as: 'coach' | 'assistant' | 'admin' | 'student' | 'leader', language: PageLanguage): string {
  if (as === 'assistant') return assistantOfThePictures;
  if (as === 'student') return language === 'es' ? 'student2' : 'student1';
  return as === 'leader' ? 'leader1' : as;
}
