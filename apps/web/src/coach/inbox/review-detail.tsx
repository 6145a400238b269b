import { Button } from '@mantine/core';
import type { ReviewRow } from '@firstbell/contracts/feedback';
import type { Issue } from '@firstbell/contracts/issues';
import { type EscalationReason, escalationReasons } from '@firstbell/contracts/tickets';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { When } from '../../console/when.js';
import { IssuePicture } from '../../hallpass/pictures/issue-picture.js';
import { wordsIn } from '../../console/words-in.rules.js';
import { FeedbackView } from './feedback-view.js';
import { ReasonBadge } from './reason-badge.js';
import { ReviewActions } from './review-actions.js';
import { TicketStory } from './ticket-story.js';

interface ReviewDetailProps {
  readonly review: ReviewRow;
  readonly issue: Issue | null;
  /** Settled ones are read only. */
  readonly readOnly?: boolean;
  readonly onBack: () => void;
}

export function ReviewDetail({ review, issue, readOnly = false, onBack }: ReviewDetailProps) {
  const { t, i18n } = useTranslation('coach');
  const title = useRef<HTMLHeadingElement>(null);
  // On a phone the detail replaces the list, so that is where the reader is now.
  useEffect(() => {
    if (!window.matchMedia('(min-width: 62em)').matches) title.current?.focus();
  }, []);
  return (
    <article className="console-card coach-review" aria-labelledby="review-title">
      <Button className="coach-review__back" variant="subtle" size="sm" onClick={onBack}>
        {t('inbox.back')}
      </Button>
      <header className="coach-review__head">
        <span className="coach-stub coach-stub--large fb-code" translate="no">
          {review.code}
        </span>
        <div>
          <h2 id="review-title" ref={title} tabIndex={-1}>
            {issue === null ? t('review.unknownIssue') : wordsIn(i18n.resolvedLanguage, issue.name)}
          </h2>
          <p>
            <ReasonBadge reason={review.reason} /> <When at={review.raisedAt} />
          </p>
        </div>
        {issue === null ? null : (
          <span className="coach-review__picture">
            <IssuePicture picture={issue.picture} size={72} />
          </span>
        )}
      </header>
      <p className="coach-review__why">{t(`why.${review.reason}`)}</p>
      <dl className="coach-facts">
        <div>
          <dt>{t('review.student')}</dt>
          <dd>{review.studentName}</dd>
        </div>
        <div>
          <dt>{t('review.assistant')}</dt>
          <dd>{review.assistant?.name ?? t('review.nobody')}</dd>
        </div>
        <div>
          <dt>{t('review.state')}</dt>
          <dd>{t(`states.${review.ticketState}`)}</dd>
        </div>
      </dl>
      {review.escalationReason === null && review.note === null ? null : (
        <section>
          <h3>{review.assistant === null ? t('review.said') : t('review.saidBy', { name: review.assistant.name })}</h3>
          {isEscalationReason(review.escalationReason) ? (
            <p className="coach-plain">
              <strong>{t(`escalation.${review.escalationReason}`)}</strong>
            </p>
          ) : null}
          {review.note === null ? null : <blockquote>{review.note}</blockquote>}
        </section>
      )}
      {review.feedback === null ? null : <FeedbackView feedback={review.feedback} />}
      {readOnly ? null : <ReviewActions review={review} />}
      <TicketStory ticketId={review.ticketId} />
    </article>
  );
}

const isEscalationReason = (reason: string | null): reason is EscalationReason => escalationReasons.some((one) => one === reason);
