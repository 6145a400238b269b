import './feedback.css';
import { feedbackOperations } from '@firstbell/contracts/feedback';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { ApiError } from '../api/api-error.js';
import { call } from '../api/call.js';
import { describeError } from '../api/describe-error.js';
import { Button } from '../hallpass/button.js';
import { LanguageToggle } from '../hallpass/language-toggle.js';
import { Ticket } from '../hallpass/ticket.js';
import { BellMark, Wordmark } from '../hallpass/wordmark.js';
import { spoken } from '../i18n/spoken.js';
import { type TapAnswers, ThreeTaps } from './three-taps.js';

const route = getRouteApi('/feedback/$token');

/** The student's own page, opened by the one-time link or its QR code. */
export function FeedbackPage() {
  const { t, i18n } = useTranslation('feedback');
  const { token } = route.useParams();
  const form = useQuery({
    queryKey: ['feedback-form', token],
    queryFn: ({ signal }) => call(feedbackOperations.feedbackForm, { token }, { signal }),
    staleTime: Infinity,
  });
  // The ticket was filed in the student's language; this page speaks it until they choose another.
  const chose = useRef(false);
  const ticketLanguage = form.data?.language;
  useEffect(() => {
    if (ticketLanguage !== undefined && !chose.current) void i18n.changeLanguage(ticketLanguage);
  }, [ticketLanguage, i18n]);
  useEffect(() => {
    document.title = `${t('pageTitle')} · Firstbell`;
  }, [t]);
  return (
    <div className="feedback">
      <header className="feedback__head">
        <Wordmark />
        <LanguageToggle
          onChoose={(language) => {
            chose.current = true;
            void i18n.changeLanguage(language);
          }}
        />
      </header>
      <main className="feedback__main">
        <Body token={token} form={form.data} error={form.error} onAgain={() => void form.refetch()} />
      </main>
    </div>
  );
}

interface BodyProps {
  readonly token: string;
  readonly form: { code: string; issue: { en: string; es: string }; answered: boolean } | undefined;
  readonly error: unknown;
  readonly onAgain: () => void;
}

function Body({ token, form, error, onAgain }: BodyProps) {
  const { t, i18n } = useTranslation('feedback');
  const { t: tErrors } = useTranslation('errors');
  // One id for all tries: an answer that arrived though we heard nothing counts once.
  const [requestId] = useState(() => uuid());
  const send = useMutation({
    mutationFn: ({ comment, ...taps }: TapAnswers) =>
      call(feedbackOperations.giveFeedbackByLink, {
        token,
        requestId,
        ...taps,
        ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
      }),
  });
  if (send.isSuccess) {
    return (
      <Said
        title={t('thanks.title')}
        lead={
          send.variables.reopen && send.data.reopened !== false && form !== undefined
            ? t('thanks.reopened', { code: form.code })
            : t('thanks.lead')
        }
      />
    );
  }
  if (form?.answered) return <Said title={t('answered.title')} lead={t('answered.lead')} />;
  if (form === undefined) {
    if (error === null)
      return (
        <p className="fb-lead" role="status">
          {t('opening')}
        </p>
      );
    if (error instanceof ApiError && error.status < 500 && error.status !== 429)
      return <Said title={t('gone.title')} lead={t('gone.lead')} />;
    return (
      <Said title={describeError(tErrors, error)} lead="">
        <Button large onClick={onAgain}>
          {t('again')}
        </Button>
      </Said>
    );
  }
  return (
    <>
      <div className="feedback__ticket">
        <Ticket code={form.code}>{spoken(form.issue, i18n.resolvedLanguage ?? 'en')}</Ticket>
      </div>
      <div className="taps__head">
        <h1 className="fb-h1">{t('title')}</h1>
        <p className="fb-lead">{t('lead')}</p>
      </div>
      <ThreeTaps onSend={(answers) => send.mutate(answers)} sending={send.isPending} />
      <div role="alert">
        {send.error === null ? null : <p className="fb-notice fb-notice--error">{describeError(tErrors, send.error)}</p>}
      </div>
    </>
  );
}

function Said({ title, lead, children }: { readonly title: string; readonly lead: string; readonly children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="feedback__said">
      <BellMark />
      <h1 className="fb-h1" ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead === '' ? null : <p className="fb-lead">{lead}</p>}
      {children}
    </div>
  );
}
