import { Button } from '@mantine/core';
import type { LineRow } from '@firstbell/contracts/tickets';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { When } from '../../console/when.js';
import { useDesk } from '../desk-context.js';
import { IssuePicture } from '../../hallpass/pictures/issue-picture.js';
import { CodeTicket } from '../line/code-ticket.js';
import { othersLooking } from '../line/others-looking.rules.js';
import { RowTags } from '../line/row-tags.js';
import { StatePill } from '../line/state-pill.js';
import { isTrainedFor } from '../line/training.rules.js';
import { useIssueName } from '../words/use-issue-words.js';
import { Checklist } from './checklist.js';
import { ChooseFirst } from './choose-first.js';
import { EarlierTickets } from './earlier-tickets.js';
import { KindlyLines } from './kindly-lines.js';
import { LeaseClock } from './lease-clock.js';
import { TicketActionsBar } from './ticket-actions-bar.js';
import { TicketHistory } from './ticket-history.js';
import { TicketNotes } from './ticket-notes.js';
import { ticketQuery } from './ticket-query.js';

/** The ticket beside the line: what is known, what to say, what to do. */
export function TicketPanel({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation('desk');
  const { chosen } = useDesk();
  return (
    <section id="ticket" className="desk-panel" aria-label={t('panel.label')} tabIndex={-1}>
      {chosen === null ? <ChooseFirst /> : <ChosenTicket key={chosen.id} row={chosen} onBack={onBack} />}
    </section>
  );
}

function ChosenTicket({ row, onBack }: { readonly row: LineRow; readonly onBack: () => void }) {
  const { t } = useTranslation('desk');
  const { issues, me, training, lookers } = useDesk();
  const issueName = useIssueName();
  const issue = issues.get(row.issueId);
  const detail = useQuery(ticketQuery(row));
  const { data } = detail;
  return (
    <>
      <header className="desk-ticket__head">
        <Button className="desk-ticket__back" variant="default" size="sm" onClick={onBack} leftSection={<span aria-hidden="true">←</span>}>
          {t('panel.close')}
        </Button>
        <div className="desk-ticket__title">
          <span className="desk-ticket__code">
            <CodeTicket code={row.code} fill={row.state === 'waiting' || row.claimedBy?.id === me.id ? 'marigold' : 'plain'} />
          </span>
          <div>
            <h2>{issueName(issue)}</h2>
            <p className="desk-ticket__who">
              <strong>{row.studentName}</strong>
              <span>{row.deviceTag === null ? t('panel.noDevice') : t('panel.device', { tag: row.deviceTag })}</span>
            </p>
          </div>
          {issue === undefined ? null : (
            <span className="desk-ticket__picture">
              <IssuePicture picture={issue.picture} size={56} />
            </span>
          )}
        </div>
        <div className="desk-ticket__marks">
          <StatePill row={row} meId={me.id} />
          <RowTags row={row} trained={isTrainedFor(training, row)} lookers={othersLooking(lookers, row)} />
          <span className="desk-ticket__filed">
            <When at={row.filedAt} />
          </span>
          <LeaseClock row={row} />
        </div>
        <TicketActionsBar row={row} />
      </header>
      <div className="desk-ticket__body">
        {data?.advice ? (
          <Said title={t('panel.advice')} kind="advice">
            {data.advice}
          </Said>
        ) : null}
        {data?.escalationNote ? (
          <Said title={t('panel.escalationNote')} kind="plain">
            {data.escalationNote}
          </Said>
        ) : null}
        {data?.description ? (
          <Said title={t('panel.description')} kind="theirs" lang={row.language}>
            {data.description}
          </Said>
        ) : null}
        {data?.fix ? (
          <Said title={t('panel.fix')} kind="plain">
            {data.fix}
          </Said>
        ) : null}
        {issue === undefined ? null : <KindlyLines issue={issue} studentLanguage={row.language} studentName={row.studentName} />}
        {issue === undefined ? null : <Checklist ticketId={row.id} issue={issue} />}
        {detail.isError && data === undefined ? (
          <p className="desk-ticket__failed" role="alert">
            {t('panel.failed')}{' '}
            <button type="button" className="fb-link desk-link" onClick={() => void detail.refetch()}>
              {t('panel.again')}
            </button>
          </p>
        ) : null}
        <TicketNotes row={row} notes={data?.notes} />
        {data === undefined ? null : <EarlierTickets name={row.studentName} earlier={data.earlier} />}
        {data === undefined ? null : <TicketHistory history={data.history} />}
      </div>
    </>
  );
}

function Said({
  title,
  kind,
  lang,
  children,
}: {
  readonly title: string;
  readonly kind: 'advice' | 'theirs' | 'plain';
  readonly lang?: string;
  readonly children: string;
}) {
  return (
    <section className="desk-said" data-kind={kind}>
      <h3>{title}</h3>
      <blockquote lang={lang}>{children}</blockquote>
    </section>
  );
}
