import type { Translated } from '@firstbell/contracts/values';

/** The words in the language of the screen; English for a language the catalogue does not have yet. */
export const wordsIn = (language: string | undefined, words: Translated): string => (language === 'es' ? words.es : words.en);
