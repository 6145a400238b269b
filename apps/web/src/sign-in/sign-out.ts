import { peopleOperations } from '@firstbell/contracts/people';
import type { QueryClient } from '@tanstack/react-query';
import { call } from '../api/call.js';
import { meQuery } from '../api/me-query.js';
import { sayWhy } from './why-signed-out.js';

/** Here it is over at once; the server is told meanwhile. */
export async function signOutHere(queryClient: QueryClient): Promise<void> {
  queryClient.clear();
  queryClient.setQueryData(meQuery.queryKey, null);
  sayWhy(null);
  await call(peopleOperations.signOut, {}).catch(() => undefined);
}
