import type { ReviewReason, ReviewRow } from '@firstbell/contracts/feedback';

/** `now`: somebody waits for the coach. `look`: something went less than well. `sample`: chosen by chance. */
export const inboxGroups = ['now', 'look', 'sample'] as const;
export type InboxGroup = (typeof inboxGroups)[number];

const groupOfReason: Readonly<Record<ReviewReason, InboxGroup>> = {
  escalated: 'now',
  private: 'now',
  nobody_qualified: 'now',
  low_feedback: 'look',
  reopened: 'look',
  sample: 'sample',
};

export const groupOf = (review: Pick<ReviewRow, 'reason'>): InboxGroup => groupOfReason[review.reason];

/** Most pressing group first; within a group whoever has waited longest. New rows join at the end of theirs. */
export function inInboxOrder(reviews: readonly ReviewRow[]): ReviewRow[] {
  const rank = (review: ReviewRow): number => inboxGroups.indexOf(groupOf(review));
  return [...reviews].sort((a, b) => rank(a) - rank(b) || a.raisedAt.localeCompare(b.raisedAt) || a.id.localeCompare(b.id));
}

type Actable = Pick<ReviewRow, 'reason' | 'ticketState'>;

/** Somebody escalated it, asked for an adult or waits for somebody trained, and nobody works on it yet. */
export const canTake = (review: Actable): boolean =>
  groupOf(review) === 'now' && ['waiting', 'held', 'escalated'].includes(review.ticketState);

/** The coach took it; it stays in the inbox until it is done or given back. */
export const isTaken = (review: Actable): boolean => groupOf(review) === 'now' && review.ticketState === 'claimed';

/** Advice goes back with what was put before the coach, taken or not; what waits in line has nobody to go back to. */
export const canReturn = (review: Actable): boolean =>
  groupOf(review) === 'now' && review.reason !== 'nobody_qualified' && ['waiting', 'claimed', 'escalated'].includes(review.ticketState);
