import { peopleOperations } from '@firstbell/contracts/people';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { ApiError } from './api-error.js';
import { call } from './call.js';
import { tellSignOut } from './owed-sign-out.js';

/** Who is signed in (or which station this is); null when nobody. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => {
    // Who signed out here while the server could not be reached stays signed out.
    if (!(await tellSignOut())) return null;
    try {
      return await call(peopleOperations.me, {}, { signal });
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
});

/** Asks the server although it said lately who this is, because that may have changed. */
export const askWhoAgain = async (queryClient: QueryClient): Promise<void> => {
  await queryClient.fetchQuery({ ...meQuery, staleTime: 0 }).catch(() => undefined);
};
