import { useTranslation } from 'react-i18next';
import type { MyTickets } from './my-tickets-room.js';

/** A borrowed laptop that should have been back. */
export function OverdueLoaner({ loaner }: { readonly loaner: NonNullable<MyTickets['overdueLoaner']> }) {
  const { t, i18n } = useTranslation('kiosk');
  // A day of the school's calendar has no time zone.
  const day = new Intl.DateTimeFormat(i18n.resolvedLanguage, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  return (
    <section className="fb-notice mine__loaner">
      <strong>
        {t('loaner.title')} ({loaner.tag})
      </strong>
      <p>{t('loaner.lead', { day: day.format(new Date(loaner.dueOn)) })}</p>
    </section>
  );
}
