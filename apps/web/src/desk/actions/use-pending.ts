import { useCallback, useMemo, useState } from 'react';
import type { Pending } from './foresee.rules.js';

export interface PendingActions {
  readonly list: readonly Pending[];
  readonly add: (pending: Pending) => void;
  readonly drop: (requestId: string) => void;
  /** An earlier action of the same person on the ticket was carried out: what waits behind it saw that version. */
  readonly catchUp: (ticketId: string, version: number) => void;
}

/** The person's own actions that the server has not answered yet. */
export function usePending(): PendingActions {
  const [list, setList] = useState<readonly Pending[]>([]);
  const add = useCallback((pending: Pending) => setList((now) => [...now, pending]), []);
  const drop = useCallback((requestId: string) => setList((now) => now.filter((one) => one.requestId !== requestId)), []);
  const catchUp = useCallback(
    (ticketId: string, version: number) =>
      setList((now) =>
        now.some((one) => one.ticketId === ticketId)
          ? now.map((one) => (one.ticketId === ticketId ? { ...one, seenVersion: version } : one))
          : now,
      ),
    [],
  );
  return useMemo(() => ({ list, add, drop, catchUp }), [list, add, drop, catchUp]);
}
