import type { Issue } from '@firstbell/contracts/issues';
import { myTicketOperations } from '@firstbell/contracts/my-tickets';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { ApiError } from '../api/api-error.js';
import { call } from '../api/call.js';
import { sayDone, useSayFailed } from '../console/say.js';
import { type TapAnswers, ThreeTaps } from '../feedback/three-taps.js';
import { spoken } from '../i18n/spoken.js';
import type { MyTickets } from './my-tickets-room.js';

interface RateTicketProps {
  readonly ticket: MyTickets['toRate'][number];
  readonly issue: Issue | undefined;
  readonly onRated: () => void;
}

/** Three taps about a resolved ticket; "not now" puts them away until the page is opened again. */
export function RateTicket({ ticket, issue, onRated }: RateTicketProps) {
  const { t, i18n } = useTranslation('feedback');
  const { t: tKiosk } = useTranslation('kiosk');
  const sayFailed = useSayFailed();
  const titleId = useId();
  const [putAway, setPutAway] = useState(false);
  // One id for all tries: an answer that arrived though we heard nothing counts once.
  const [requestId] = useState(() => uuid());
  const send = useMutation({
    mutationFn: ({ comment, ...taps }: TapAnswers) =>
      call(myTicketOperations.rateMyTicket, {
        ticketId: ticket.id,
        requestId,
        ...taps,
        ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
      }),
    onSuccess: ({ reopened }, { reopen }) => {
      const isBack = reopen && reopened !== false;
      sayDone(`${tKiosk('ending.thanked.title')} ${isBack ? tKiosk('ending.thanked.reopened') : tKiosk('ending.thanked.lead')}`);
      onRated();
    },
    onError: (error) => {
      sayFailed(error);
      // Answered at the kiosk meanwhile, or back in line: the list knows.
      if (error instanceof ApiError) onRated();
    },
  });
  if (putAway) return null;
  const about = [t('about', { code: ticket.code }), ...(issue === undefined ? [] : [spoken(issue.name, i18n.resolvedLanguage ?? 'en')])];
  return (
    <section className="my-rating" aria-labelledby={titleId}>
      <h2 id={titleId}>{t('title')}</h2>
      <p>
        {about.join(': ')}. {t('lead')}
      </p>
      <ThreeTaps onSend={(answers) => send.mutate(answers)} onSkip={() => setPutAway(true)} sending={send.isPending} />
    </section>
  );
}
