import type { Issue } from '@firstbell/contracts/issues';
import type { Me } from '@firstbell/contracts/people';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../hallpass/button.js';
import { Ticket } from '../../hallpass/ticket.js';
import { spoken } from '../../i18n/spoken.js';
import { useSchoolClock } from '../use-school-clock.js';
import type { OpenTicket } from '../kiosk-flow.rules.js';
import { CheckIcon } from '../kiosk-icons.js';
import { mayLeave, type Situation, situationOf } from '../ticket-situation.rules.js';
import type { Kiosk } from '../use-kiosk.js';
import { HasClass } from './has-class.js';
import { OtherTickets } from './other-tickets.js';

/** The student has read how it stands, and that is all. */
const nothingToDo: ReadonlySet<Situation> = new Set(['waiting', 'claimed', 'part', 'adult', 'escalated']);

export function OpenTicketScreen({
  kiosk,
  me,
  ticket,
  issue,
}: {
  readonly kiosk: Kiosk;
  readonly me: Me;
  readonly ticket: OpenTicket;
  readonly issue: Issue | undefined;
}) {
  const { t, i18n } = useTranslation('kiosk');
  const clock = useSchoolClock(me);
  const situation = situationOf(ticket);
  return (
    <div className="ending">
      <div className="ending__ticket">
        <Ticket code={ticket.code}>
          {situation === 'adult'
            ? t('ending.adultStub')
            : ticket.place === null
              ? issue === undefined
                ? t('ending.noPlace')
                : spoken(issue.name, i18n.resolvedLanguage ?? 'en')
              : ticket.place === 1
                ? t('openTicket.next')
                : t('openTicket.place', { place: ticket.place })}
        </Ticket>
      </div>
      <div className="ending__words">
        <h1 className="fb-h1" tabIndex={-1}>
          {t(`openTicket.${situation}.title`)}
        </h1>
        <p className="fb-lead">
          {t(`openTicket.${situation}.lead`, { code: ticket.code, time: ticket.holdUntil == null ? '' : clock(ticket.holdUntil) })}
        </p>
        <div className="kiosk__column">
          {situation === 'trying' ? (
            <>
              <Button large onClick={() => kiosk.finishSelfHelp(ticket.id, true)}>
                <CheckIcon />
                {t('openTicket.trying.yes')}
              </Button>
              <Button large look="marigold" onClick={() => kiosk.finishSelfHelp(ticket.id, false)}>
                {t('openTicket.trying.no')}
              </Button>
            </>
          ) : null}
          {situation === 'ready' || situation === 'held' || situation === 'inClass' ? (
            <Button large onClick={() => kiosk.comeBack(ticket.id)}>
              {t(`openTicket.${situation}.here`)}
            </Button>
          ) : null}
          {nothingToDo.has(situation) ? (
            <Button large onClick={kiosk.startOver}>
              {t('done')}
            </Button>
          ) : null}
          {situation === 'waiting' ? <HasClass kiosk={kiosk} ticket={ticket} /> : null}
          <OtherTickets kiosk={kiosk} />
          <Button large look="plain" onClick={() => kiosk.say({ type: 'something-else' })}>
            {t('openTicket.somethingElse')}
          </Button>
          {mayLeave(ticket) ? <LeaveTheLine onLeave={() => kiosk.leaveLine(ticket.id, ticket.code)} /> : null}
        </div>
      </div>
    </div>
  );
}

/** Giving up a place cannot be undone, so it asks once. */
function LeaveTheLine({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation('kiosk');
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <Button large look="quiet" onClick={() => setAsking(true)}>
        {t('openTicket.leave')}
      </Button>
    );
  return (
    <div role="group" aria-label={t('openTicket.leaveAsk')} className="kiosk__ask">
      <p>{t('openTicket.leaveAsk')}</p>
      <div className="kiosk__row">
        <Button large look="plain" autoFocus onClick={() => setAsking(false)}>
          {t('openTicket.leaveNo')}
        </Button>
        <Button large look="plain" onClick={onLeave}>
          {t('openTicket.leaveYes')}
        </Button>
      </div>
    </div>
  );
}
