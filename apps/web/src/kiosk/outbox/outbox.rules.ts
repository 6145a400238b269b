import type { ticketOperations } from '@firstbell/contracts/tickets';
import type { RequestOf } from '@firstbell/contracts/operation';

export type Filing = Omit<RequestOf<typeof ticketOperations.fileTicket>, 'secondsAgo'>;

/** Something a student did that the server has not confirmed yet. The id makes sending it again harmless. */
export type OutboxEntry = {
  readonly id: string;
  /** Kept for this school only, should the kiosk be paired elsewhere before it could be sent. */
  readonly schoolId: string;
  /** When the student pressed the button, ms since 1970. */
  readonly pressedAt: number;
} & (
  | { readonly kind: 'filing'; readonly filing: Filing }
  | { readonly kind: 'self-help'; readonly issueId: string }
  /** Refused for good; stays until staff can be told. */
  | { readonly kind: 'refused'; readonly code: string | null; readonly typed: string; readonly reason: string }
);

export type SendOutcome =
  { readonly kind: 'answered' } | { readonly kind: 'refused'; readonly status: number } | { readonly kind: 'no-answer' };

/** What becomes of an entry after it was sent. */
export type Fate = 'delivered' | 'keep' | 'set-aside';

/**
 * Only what the server will never take is set aside. Signed out, unpaired, too slow and too often pass: the kiosk is
 * paired again, the network comes back, the window moves on.
 */
const passing = new Set([401, 403, 408, 425, 429]);

export function fateOf(outcome: SendOutcome): Fate {
  if (outcome.kind === 'answered') return 'delivered';
  if (outcome.kind === 'no-answer' || outcome.status >= 500 || passing.has(outcome.status)) return 'keep';
  return 'set-aside';
}

/** Whether it is no use trying the next entry now: the server is away, or does not know or want this kiosk at the moment. */
export const stopsTheRound = (outcome: SendOutcome): boolean =>
  outcome.kind === 'no-answer' ||
  (outcome.kind === 'refused' && (outcome.status >= 500 || outcome.status === 401 || outcome.status === 429));

/**
 * The same filing without what the server would not take but could do without: a reserved code that is no longer
 * ours, a laptop it does not know. Null when nothing can be left out.
 */
export function withoutObstacle(filing: Filing, refusal: { readonly code: string; readonly field: string | undefined }): Filing | null {
  const { reservedCode, deviceId, deviceTag, ...rest } = filing;
  const device = { ...(deviceId === undefined ? {} : { deviceId }), ...(deviceTag === undefined ? {} : { deviceTag }) };
  if (reservedCode !== undefined && refusal.field === 'reservedCode') return { ...rest, ...device };
  const aboutDevice = refusal.field === 'deviceTag' || refusal.field === 'deviceId';
  if (Object.keys(device).length > 0 && aboutDevice) return { ...rest, ...(reservedCode === undefined ? {} : { reservedCode }) };
  return null;
}

/** Seconds to tell the server, so that someone who waited out an outage keeps their place; small delays count as none. */
export function secondsAgo(pressedAt: number, now: number): number {
  const seconds = Math.round((now - pressedAt) / 1_000);
  return seconds < 5 ? 0 : Math.min(seconds, 86_400);
}

/** Who filed, as staff will read it when it could not be delivered. */
export const typedOf = (filing: Filing): string => filing.typedName ?? filing.scan ?? filing.personId ?? '';

/** What to send now: this school's, oldest first. */
export const dueEntries = (entries: readonly OutboxEntry[], schoolId: string): OutboxEntry[] =>
  entries.filter((entry) => entry.schoolId === schoolId).sort((a, b) => a.pressedAt - b.pressedAt);
