import type { TicketDetail } from '@firstbell/contracts/tickets';
import { useTranslation } from 'react-i18next';
import { When } from '../../console/when.js';
import { useDesk } from '../desk-context.js';
import { useIssueName } from '../words/use-issue-words.js';

/** The same student's earlier tickets; the server sends them to the holder and the coach only. */
export function EarlierTickets({ name, earlier }: { readonly name: string; readonly earlier: TicketDetail['earlier'] }) {
  const { t } = useTranslation('desk');
  const { issues } = useDesk();
  const issueName = useIssueName();
  if (earlier.length === 0) return null;
  return (
    <section className="desk-earlier">
      <h3>{t('panel.earlier', { name })}</h3>
      <ul>
        {earlier.map((one) => (
          <li key={`${one.code} ${one.filedAt}`}>
            <span className="fb-code" translate="no">
              {one.code}
            </span>{' '}
            {issueName(issues.get(one.issueId))}
            <small>
              {' '}
              <When at={one.filedAt} /> · {one.fix ?? t(`state.${one.state}`)}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
