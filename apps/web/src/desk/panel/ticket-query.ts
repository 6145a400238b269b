import { type LineRow, ticketOperations } from '@firstbell/contracts/tickets';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api/call.js';

/** Notes, history and advice of a ticket, fetched anew with every version of its row; the last known stay meanwhile. */
export const ticketQuery = (row: Pick<LineRow, 'id' | 'version'>) =>
  queryOptions({
    queryKey: ['ticket', row.id, row.version],
    queryFn: ({ signal }) => call(ticketOperations.ticketDetail, { ticketId: row.id }, { signal }),
    staleTime: 30_000,
    placeholderData: (before) => (before?.row.id === row.id ? before : undefined),
  });
