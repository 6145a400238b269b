import { Skeleton } from '@mantine/core';
import { ticketOperations } from '@firstbell/contracts/tickets';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { describeError } from '../../api/describe-error.js';
import { useSchoolTime } from '../../console/use-school-time.js';
import { useReasonWords } from '../../desk/words/use-reason-words.js';
import { storyWordOf } from './story-words.rules.js';

/** What happened to the ticket, and what was written about it. */
export function TicketStory({ ticketId }: { readonly ticketId: string }) {
  const { t } = useTranslation('coach');
  const { t: tErrors } = useTranslation('errors');
  const { clock, exact } = useSchoolTime();
  const reason = useReasonWords();
  const ticket = useQuery({
    queryKey: ['ticket', ticketId],
    queryFn: ({ signal }) => call(ticketOperations.ticketDetail, { ticketId }, { signal }),
  });
  if (ticket.data === undefined) {
    return (
      <section>
        <h3>{t('story.title')}</h3>
        {ticket.isError ? <p className="coach-faint">{describeError(tErrors, ticket.error)}</p> : <Skeleton height={72} radius="md" />}
      </section>
    );
  }
  const { description, fix, advice, notes, history, earlier } = ticket.data;
  return (
    <section>
      <h3>{t('story.title')}</h3>
      {description === null ? null : <blockquote>{description}</blockquote>}
      {fix === null ? null : (
        <p className="coach-plain">
          {t('story.fix')} <strong>{fix}</strong>
        </p>
      )}
      {advice === null ? null : (
        <p className="coach-plain">
          {t('story.advice')} <q>{advice}</q>
        </p>
      )}
      {notes.map((note) => (
        <p key={note.id} className="coach-plain">
          <strong>{note.by}</strong>{' '}
          <time dateTime={note.at} title={exact(note.at)} className="coach-faint">
            {clock(note.at)}
          </time>
          <br />
          {note.body}
        </p>
      ))}
      <ol className="coach-story">
        {history.map((entry) => (
          <li key={`${entry.at}${entry.type}`}>
            <time dateTime={entry.at} title={exact(entry.at)}>
              {clock(entry.at)}
            </time>
            <span>
              {t(`story.events.${storyWordOf(entry.type)}`)}
              {entry.by === null ? '' : ` · ${entry.by}`}
              {entry.text === null ? '' : ` · ${reason(entry.text)}`}
            </span>
          </li>
        ))}
      </ol>
      {earlier.length === 0 ? null : (
        <p className="coach-faint">{t('story.earlier', { count: earlier.length, codes: earlier.map((one) => one.code).join(', ') })}</p>
      )}
    </section>
  );
}
