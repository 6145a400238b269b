import { circulationOperations } from '@firstbell/contracts/circulation';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.js';

export const loanersQuery = queryOptions({
  queryKey: ['circulation', 'loaners'],
  queryFn: ({ signal }) => call(circulationOperations.listLoaners, {}, { signal }),
});

export const signsQuery = queryOptions({
  queryKey: ['circulation', 'signs'],
  queryFn: ({ signal }) => call(circulationOperations.listDeviceSigns, {}, { signal }),
});
