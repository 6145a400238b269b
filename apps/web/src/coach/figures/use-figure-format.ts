import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

export interface FigureFormat {
  readonly count: (value: number) => string;
  /** Minutes; a dash when nothing is known yet. */
  readonly minutes: (value: number | null) => string;
  /** A share 0..1 as percent; a dash when nothing is known yet. */
  readonly share: (value: number | null) => string;
}

export const nothingKnown = '–';

export function useFigureFormat(): FigureFormat {
  const { i18n } = useTranslation();
  const language = i18n.resolvedLanguage ?? 'en';
  return useMemo(() => {
    const count = new Intl.NumberFormat(language);
    const minutes = new Intl.NumberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'short', maximumFractionDigits: 1 });
    const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
    return {
      count: (value) => count.format(value),
      minutes: (value) => (value === null ? nothingKnown : minutes.format(value)),
      share: (value) => (value === null ? nothingKnown : share.format(value)),
    };
  }, [language]);
}
