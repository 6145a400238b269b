/** What every page is looked at in. Words have no colours of their own, so each language is seen in one theme, and every page in both. */
export const looks = [
  { language: 'en', scheme: 'light' },
  { language: 'es', scheme: 'dark' },
] as const;
