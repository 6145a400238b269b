import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NetworkError } from '../../api/api-error.js';
import { describeError } from '../../api/describe-error.js';
import { useDesk } from '../desk-context.js';

/** Nothing to show and nothing kept: why, and that it goes on trying. */
export function LineFailed() {
  const { t } = useTranslation('desk');
  const { t: tErrors } = useTranslation('errors');
  const { line } = useDesk();
  return (
    <section role="alert" className="desk-failed">
      <h2>{t('failed.title')}</h2>
      <p>
        {describeError(tErrors, line.error)} {line.error instanceof NetworkError ? null : t('failed.auto')}
      </p>
      <Button variant="default" onClick={line.refetch}>
        {t('failed.again')}
      </Button>
    </section>
  );
}
