import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
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
