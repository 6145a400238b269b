import { feedbackOperations } from '@firstbell/contracts/feedback';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.js';

export const myWorkQuery = queryOptions({
  queryKey: ['my-work'],
  queryFn: ({ signal }) => call(feedbackOperations.myWork, {}, { signal }),
  refetchInterval: 60_000,
});
