import type { TicketDetail } from '@firstbell/contracts/tickets';
import { useTranslation } from 'react-i18next';
import { useSchoolTime } from '../../console/use-school-time.js';
import { useHistoryWords } from '../words/use-history-words.js';
import { useReasonWords } from '../words/use-reason-words.js';

/** Everything that happened to the ticket, oldest first; folded away until wanted. */
export function TicketHistory({ history }: { readonly history: TicketDetail['history'] }) {
  const { t } = useTranslation('desk');
  const { clock, exact } = useSchoolTime();
  const words = useHistoryWords();
  const reason = useReasonWords();
  if (history.length === 0) return null;
  return (
    <details className="desk-history">
      <summary>
        {t('panel.history')} <span className="desk-tab__count">{history.length}</span>
      </summary>
      <ol>
        {history.map((entry, index) => (
          <li key={`${entry.at} ${String(index)}`}>
            <time dateTime={entry.at} title={exact(entry.at)}>
              {clock(entry.at)}
            </time>
            <span>
              {entry.by === null ? words(entry.type) : t('panel.historyBy', { what: words(entry.type), name: entry.by })}
              {entry.text === null ? null : <small>{reason(entry.text)}</small>}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
