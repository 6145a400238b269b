import { createFileRoute } from '@tanstack/react-router';
import { SetUpPage } from '../set-up/set-up-page.js';

export const Route = createFileRoute('/set-up')({
  validateSearch: (search: Record<string, unknown>): { token?: string } =>
    typeof search['token'] === 'string' ? { token: search['token'] } : {},
  component: SetUpPage,
});
