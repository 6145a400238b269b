import type { Identified } from '@firstbell/contracts/tickets';
import { useTranslation } from 'react-i18next';
import { Button } from '../../hallpass/button.js';
import { Ticket } from '../../hallpass/ticket.js';
import type { Kiosk } from '../use-kiosk.js';

interface LoanerScreenProps {
  readonly kiosk: Kiosk;
  readonly loaner: NonNullable<Identified['overdueLoaner']>;
}

/** A borrowed laptop that should have been back. */
export function LoanerScreen({ kiosk, loaner }: LoanerScreenProps) {
  const { t, i18n } = useTranslation('kiosk');
  // A day of the school's calendar has no time zone.
  const day = new Intl.DateTimeFormat(i18n.resolvedLanguage, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  return (
    <div className="ending">
      <div className="ending__ticket">
        <Ticket code={loaner.tag}>{loaner.model}</Ticket>
      </div>
      <div className="ending__words">
        <h1 className="fb-h1" tabIndex={-1}>
          {t('loaner.title')}
        </h1>
        <p className="fb-lead">{t('loaner.lead', { day: day.format(new Date(loaner.dueOn)) })}</p>
        <div className="kiosk__column">
          <Button large onClick={kiosk.startOver}>
            {t('done')}
          </Button>
          <Button large look="plain" onClick={() => kiosk.say({ type: 'something-else' })}>
            {t('openTicket.somethingElse')}
          </Button>
        </div>
      </div>
    </div>
  );
}
