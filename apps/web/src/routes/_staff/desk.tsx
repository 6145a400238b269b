import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../../i18n/load-words.js';
import { DeskPage } from '../../desk/desk-page.js';

interface DeskSearch {
  /** The ticket to look at first, and its desk. */
  readonly ticket?: string | undefined;
  readonly desk?: string | undefined;
}

export const Route = createFileRoute('/_staff/desk')({
  validateSearch: (search: Record<string, unknown>): DeskSearch => ({
    ...(typeof search['ticket'] === 'string' ? { ticket: search['ticket'] } : {}),
    ...(typeof search['desk'] === 'string' ? { desk: search['desk'] } : {}),
  }),
  loader: () => loadWords('desk'),
  component: DeskPage,
});
