import type { Page, Route } from '@playwright/test';
import type { Situation } from './picture-plan.js';

const settleMs = 1_200;
const givesUpMs = 12_000;
/** Who is asking is always answered: a page that does not know shows the sign-in. */
const needed = /\/api\/(me|session)$/;

/** Before the page is opened: what its requests will meet. */
export async function prepareSituation(page: Page, situation: Situation): Promise<void> {
  await page.route(/\/api\/me$/, asInTheMorning);
  if (situation === 'full') await page.route(/\/api\/desks\/[^/]+\/line/, asInThirdPeriod);
  if (situation === 'failing')
    await page.route(/\/api\//, (route) =>
      needed.test(route.request().url())
        ? route.continue()
        : route.fulfill({
            status: 503,
            contentType: 'application/problem+json',
            body: JSON.stringify({
              type: 'about:blank',
              title: 'Service Unavailable',
              status: 503,
              detail: 'The database does not answer. It is tried again by itself.',
              code: 'database.away',
            }),
          }),
    );
  if (situation === 'loading') await page.route(/\/api\//, (route) => (needed.test(route.request().url()) ? route.continue() : undefined));
}

/** After it was opened: lets it come to rest, and takes the network away where that is the situation. */
export async function enterSituation(page: Page, situation: Situation): Promise<void> {
  if (situation === 'offline') {
    await page.waitForTimeout(settleMs);
    await page.context().setOffline(true);
    await page.waitForTimeout(2 * settleMs);
  }
  // A page asks a few times more before it says so; some have a way of their own to say it.
  if (situation === 'failing')
    await page
      .locator('.console-empty[role="alert"]')
      .first()
      .waitFor({ timeout: givesUpMs })
      .catch(() => undefined);
  await page.waitForTimeout(settleMs);
}

/** Pictures are taken at any hour; they show a school where it is about ten in the morning. */
async function asInTheMorning(route: Route): Promise<void> {
  const response = await route.fetch();
  const me: unknown = await response.json();
  if (typeof me === 'object' && me !== null && 'school' in me && typeof me.school === 'object' && me.school !== null) {
    Object.assign(me.school, { timeZone: zoneAtTen(new Date()) });
  }
  await route.fulfill({ response, json: me });
}

/** `Etc/GMT+5` is five hours behind UTC: the names count the other way. */
export function zoneAtTen(now: Date): string {
  const ahead = ((10 - now.getUTCHours() + 36) % 24) - 12;
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${String(Math.abs(ahead))}`;
}

/** And where the third period has 23 minutes left. */
async function asInThirdPeriod(route: Route): Promise<void> {
  const response = await route.fetch();
  const list: unknown = await response.json();
  if (typeof list === 'object' && list !== null && 'desk' in list && typeof list.desk === 'object' && list.desk !== null) {
    const endsAt = new Date(Date.now() + 23 * 60_000).toISOString();
    Object.assign(list.desk, { period: { id: '01a20000-0000-7000-8000-000000000003', name: 'Period 3', endsAt } });
  }
  await route.fulfill({ response, json: list });
}
