import { useSyncExternalStore } from 'react';

let reached = true;
const listeners = new Set<() => void>();

/** Every answered or unanswered call says whether the server can be reached; `navigator.onLine` only knows the cable. */
export function noteReached(now: boolean): void {
  if (now === reached) return;
  reached = now;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useReachable = (): boolean => useSyncExternalStore(subscribe, () => reached);
