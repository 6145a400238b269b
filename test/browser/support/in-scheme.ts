import { expect, type Page } from '@playwright/test';

/** The page in the light or the dark theme, once it has taken it over. */
export async function inScheme(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
}

/** What a page is looked at in: its colours are the same in every language. */
export const schemesIn = (language: 'en' | 'es'): readonly ('light' | 'dark')[] => (language === 'en' ? ['light', 'dark'] : ['light']);
