import { expect, type Page } from '@playwright/test';

/** What every page is looked at in. */
export const schemes = ['light', 'dark'] as const;

/** The page in the light or the dark theme, once it has taken it over. */
export async function inScheme(page: Page, scheme: (typeof schemes)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
}
