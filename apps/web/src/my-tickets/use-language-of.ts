import type { Me } from '@firstbell/contracts/people';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { hasChosenLanguage } from '../i18n/language-choice.js';

/** The page speaks the language the roster has for this person, unless somebody chose one on this device. */
export function useLanguageOf({ language }: Pick<Me, 'language'>): void {
  const { i18n } = useTranslation();
  useEffect(() => {
    if (!hasChosenLanguage()) void i18n.changeLanguage(language);
  }, [language, i18n]);
}
