import type { Page } from '@playwright/test';
import type { Words } from '../../support/words.js';
import type { DemoStudent } from './demo-installation.js';
import { scan } from './scan.js';

/** The large code on the ticket that the screen shows. */
export const shownCode = (page: Page) => page.locator('.fb-ticket__code');

export const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

/** From the scan to the self-help of an issue, the way one student goes. */
export async function walkToSelfHelp(page: Page, say: Words, student: DemoStudent, issue: string): Promise<void> {
  await heading(page, say('kiosk.welcome.title')).waitFor();
  await scan(page, student.badge);
  await page
    .getByRole('button', { name: say('kiosk.device.mine') })
    .first()
    .click();
  await chooseIssue(page, say, issue);
  await heading(page, say('kiosk.selfHelp.title')).waitFor();
}

/** The catalogue has more pages than one; whoever looks turns them until the tile is there. */
export async function chooseIssue(page: Page, say: Words, issue: string): Promise<void> {
  await heading(page, say('kiosk.issue.title')).waitFor();
  const tile = page.getByRole('button', { name: issue, exact: true });
  const more = page.getByRole('button', { name: say('kiosk.issue.more') });
  while ((await tile.count()) === 0) await more.click();
  await tile.click();
}

/** Files as a student does who needs help, and answers the code shown. */
export async function fileAtKiosk(page: Page, say: Words, student: DemoStudent, issue: string): Promise<string> {
  await walkToSelfHelp(page, say, student, issue);
  await page.getByRole('button', { name: say('kiosk.selfHelp.no') }).click();
  await heading(page, say('kiosk.ending.filed.title')).waitFor();
  return shownCode(page).innerText();
}
