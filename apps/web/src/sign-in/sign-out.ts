import type { QueryClient } from '@tanstack/react-query';
import { meQuery } from '../api/me-query.js';
import { oweSignOut, tellSignOut } from '../api/owed-sign-out.js';
import { sayWhy } from './why-signed-out.js';

/** Here it is over at once; the server is told as soon as it can be reached. */
export async function signOutHere(queryClient: QueryClient): Promise<void> {
  oweSignOut();
  // A page that follows who is here keeps following: its query stays, and what was asked before is not heard any more.
  void queryClient.cancelQueries({ queryKey: meQuery.queryKey });
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
  queryClient.getMutationCache().clear();
  queryClient.setQueryData(meQuery.queryKey, null);
  sayWhy(null);
  await tellSignOut();
}
