import { circulationOperations } from '@firstbell/contracts/circulation';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';

/** A bell is announced five minutes ahead; half a minute later is soon enough. */
const lookAgainMs = 30_000;

/** What the desk should think of besides its line: loaners that should be back, carts that come back at the bell. */
export function Reminders() {
  const { t } = useTranslation('desk');
  const { data } = useQuery({
    queryKey: ['circulation', 'reminders'],
    refetchInterval: lookAgainMs,
    queryFn: ({ signal }) => call(circulationOperations.deskReminders, {}, { signal }),
  });
  const nothing = data === undefined || (data.overdueLoaners === 0 && data.carts.length === 0);
  return (
    <div role="status">
      {nothing ? null : (
        <ul className="desk-reminders" aria-label={t('reminders.label')}>
          {data.carts.map(({ reservationId, cartName, className, endsAt }) => (
            <li key={reservationId}>
              <span>{t('reminders.cart', { class: className, cart: cartName, time: endsAt })}</span>
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
