import type { Issue } from '@firstbell/contracts/issues';
import type { Me } from '@firstbell/contracts/people';
import { useTranslation } from 'react-i18next';
import { Button } from '../../hallpass/button.js';
import { spoken } from '../../i18n/spoken.js';
import type { OpenTicket } from '../kiosk-flow.rules.js';
import { situationOf } from '../ticket-situation.rules.js';
import type { Kiosk } from '../use-kiosk.js';
import { useSchoolClock } from '../use-school-clock.js';

interface OpenTicketsScreenProps {
  readonly kiosk: Kiosk;
  readonly me: Me;
  readonly tickets: readonly OpenTicket[];
  readonly issues: readonly Issue[];
}

/** More than one ticket is open: each with its issue and how it stands. */
export function OpenTicketsScreen({ kiosk, me, tickets, issues }: OpenTicketsScreenProps) {
  const { t, i18n } = useTranslation('kiosk');
  const stands = useStands(me);
  return (
    <div className="kiosk__form kiosk__form--wide">
      <h1 className="fb-h1" tabIndex={-1}>
        {t('openTickets.title')}
      </h1>
      <ul className="open-tickets">
        {tickets.map((ticket) => {
          const issue = issues.find(({ id }) => id === ticket.issueId);
          return (
            <li key={ticket.id}>
              <button type="button" className="fb-tile open-tickets__one" onClick={() => kiosk.say({ type: 'chose-ticket', ticket })}>
                <span className="open-tickets__code fb-code" translate="no">
                  {ticket.code}
                </span>
                <span>
                  {issue === undefined ? null : spoken(issue.name, i18n.resolvedLanguage ?? 'en')}
                  <small>{stands(ticket)}</small>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <div className="kiosk__row">
        <Button large onClick={kiosk.startOver}>
          {t('done')}
        </Button>
        <Button large look="plain" onClick={() => kiosk.say({ type: 'something-else' })}>
          {t('openTicket.somethingElse')}
        </Button>
      </div>
    </div>
  );
}

function useStands(me: Me): (ticket: OpenTicket) => string {
  const { t } = useTranslation('kiosk');
  const clock = useSchoolClock(me);
  return (ticket) => {
    const situation = situationOf(ticket);
    if (situation === 'waiting' && ticket.place === 1) return t('openTicket.next');
    if (situation === 'waiting' && ticket.place !== null) return t('openTicket.place', { place: ticket.place });
    return t(`openTickets.stands.${situation}`, { time: ticket.holdUntil == null ? '' : clock(ticket.holdUntil) });
  };
}
