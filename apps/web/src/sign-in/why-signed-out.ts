import { useSyncExternalStore } from 'react';
import type { WhyOver } from '../api/signed-out.js';

/** Why nobody is signed in here any more. Null: nobody was, or they signed out themselves and know it. */
let why: WhyOver | null = null;
const listeners = new Set<() => void>();

export function sayWhy(now: WhyOver | null): void {
  why = now;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useWhySignedOut = (): WhyOver | null => useSyncExternalStore(subscribe, () => why);
