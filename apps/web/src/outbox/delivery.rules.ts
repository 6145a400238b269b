/** Something a person did that the server has not confirmed yet. The id makes sending it again harmless. */
export interface KeptEntry {
  readonly id: string;
  /** Kept for this school only, should the screen belong to another before it could be sent. */
  readonly schoolId: string;
  /** When the person pressed the button, ms since 1970. */
  readonly pressedAt: number;
}

export type SendOutcome =
  { readonly kind: 'answered' } | { readonly kind: 'refused'; readonly status: number } | { readonly kind: 'no-answer' };

/** What becomes of an entry after it was sent. */
export type Fate = 'delivered' | 'keep' | 'set-aside';

/**
 * Only what the server will never take is set aside. Signed out, unpaired, too slow and too often pass: the screen is
 * signed in again, the network comes back, the window moves on.
 */
const passing = new Set([401, 403, 408, 425, 429]);

export function fateOf(outcome: SendOutcome): Fate {
  if (outcome.kind === 'answered') return 'delivered';
  if (outcome.kind === 'no-answer' || outcome.status >= 500 || passing.has(outcome.status)) return 'keep';
  return 'set-aside';
}

/** Whether it is no use trying the next entry now: the server is away, or does not know or want this screen at the moment. */
export const stopsTheRound = (outcome: SendOutcome): boolean =>
  outcome.kind === 'no-answer' ||
  (outcome.kind === 'refused' && (outcome.status >= 500 || outcome.status === 401 || outcome.status === 429));

/** Seconds to tell the server, so that what waited out an outage counts from when it was done; small delays count as none. */
export function secondsAgo(pressedAt: number, now: number): number {
  const seconds = Math.round((now - pressedAt) / 1_000);
  return seconds < 5 ? 0 : Math.min(seconds, 86_400);
}

/** What to send now: this school's, oldest first. */
export const dueEntries = <E extends KeptEntry>(entries: readonly E[], schoolId: string): E[] =>
  entries.filter((entry) => entry.schoolId === schoolId).sort((a, b) => a.pressedAt - b.pressedAt);
