import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Fetches again what is on screen under this key, because something of it changed. A first fetch that is under way may have
 * read before the change, and invalidating would not begin it anew, so it is waited for.
 */
export async function fetchAnew(queryClient: QueryClient, queryKey: QueryKey): Promise<void> {
  const first = queryClient
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: 'fetching', predicate: ({ state }) => state.data === undefined });
  await Promise.allSettled(first.flatMap(({ promise }) => promise ?? []));
  await queryClient.invalidateQueries({ queryKey });
}
