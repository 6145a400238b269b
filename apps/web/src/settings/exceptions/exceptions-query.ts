import { peopleOperations } from '@firstbell/contracts/people';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.js';

export const exceptionsQuery = queryOptions({
  queryKey: ['roster-exceptions'],
  queryFn: ({ signal }) => call(peopleOperations.listRosterExceptions, {}, { signal }),
  refetchInterval: 30_000,
});
