import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../../../i18n/load-words.js';
import { InboxPage } from '../../../coach/inbox/inbox-page.js';

interface InboxSearch {
  /** The review that is open. */
  readonly review?: string | undefined;
  readonly settled?: boolean | undefined;
}

export const Route = createFileRoute('/_staff/coach/')({
  validateSearch: (search: Record<string, unknown>): InboxSearch => ({
    ...(typeof search['review'] === 'string' ? { review: search['review'] } : {}),
    ...(search['settled'] === true ? { settled: true } : {}),
  }),
  loader: () => loadWords('desk'),
  component: InboxPage,
});
