import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Cents as an amount in dollars, in the writing of the screen's language. */
export function useCents(): (cents: number) => string {
  const { i18n } = useTranslation();
  const language = i18n.resolvedLanguage ?? 'en';
  return useMemo(() => {
    const format = new Intl.NumberFormat(language, { style: 'currency', currency: 'USD' });
    return (cents) => format.format(cents / 100);
  }, [language]);
}
