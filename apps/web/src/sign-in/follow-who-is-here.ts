import type { Me } from '@firstbell/contracts/people';
import { hashKey, type QueryClient } from '@tanstack/react-query';
import { meQuery } from '../api/me-query.js';
import { onSignedOut } from '../api/signed-out.js';
import { forgetPerson } from './forget-person.js';
import { sayWhy } from './why-signed-out.js';

const hashOfMe = hashKey(meQuery.queryKey);

/**
 * Follows who is signed in at this page. When nobody is any more, however that came about, it wipes what was kept for them, says why
 * and calls `onGone`; it wipes, too, when the page opens and nobody is: their session may have ended while it was closed.
 */
export function followWhoIsHere(queryClient: QueryClient, onGone: () => void): void {
  let here: Me | null | undefined;
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || event.query.queryHash !== hashOfMe) return;
    const before = here;
    here = queryClient.getQueryData(meQuery.queryKey);
    if (here) sayWhy(null);
    if (here !== null || before === null) return;
    void forgetPerson();
    if (before === undefined) return;
    if (before.kind === 'person') sayWhy('over');
    onGone();
  });
  onSignedOut((why) => {
    const before = here;
    queryClient.setQueryData(meQuery.queryKey, null);
    if (before?.kind === 'person') sayWhy(why);
  });
}
