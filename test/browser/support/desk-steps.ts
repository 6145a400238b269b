import type { Locator, Page } from '@playwright/test';
import type { Words } from '../../support/words.js';

/** A row of the desk's line, by the code of its ticket. */
export const deskRow = (page: Page, code: string): Locator =>
  page.locator('button[data-desk-row]').filter({ has: page.getByText(code, { exact: true }) });

/** What I hold. */
export const inMyHands = (page: Page, say: Words): Locator => page.getByRole('region', { name: say('desk.line.mine') });

export const ticketPanel = (page: Page, say: Words): Locator => page.getByRole('region', { name: say('desk.panel.label'), exact: true });

export async function startDuty(page: Page, say: Words): Promise<void> {
  await page.getByRole('button', { name: say('desk.bar.startDuty') }).click();
  await page.getByRole('button', { name: say('desk.bar.endDuty') }).waitFor();
}
