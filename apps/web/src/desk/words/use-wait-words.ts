import { useTranslation } from 'react-i18next';

/** "12 min", "1 h 05", "just now". */
export function useWaitWords(): (minutes: number) => string {
  const { t } = useTranslation('desk');
  return (minutes) => {
    if (minutes < 1) return t('wait.now');
    if (minutes < 60) return t('wait.minutes', { count: minutes });
    return t('wait.hours', { hours: Math.floor(minutes / 60), minutes: String(minutes % 60).padStart(2, '0') });
  };
}
