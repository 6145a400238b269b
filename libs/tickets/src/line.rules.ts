import type { Audience, Priority } from '@firstbell/contracts/issues';
import type { TicketState, WaitRange } from '@firstbell/contracts/tickets';

/**
 * How far ahead of the time they were filed tickets of a priority stand in line, in seconds. Within that span the
 * higher priority goes first; beyond it age wins, so that nobody waits for ever behind newer, more urgent ones.
 */
export const headStartSeconds: Record<Priority, number> = { urgent: 3_600, high: 1_800, normal: 0, low: -900 };

/** Where in line a ticket stands: smallest first, ties by id. Never changes, so a ticket that returns finds its place. */
export function lineRank(filedAt: Date, priority: Priority): Date {
  return new Date(filedAt.getTime() - headStartSeconds[priority] * 1_000);
}

/** Beyond this the place is not counted any more, and not shown. */
export const countedPlaces = 100;

/** The place of a ticket with so many before it in the public line, 1 is next; null when it does not stand there, or too far back. */
export function placeOf({ state, audience, ahead }: { state: TicketState; audience: Audience; ahead: number }): number | null {
  return state === 'waiting' && audience === 'desk' && ahead < countedPlaces ? ahead + 1 : null;
}

export interface Handling {
  /** Seconds a claim takes, middle half of the last ones at this desk; null while too few are known. */
  readonly p25: number | null;
  readonly p75: number | null;
  readonly onDuty: number;
}

/** Samples without which a wait is not told at all. */
export const samplesForWait = 5;

/**
 * Minutes until it is this place's turn, from how long the assistants on duty took lately. Null when that is not known,
 * nobody is on duty, or the place is too far back to say anything honest.
 */
export function waitFor(place: number | null, handling: Handling): WaitRange {
  if (place === null || handling.p25 === null || handling.p75 === null || handling.onDuty === 0) return null;
  const rounds = Math.ceil(place / handling.onDuty);
  const fromMinutes = Math.floor(((rounds - 1) * handling.p25 + handling.p25 / 2) / 60);
  const toMinutes = Math.max(fromMinutes + 1, Math.ceil((rounds * handling.p75) / 60));
  return toMinutes > 120 ? null : { fromMinutes, toMinutes };
}
