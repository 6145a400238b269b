import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { describeError } from '../api/describe-error.js';
import { Button } from '../hallpass/button.js';

export function PageFailed({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation(['shell', 'errors']);
  const { t: tErrors } = useTranslation('errors');
  const router = useRouter();
  return (
    <main className="fb-waiting">
      <div role="alert" className="fb-failed">
        <h1 className="fb-h1">{t('failed.title')}</h1>
        <p className="fb-lead">{describeError(tErrors, error)}</p>
        <p className="fb-lead">{t('failed.advice')}</p>
        <Button
          large
          onClick={() => {
            reset();
            void router.invalidate();
          }}
        >
          {t('failed.again')}
        </Button>
      </div>
    </main>
  );
}
