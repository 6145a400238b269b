import { issueOperations } from '@firstbell/contracts/issues';
import { queryOptions } from '@tanstack/react-query';
import { call } from './call.js';

/** The issue catalogue of the school, in the order of the kiosk. */
export const issuesQuery = queryOptions({
  queryKey: ['issues'],
  queryFn: async ({ signal }) => (await call(issueOperations.listIssues, {}, { signal })).issues,
  staleTime: 60_000,
});
