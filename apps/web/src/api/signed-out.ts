const listeners = new Set<() => void>();

/** Hears when the server no longer knows this session or station, whichever call found out. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const noteSignedOut = (): void => listeners.forEach((listener) => listener());
