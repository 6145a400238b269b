/** `expired`: nobody used it for too long, or it is too old. `over`: ended elsewhere, or nobody knows. */
export type WhyOver = 'expired' | 'over';

const listeners = new Set<(why: WhyOver) => void>();

/** Hears when the server no longer knows this session or station, whichever call found out. */
export function onSignedOut(listener: (why: WhyOver) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const noteSignedOut = (why: WhyOver = 'over'): void => listeners.forEach((listener) => listener(why));

const dutyListeners = new Set<() => void>();

/** Hears when the server answers nothing before something is done: a password chosen, a second factor set up. */
export function onDutyFirst(listener: () => void): () => void {
  dutyListeners.add(listener);
  return () => dutyListeners.delete(listener);
}

export const noteDutyFirst = (): void => dutyListeners.forEach((listener) => listener());
