import { useTranslation } from 'react-i18next';

/** The shape of the line while it comes. */
export function LineSkeleton() {
  const { t } = useTranslation('desk');
  return (
    <section className="desk-line desk-line--coming" role="status">
      <span className="fb-hidden">{t('loading')}</span>
      {Array.from({ length: 9 }, (_, index) => (
        <div key={index} className="desk-ghost" aria-hidden="true">
          <span className="desk-ghost__code" />
          <span className="desk-ghost__bar" style={{ inlineSize: `${String(34 + ((index * 17) % 30))}%` }} />
          <span className="desk-ghost__pill" />
        </div>
      ))}
    </section>
  );
}
