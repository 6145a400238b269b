import { peopleOperations } from '@firstbell/contracts/people';
import { queryOptions } from '@tanstack/react-query';
import { ApiError } from './api-error.js';
import { call } from './call.js';

/** Who is signed in (or which station this is); null when nobody. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => {
    try {
      return await call(peopleOperations.me, {}, { signal });
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
});
