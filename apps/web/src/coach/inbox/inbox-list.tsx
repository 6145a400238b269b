import type { ReviewRow } from '@firstbell/contracts/feedback';
import type { Issue } from '@firstbell/contracts/issues';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { When } from '../../console/when.js';
import { IssuePicture } from '../../hallpass/pictures/issue-picture.js';
import { wordsIn } from '../../console/words-in.rules.js';
import { groupOf, inboxGroups } from './inbox-groups.rules.js';
import { ReasonBadge } from './reason-badge.js';

interface InboxListProps {
  /** In inbox order. */
  readonly reviews: readonly ReviewRow[];
  readonly issueOf: ReadonlyMap<string, Issue>;
  readonly openId: string | null;
  readonly onOpen: (id: string) => void;
}

const steps: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, j: 1, J: 1, ArrowUp: -1, k: -1, K: -1 };

/** Arrow keys or J and K move while the focus is in the list; Enter or a click opens. */
export function InboxList({ reviews, issueOf, openId, onOpen }: InboxListProps) {
  const { t } = useTranslation('coach');
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = [...(list.current?.querySelectorAll<HTMLButtonElement>('button[data-review]') ?? [])];
    const next = rows[rows.findIndex((row) => row === document.activeElement) + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <div ref={list} className="coach-inbox__list" onKeyDown={move} role="group" aria-label={t('inbox.listLabel')}>
      {inboxGroups.map((group) => {
        const rows = reviews.filter((review) => groupOf(review) === group);
        if (rows.length === 0) return null;
        return (
          <section key={group} aria-labelledby={`inbox-${group}`}>
            <h2 id={`inbox-${group}`} className="coach-inbox__group">
              {t(`inbox.groups.${group}`)} <span>{rows.length}</span>
            </h2>
            <ul>
              {rows.map((review) => (
                <li key={review.id}>
                  <InboxRow
                    review={review}
                    issue={issueOf.get(review.issueId)}
                    open={review.id === openId}
                    onOpen={() => onOpen(review.id)}
                  />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

interface InboxRowProps {
  readonly review: ReviewRow;
  readonly issue: Issue | undefined;
  readonly open: boolean;
  readonly onOpen: () => void;
}

function InboxRow({ review, issue, open, onOpen }: InboxRowProps) {
  const { i18n } = useTranslation('coach');
  return (
    <button type="button" data-review className="coach-inbox__row" aria-current={open ? 'true' : undefined} onClick={onOpen}>
      {issue === undefined ? (
        <span className="coach-inbox__picture" />
      ) : (
        <span className="coach-inbox__picture">
          <IssuePicture picture={issue.picture} size={44} />
        </span>
      )}
      <span className="coach-inbox__words">
        <span className="coach-inbox__first">
          <span className="fb-code" translate="no">
            {review.code}
          </span>{' '}
          {issue === undefined ? '' : wordsIn(i18n.resolvedLanguage, issue.name)}
        </span>
        <span className="coach-inbox__second">
          {review.studentName}
          {review.assistant === null ? '' : ` · ${review.assistant.name}`}
        </span>
      </span>
      <span className="coach-inbox__side">
        <ReasonBadge reason={review.reason} />
        <When at={review.raisedAt} />
      </span>
    </button>
  );
}
