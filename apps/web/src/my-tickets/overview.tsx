import type { Issue } from '@firstbell/contracts/issues';
import type { Me } from '@firstbell/contracts/people';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { StaleNotice } from '../console/stale-notice.js';
import { Button } from '../hallpass/button.js';
import { HallPassDrawing } from '../hallpass/hall-pass-drawing.js';
import type { LiveRoomView } from '../realtime/use-live-room.js';
import { isToCome, mostPressingFirst, situationOf } from './my-situation.rules.js';
import { MyTicketCard } from './my-ticket-card.js';
import type { MyTickets } from './my-tickets-room.js';
import { OverdueLoaner } from './overdue-loaner.js';
import { RateTicket } from './rate-ticket.js';

interface OverviewProps {
  readonly me: Me;
  readonly tickets: MyTickets;
  readonly room: LiveRoomView<MyTickets>;
  readonly issues: readonly Issue[];
  readonly onBegin: (devices: MyTickets['devices']) => void;
}

/** What is open, what wants an answer, and the way to more help. */
export function Overview({ me, tickets, room, issues, onBegin }: OverviewProps) {
  const { t } = useTranslation('myTickets');
  const open = mostPressingFirst(tickets.open);
  const [toRate] = tickets.toRate;
  const nothingOpen = open.length === 0;
  useTitle(open.filter((ticket) => isToCome(situationOf(ticket))).map(({ code }) => code));
  const begin = (
    <Button large look={nothingOpen ? 'primary' : 'plain'} onClick={() => onBegin(tickets.devices)}>
      {nothingOpen ? t('begin') : t('beginMore')}
    </Button>
  );
  return (
    <div className="mine">
      <h1 className="fb-h1" tabIndex={-1}>
        {t('hello', { name: me.name.split(' ')[0] })}
      </h1>
      {room.phase === 'offline' ? <StaleNotice asOf={room.asOf} /> : null}
      {tickets.overdueLoaner === null ? null : <OverdueLoaner loaner={tickets.overdueLoaner} />}
      {nothingOpen ? null : (
        <ul className="mine__tickets" aria-label={t('listLabel')}>
          {open.map((ticket) => (
            <li key={ticket.id}>
              <MyTicketCard ticket={ticket} issue={issues.find(({ id }) => id === ticket.issueId)} onChanged={room.refetch} />
            </li>
          ))}
        </ul>
      )}
      {toRate === undefined ? null : (
        <RateTicket key={toRate.id} ticket={toRate} issue={issues.find(({ id }) => id === toRate.issueId)} onRated={room.refetch} />
      )}
      {nothingOpen ? <Hero>{begin}</Hero> : <div>{begin}</div>}
    </div>
  );
}

function Hero({ children }: { readonly children: React.ReactNode }) {
  const { t } = useTranslation('myTickets');
  return (
    <section className="mine__hero">
      <div className="mine__pass" aria-hidden="true">
        <HallPassDrawing />
      </div>
      <div className="mine__words">
        <h2>{t('empty.title')}</h2>
        <ol className="mine__how">
          {t('empty.how', { returnObjects: true }).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <div>{children}</div>
      </div>
    </section>
  );
}

/** The tab itself calls: whoever works elsewhere sees that it is their turn. */
function useTitle(called: readonly string[]): void {
  const { t } = useTranslation('myTickets');
  const codes = called.join(', ');
  useEffect(() => {
    document.title = `${codes === '' ? t('title') : t('titleCalled', { codes })} · Firstbell`;
  }, [codes, t]);
}
