/** Whole minutes someone has waited. While the desk is frozen every clock stands where it was. */
export function minutesWaited(filedAt: string, now: number, frozenAt: string | null): number {
  const until = frozenAt === null ? now : Math.min(now, Date.parse(frozenAt));
  return Math.max(0, Math.floor((until - Date.parse(filedAt)) / 60_000));
}

export const leaseWarningMs = 120_000;

export type LeasePhase = 'none' | 'calm' | 'warning' | 'over';

/** `none`: nothing runs out, because the device is on the bench or the desk is frozen. */
export function leasePhase(expiresAt: string | null, now: number): LeasePhase {
  if (expiresAt === null) return 'none';
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return 'over';
  return left <= leaseWarningMs ? 'warning' : 'calm';
}

/** The claims about to run out, the most pressing first. */
export function runningOut<T extends { readonly claimExpiresAt: string | null }>(held: readonly T[], now: number): readonly T[] {
  return held
    .filter((row) => leasePhase(row.claimExpiresAt, now) === 'warning')
    .sort((a, b) => (a.claimExpiresAt ?? '').localeCompare(b.claimExpiresAt ?? ''));
}

/** `12:05`; never below zero. */
export function clockLeft(until: string, now: number): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now) / 1000));
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Minutes to the bell, rounded up: in the last minute it says 1. Null once it has rung. */
export function minutesToBell(endsAt: string, now: number): number | null {
  const left = Date.parse(endsAt) - now;
  return left <= 0 ? null : Math.ceil(left / 60_000);
}
