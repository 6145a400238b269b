import type { Issue } from '@firstbell/contracts/issues';
import { type MyTicket, myTicketOperations } from '@firstbell/contracts/my-tickets';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.js';
import { WishId } from '../api/wish-id.js';
import { sayDone, useSayFailed } from '../console/say.js';
import { useSchoolTime } from '../console/use-school-time.js';
import { Button } from '../hallpass/button.js';
import { Ticket } from '../hallpass/ticket.js';
import { spoken, spokenLines } from '../i18n/spoken.js';
import { PlaceAndWait } from '../kiosk/place-and-wait.js';
import { isToCome, mayLeave, situationOf } from './my-situation.rules.js';

interface MyTicketCardProps {
  readonly ticket: MyTicket;
  readonly issue: Issue | undefined;
  readonly onChanged: () => void;
}

/** One open ticket: its code, where it stands, and what its student can do. */
export function MyTicketCard({ ticket, issue, onChanged }: MyTicketCardProps) {
  const { t, i18n } = useTranslation('myTickets');
  const { clock } = useSchoolTime();
  const titleId = useId();
  const language = i18n.resolvedLanguage ?? 'en';
  const situation = situationOf(ticket);
  const { code, holdUntil } = ticket;
  return (
    <section className="my-ticket" data-come={isToCome(situation) || undefined} aria-labelledby={titleId}>
      <div className="my-ticket__code">
        <Ticket
          code={code}
          look={situation === 'coach' || situation === 'part' || situation === 'kept' || situation === 'untrained' ? 'quiet' : 'marigold'}
        >
          {situation === 'waiting' ? <PlaceAndWait ticket={ticket} /> : t(`stub.${situation}`)}
        </Ticket>
      </div>
      <div className="my-ticket__words">
        <div role="status">
          <p className="my-ticket__issue">{issue === undefined ? null : spoken(issue.name, language)}</p>
          <h2 id={titleId}>{t(`situation.${situation}.title`)}</h2>
          <p>{t(`situation.${situation}.lead`, { code })}</p>
          {situation === 'kept' && holdUntil !== null ? <p>{t('keptUntil', { time: clock(holdUntil) })}</p> : null}
          {ticket.frozen ? <p className="fb-notice">{t('frozen')}</p> : null}
        </div>
        {situation === 'trying' && issue !== undefined ? (
          <ol className="my-ticket__steps">
            {spokenLines(issue.selfHelp, language).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        ) : null}
        <Actions ticket={ticket} onChanged={onChanged} />
      </div>
    </section>
  );
}

function Actions({ ticket, onChanged }: Omit<MyTicketCardProps, 'issue'>) {
  const { t } = useTranslation('myTickets');
  const { t: tKiosk } = useTranslation('kiosk');
  const sayFailed = useSayFailed();
  const situation = situationOf(ticket);
  const act = useMutation({
    mutationFn: ({ work }: { work: () => Promise<unknown>; said: string }) => work(),
    onSuccess: (_, { said }) => {
      wish.done();
      sayDone(said);
    },
    onError: sayFailed,
    // Refused, too: somebody at the desk may have been faster.
    onSettled: onChanged,
  });
  const [wish] = useState(() => new WishId());
  const change = (wanted: string) => ({ ticketId: ticket.id, requestId: wish.of([ticket.id, wanted]) });
  const finish = (fixed: boolean): void =>
    act.mutate({
      work: () => call(myTicketOperations.finishMySelfHelp, { ...change(fixed ? 'solved' : 'not solved'), fixed }),
      said: fixed ? tKiosk('ending.solved.title') : tKiosk('ending.backInLine.title'),
    });
  return (
    <div className="my-ticket__actions">
      {situation === 'trying' ? (
        <>
          <Button off={act.isPending} onClick={() => finish(true)}>
            {tKiosk('openTicket.trying.yes')}
          </Button>
          <Button look="marigold" off={act.isPending} onClick={() => finish(false)}>
            {tKiosk('openTicket.trying.no')}
          </Button>
        </>
      ) : null}
      {situation === 'kept' ? (
        <Button
          off={act.isPending}
          onClick={() =>
            act.mutate({ work: () => call(myTicketOperations.returnMyTicket, change('return')), said: tKiosk('ending.backInLine.title') })
          }
        >
          {t('comeNow')}
        </Button>
      ) : null}
      {mayLeave(ticket) ? (
        <LeaveTheLine
          busy={act.isPending}
          onLeave={() =>
            act.mutate({ work: () => call(myTicketOperations.leaveMyTicket, change('leave')), said: t('left', { code: ticket.code }) })
          }
        />
      ) : null}
    </div>
  );
}

/** Giving up a place cannot be undone, so it asks once. */
function LeaveTheLine({ busy, onLeave }: { readonly busy: boolean; readonly onLeave: () => void }) {
  const { t } = useTranslation('kiosk');
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <Button look="quiet" onClick={() => setAsking(true)}>
        {t('openTicket.leave')}
      </Button>
    );
  return (
    <div role="group" aria-label={t('openTicket.leaveAsk')} className="my-ticket__ask">
      <p>{t('openTicket.leaveAsk')}</p>
      <Button look="plain" autoFocus onClick={() => setAsking(false)}>
        {t('openTicket.leaveNo')}
      </Button>
      <Button look="plain" off={busy} onClick={onLeave}>
        {t('openTicket.leaveYes')}
      </Button>
    </div>
  );
}
