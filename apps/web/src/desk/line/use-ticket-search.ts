import { type LineRow, ticketOperations } from '@firstbell/contracts/tickets';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.js';

export interface TicketSearch {
  /** What is typed, trimmed; empty when nobody searches. */
  readonly text: string;
  readonly typed: string;
  readonly type: (text: string) => void;
  readonly clear: () => void;
  readonly rows: readonly LineRow[];
  readonly busy: boolean;
  readonly failed: boolean;
}

const noRows: readonly LineRow[] = [];

/** Today's tickets of the desk by code, name or device tag. */
export function useTicketSearch(deskId: string): TicketSearch {
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const [asked] = useDebouncedValue(text, 180);
  const { data, isFetching, isError } = useQuery({
    queryKey: ['ticket-search', deskId, asked],
    queryFn: ({ signal }) => call(ticketOperations.searchTickets, { deskId, search: asked }, { signal }),
    enabled: asked !== '',
    staleTime: 2_000,
    placeholderData: (before) => before,
  });
  return {
    text,
    typed,
    type: setTyped,
    clear: () => setTyped(''),
    rows: text === '' ? noRows : (data?.rows ?? noRows),
    busy: text !== asked || isFetching,
    failed: isError && text !== '',
  };
}
