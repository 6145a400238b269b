import type { Issue } from '@firstbell/contracts/issues';
import { issueOperations } from '@firstbell/contracts/issues';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '../api/call.js';
import { isAway } from '../api/is-away.rules.js';
import { stationStore } from './station-store.js';

/** The catalogue; without the network the one last seen on this screen. */
export const stationIssuesQuery = queryOptions({
  queryKey: ['station-issues'],
  staleTime: 60_000,
  refetchInterval: 10 * 60_000,
  retry: 1,
  queryFn: async ({ signal }): Promise<readonly Issue[]> => {
    const store = await stationStore();
    try {
      const { issues } = await call(issueOperations.listIssues, {}, { signal, timeoutMs: 8_000 });
      await store.issues.set(issues);
      return issues;
    } catch (error) {
      const kept = isAway(error) ? await store.issues.get() : null;
      if (kept === null) throw error;
      return kept;
    }
  },
});

export function useIssues(): { readonly issues: readonly Issue[]; readonly loaded: boolean } {
  const { data } = useQuery(stationIssuesQuery);
  const active = (data ?? []).filter((issue) => issue.active).sort((a, b) => a.position - b.position);
  return { issues: active, loaded: data !== undefined };
}
