import { sessionOperations } from '@firstbell/contracts/sessions';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.js';

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) => (await call(sessionOperations.listSessions, {}, { signal })).sessions,
  refetchInterval: 30_000,
});
