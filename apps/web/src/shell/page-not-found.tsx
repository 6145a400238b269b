import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

export function PageNotFound() {
  const { t } = useTranslation('shell');
  return (
    <main className="fb-waiting">
      <div className="fb-failed">
        <h1 className="fb-h1">{t('notFound.title')}</h1>
        <Link to="/" className="fb-button fb-button--large">
          {t('notFound.home')}
        </Link>
      </div>
    </main>
  );
}
