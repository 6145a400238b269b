import { createFileRoute, redirect } from '@tanstack/react-router';
import { meQuery } from '../api/me-query.js';
import { loadWords } from '../i18n/load-words.js';
import { mustDoFirst } from '../sign-in/home-of.rules.js';
import { StaffLayout } from '../staff/staff-layout.js';

export const Route = createFileRoute('/_staff')({
  beforeLoad: async ({ context, location }) => {
    const [me] = await Promise.all([context.queryClient.ensureQueryData(meQuery), loadWords('staff', 'console', 'errors')]);
    if (me === null || me.kind !== 'person' || mustDoFirst(me)) throw redirect({ to: '/', search: { to: location.href } });
    return { me };
  },
  component: StaffLayout,
});
