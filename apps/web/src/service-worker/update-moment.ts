import { useEffect } from 'react';

let apply: (() => void) | null = null;
let quiet = false;

function applyWhenQuiet(): void {
  if (!quiet || apply === null) return;
  const now = apply;
  apply = null;
  now();
}

/** A new version is there; it is taken at the next moment nobody is in the middle of something. */
export function offerUpdate(update: () => void): void {
  apply = update;
  applyWhenQuiet();
}

/** While `isQuiet`, this page may reload itself into a newer version. */
export function useUpdateMoment(isQuiet: boolean): void {
  useEffect(() => {
    quiet = isQuiet;
    applyWhenQuiet();
    return () => {
      quiet = false;
    };
  }, [isQuiet]);
}
