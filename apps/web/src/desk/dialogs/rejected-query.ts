import { ticketOperations } from '@firstbell/contracts/tickets';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.js';

/** Filings the kiosks of a desk could not deliver. They come seldom, so they are asked for now and then. */
export const rejectedQuery = (deskId: string) =>
  queryOptions({
    queryKey: ['rejected-filings', deskId],
    queryFn: async ({ signal }) => (await call(ticketOperations.listRejectedFilings, { deskId }, { signal })).filings,
    refetchInterval: 60_000,
  });
