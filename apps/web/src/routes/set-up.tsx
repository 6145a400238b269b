import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../i18n/load-words.js';
import { SetUpPage } from '../set-up/set-up-page.js';

export const Route = createFileRoute('/set-up')({
  validateSearch: (search: Record<string, unknown>): { token?: string } =>
    typeof search['token'] === 'string' ? { token: search['token'] } : {},
  loader: () => loadWords('setUp', 'errors'),
  component: SetUpPage,
});
