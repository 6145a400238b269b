import { useTranslation } from 'react-i18next';
import type { Cure } from './connection-notices.js';

export function useCure(namespace: 'accounts' | 'deviceManagement'): Cure {
  const { t } = useTranslation(namespace);
  const words: Readonly<Record<string, string>> = t('cures', { returnObjects: true });
  return (code, otherwise) => words[code.replaceAll('.', '_')] ?? otherwise;
}
