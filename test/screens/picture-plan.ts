import type { PageLanguage } from '../support/words.js';

export const sizes = {
  kiosk: { width: 1280, height: 800 },
  laptop: { width: 1366, height: 768 },
  phone: { width: 390, height: 844 },
} as const;
export type Size = keyof typeof sizes;

/** `full`: a busy day. `empty`: nothing yet. `failing`: the server answers with errors. `offline`: no network. `loading`: no answer yet. */
export type Situation = 'full' | 'empty' | 'failing' | 'offline' | 'loading';

export interface Look {
  readonly language: PageLanguage;
  readonly size: Size;
  readonly scheme: 'light' | 'dark';
  readonly situation: Situation;
}

/** What a page is worth looking at in. */
export interface LookChoice {
  readonly sizes: readonly Size[];
  readonly schemes: readonly Look['scheme'][];
  readonly situations: readonly Situation[];
}

const languages = ['en', 'es'] as const;

/** Every look in both languages when the page is full; the other situations once, in English and light, at the first size. */
export function looksOf({ sizes: of, schemes, situations }: LookChoice): Look[] {
  const [first = 'laptop'] = of;
  return situations.flatMap((situation): Look[] =>
    situation === 'full' || situation === 'empty'
      ? languages.flatMap((language) => of.flatMap((size) => schemes.map((scheme) => ({ language, size, scheme, situation }))))
      : [{ language: 'en', size: first, scheme: 'light', situation }],
  );
}

export const fileName = (page: string, { language, size, scheme, situation }: Look): string =>
  `${page}-${situation}-${size}-${language}-${scheme}.png`;
