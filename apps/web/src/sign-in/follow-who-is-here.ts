import type { Me } from '@firstbell/contracts/people';
import type { QueryClient } from '@tanstack/react-query';
import { meQuery } from '../api/me-query.js';
import { onSignedOut } from '../api/signed-out.js';
import { sayWhy } from './why-signed-out.js';

/** Follows who is signed in at this page, and says why nobody is any more. `onGone` is called when that happens. */
export function followWhoIsHere(queryClient: QueryClient, onGone: () => void): void {
  let here: Me | null | undefined;
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || event.query.queryKey[0] !== meQuery.queryKey[0]) return;
    const before = here;
    here = queryClient.getQueryData(meQuery.queryKey);
    if (here) sayWhy(null);
    if (here !== null || !before) return;
    if (before.kind === 'person') sayWhy('over');
    onGone();
  });
  onSignedOut((why) => {
    const before = here;
    queryClient.setQueryData(meQuery.queryKey, null);
    if (before?.kind === 'person') sayWhy(why);
  });
}
