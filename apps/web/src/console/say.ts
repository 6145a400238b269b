import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { NetworkError } from '../api/api-error.js';
import { describeError } from '../api/describe-error.js';

/** A short message that something is done; the page itself shows the change too. */
export function sayDone(message: string): void {
  notifications.show({ message, color: 'pine', autoClose: 5_000 });
}

/** Says why an action that has no form field failed. */
export function useSayFailed(): (error: unknown) => void {
  const { t } = useTranslation('errors');
  return useCallback(
    (error) => notifications.show({ message: describeError(t, error), color: 'danger', autoClose: 10_000, role: 'alert' }),
    [t],
  );
}

/** Says which action failed, and why, when its form is not on the screen any more; it stays until somebody has read it. */
export function useSayFailedLater(): (what: string, error: unknown) => void {
  const { t } = useTranslation('errors');
  return useCallback(
    (what, error) => {
      const message = error instanceof NetworkError ? t('unanswered') : describeError(t, error);
      notifications.show({ title: what, message, color: 'danger', autoClose: false, role: 'alert' });
    },
    [t],
  );
}
