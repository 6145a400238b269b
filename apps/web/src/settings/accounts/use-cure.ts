import { useTranslation } from 'react-i18next';
import type { Cure } from '../connection/connection-notices.js';

export function useCure(): Cure {
  const { t } = useTranslation('accounts');
  const words: Readonly<Record<string, string>> = t('cures', { returnObjects: true });
  return (code, otherwise) => words[code.replaceAll('.', '_')] ?? otherwise;
}
