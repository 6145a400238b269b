import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSchoolTime } from '../../console/use-school-time.js';
import { remindersQuery } from '../../devices/circulation-queries.js';
import { FoundLaptopItem } from '../../devices/found/found-laptop-item.js';
import { useCirculationNews } from '../../devices/use-circulation-news.js';

/** What the desk should think of besides its line: laptops somebody found, loaners that should be back, carts that come back at the bell. */
export function Reminders() {
  const { t } = useTranslation('desk');
  const { bell } = useSchoolTime();
  useCirculationNews();
  const { data } = useQuery(remindersQuery);
  const found = data?.found ?? [];
  const nothing = data === undefined || (data.overdueLoaners === 0 && data.carts.length === 0 && found.length === 0);
  return (
    <div role="status">
      {nothing ? null : (
        <ul className="desk-reminders" aria-label={t('reminders.label')}>
          {found.map((laptop) => (
            <FoundLaptopItem key={laptop.id} laptop={laptop} />
          ))}
          {data.carts.map(({ reservationId, cartName, className, endsAt }) => (
            <li key={reservationId}>
              <span>{t('reminders.cart', { class: className, cart: cartName, time: bell(endsAt) })}</span>
              <Link to="/devices/carts" className="fb-link" aria-label={t('reminders.lookCart', { cart: cartName })}>
                {t('reminders.look')}
              </Link>
            </li>
          ))}
          {data.overdueLoaners === 0 ? null : (
            <li>
              <span>{t('reminders.loaners', { count: data.overdueLoaners })}</span>
              <Link to="/devices/loaners" className="fb-link" aria-label={t('reminders.lookLoaners')}>
                {t('reminders.look')}
              </Link>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
