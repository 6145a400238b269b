/**
 * One JSON file a language and area of the app, loaded when a page of that area opens. A new language is a new
 * folder in `locales/`; nothing else has to be told.
 */
const files = import.meta.glob<Record<string, unknown>>('../locales/*/*.json', { import: 'default' });

const load = (language: string, area: string) => files[`../locales/${language}/${area}.json`];

export const localeLanguages: readonly string[] = [...new Set(Object.keys(files).map((path) => path.split('/')[2] ?? ''))].sort((a, b) =>
  a === 'en' ? -1 : b === 'en' ? 1 : a.localeCompare(b),
);

export async function loadLocaleFile(language: string, area: string): Promise<Record<string, unknown>> {
  const file = load(language, area);
  if (file === undefined) throw new Error(`No locale file for ${area} in ${language}`);
  return file();
}
