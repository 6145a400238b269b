import { useTranslation } from 'react-i18next';

/** What to do about a reason the server names by its code, in the reader's language; its own words where we have none. */
export function useCure(): (code: string, otherwise: string) => string {
  const { t } = useTranslation('accounts');
  const words: Readonly<Record<string, string>> = t('cures', { returnObjects: true });
  return (code, otherwise) => words[code.replaceAll('.', '_')] ?? otherwise;
}
