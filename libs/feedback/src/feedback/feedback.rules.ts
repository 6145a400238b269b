import type { Tap } from '@firstbell/contracts/feedback';
import type { TicketState } from '@firstbell/contracts/tickets';

/** The three taps: is it fixed, was it explained, were you treated with respect. */
export interface Taps {
  readonly fixed: Tap;
  readonly explained: Tap;
  readonly respected: Tap;
}

/**
 * Does the coach have to see this? Any "no" does, and so does anything less than full respect, because how a student
 * was treated is what assistants are here to learn. One "a little" about the fix or the explanation is an ordinary day.
 */
export function isLow(taps: Taps): boolean {
  if (taps.fixed === 'no' || taps.explained === 'no') return true;
  if (taps.respected !== 'yes') return true;
  return taps.fixed === 'partly' && taps.explained === 'partly';
}

/** Where a ticket stands with its feedback. `open`: back in line or never resolved, so there is nothing to rate yet. */
export type FeedbackStanding = 'due' | 'answered' | 'open';

/** Feedback is given once for each resolution; a reopened ticket is asked about again when it is resolved again. */
export function feedbackStanding(ticket: { state: TicketState; answered: boolean }): FeedbackStanding {
  if (ticket.answered) return 'answered';
  return ticket.state === 'resolved' ? 'due' : 'open';
}

/** Was the ticket put back in line after this resolution of it? */
export const wasReopened = (ticket: { state: TicketState; resolutions: number }, resolution: number): boolean =>
  ticket.resolutions > resolution || ticket.state !== 'resolved';

/** Only what is not fully fixed goes back in line. */
export const mayAskToReopen = (taps: Taps): boolean => taps.fixed !== 'yes';
