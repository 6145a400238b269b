import type { Translated, TranslatedLines } from '@firstbell/contracts/values';

/** The catalogue's words in the language on screen; English where a school has none in it. */
export const spoken = (words: Translated, language: string): string => (language === 'es' ? words.es : words.en);
export const spokenLines = (lines: TranslatedLines, language: string): readonly string[] => {
  const own = language === 'es' ? lines.es : lines.en;
  return own.length > 0 ? own : lines.en;
};
/** The language a ticket carries; what the school has no words in travels as English. */
export const ticketLanguage = (language: string): 'en' | 'es' => (language === 'es' ? 'es' : 'en');
