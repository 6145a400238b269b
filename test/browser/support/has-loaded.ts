import type { Page } from '@playwright/test';

/** Nothing of the page is still to come. Looked at in every frame; an expectation would look again after up to half a second. */
export async function hasLoaded(page: Page): Promise<void> {
  await page.locator('[aria-busy="true"], .mantine-Skeleton-root').first().waitFor({ state: 'detached' });
}
