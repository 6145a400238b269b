import { createFileRoute, redirect } from '@tanstack/react-router';
import { loadWords } from '../i18n/load-words.js';
import { meQuery } from '../api/me-query.js';
import { homeOf, mustDoFirst } from '../sign-in/home-of.rules.js';
import { SignInPage } from '../sign-in/sign-in-page.js';

export const Route = createFileRoute('/')({
  validateSearch: (search: Record<string, unknown>): { to?: string } => (typeof search['to'] === 'string' ? { to: search['to'] } : {}),
  beforeLoad: async ({ context }) => {
    const me = await context.queryClient.ensureQueryData(meQuery);
    const home = me === null || mustDoFirst(me) ? null : homeOf(me.roles);
    if (home !== null) throw redirect({ to: home });
  },
  loader: () => loadWords('errors'),
  component: SignInPage,
});
