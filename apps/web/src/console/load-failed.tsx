import './console.css';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { describeError } from '../api/describe-error.js';

interface LoadFailedProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** Nothing could be shown: why, and a way on. */
export function LoadFailed({ error, onRetry }: LoadFailedProps) {
  const { t } = useTranslation('console');
  const { t: tErrors } = useTranslation('errors');
  return (
    <section role="alert" className="console-empty">
      <h2>{t('failed.title')}</h2>
      <p>{describeError(tErrors, error)}</p>
      <Button variant="default" onClick={onRetry}>
        {t('failed.again')}
      </Button>
    </section>
  );
}
