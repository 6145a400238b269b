import type { Issue } from '@firstbell/contracts/issues';
import type { LineRow as Row } from '@firstbell/contracts/tickets';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { IssuePicture } from '../../hallpass/pictures/issue-picture.js';
import { useIssueName } from '../words/use-issue-words.js';
import { useWaitWords } from '../words/use-wait-words.js';
import { CodeTicket } from './code-ticket.js';
import { minutesWaited } from './clock.rules.js';
import { RowTags } from './row-tags.js';
import { StatePill } from './state-pill.js';

interface LineRowProps {
  readonly row: Row;
  readonly issue: Issue | undefined;
  /** No longer in this list; it stays until the line may move again. */
  readonly left: boolean;
  readonly chosen: boolean;
  readonly trained: boolean;
  readonly meId: string;
  readonly now: number;
  readonly frozenAt: string | null;
  readonly lookers: string | null;
  /** Date and time in full. Handed in because making such a format for every row is dear. */
  readonly exact: (at: string) => string;
  readonly onChoose: (ticketId: string) => void;
}

const justFiledMs = 6_000;

/** One ticket on one line, 44 px high: code, issue, who, and how it stands. */
export const LineRow = memo(function LineRow({
  row,
  issue,
  left,
  chosen,
  trained,
  meId,
  now,
  frozenAt,
  lookers,
  exact,
  onChoose,
}: LineRowProps) {
  const { t } = useTranslation('desk');
  const issueName = useIssueName();
  const waitWords = useWaitWords();
  const waited = waitWords(minutesWaited(row.filedAt, now, frozenAt));
  const fresh = row.state === 'waiting' && Date.now() - Date.parse(row.filedAt) < justFiledMs;
  return (
    <button
      type="button"
      className="desk-row"
      data-desk-row={row.id}
      data-left={left || undefined}
      data-fresh={fresh || undefined}
      data-mine={row.claimedBy?.id === meId || undefined}
      aria-current={chosen || undefined}
      onClick={() => onChoose(row.id)}
    >
      <CodeTicket code={row.code} fill={row.state === 'waiting' || row.claimedBy?.id === meId ? 'marigold' : 'plain'} />
      <span className="desk-row__picture">{issue === undefined ? null : <IssuePicture picture={issue.picture} size={30} />}</span>
      <span className="desk-row__what">
        <span className="desk-row__issue">{issueName(issue)}</span>
        <span className="desk-row__who">
          {row.studentName}
          {row.deviceTag === null ? null : (
            <span className="desk-row__device" translate="no">
              {' '}
              · {row.deviceTag}
            </span>
          )}
        </span>
      </span>
      <RowTags row={row} trained={trained} lookers={lookers} />
      <span className="desk-row__holder">
        {row.state === 'claimed' && row.claimedBy !== null && row.claimedBy.id !== meId ? row.claimedBy.name : null}
        {row.state === 'held' && row.holdReason !== null ? t(`hold.${row.holdReason}`) : null}
        {row.state === 'escalated' && row.escalationReason !== null ? t(`escalation.${row.escalationReason}`) : null}
      </span>
      <StatePill row={row} meId={meId} />
      <time className="desk-row__wait" dateTime={row.filedAt} title={t('wait.filed', { time: exact(row.filedAt) })}>
        {waited}
      </time>
    </button>
  );
});
