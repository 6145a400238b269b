import type { Issue } from '@firstbell/contracts/issues';
import type { Language, Translated, TranslatedLines } from '@firstbell/contracts/values';
import { useTranslation } from 'react-i18next';

/** The language of the screen as far as the catalogue has it. */
export function useScreenLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.resolvedLanguage === 'es' ? 'es' : 'en';
}

export const inLanguage = (words: Translated, language: Language): string => words[language];
export const linesIn = (words: TranslatedLines, language: Language): readonly string[] => words[language];

/** The name of an issue on this screen; a dash while the catalogue is not there. */
export function useIssueName(): (issue: Issue | undefined) => string {
  const language = useScreenLanguage();
  return (issue) => (issue === undefined ? '—' : inLanguage(issue.name, language));
}
