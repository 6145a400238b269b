import { secondFactorOperations } from '@firstbell/contracts/second-factor';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.js';

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: ({ signal }) => call(secondFactorOperations.secondFactor, {}, { signal }),
});
