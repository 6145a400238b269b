import { useSyncExternalStore } from 'react';

/** `idle`: nothing on this page is live. `lost`: trying again by itself, or the server is. */
export type ConnectionState = 'idle' | 'connecting' | 'live' | 'lost';

let state: ConnectionState = 'idle';
const listeners = new Set<() => void>();

export function setConnectionState(next: ConnectionState): void {
  if (next === state) return;
  state = next;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useConnectionState = (): ConnectionState => useSyncExternalStore(subscribe, () => state);
