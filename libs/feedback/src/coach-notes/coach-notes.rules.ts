import type { ReviewReason } from '@firstbell/contracts/feedback';

/** The review a note is about, as far as naming its ticket goes. */
interface ReviewOfNote {
  readonly reason: ReviewReason;
  readonly assistantId: string | null;
  /** A student had rated the ticket when the note was written. */
  readonly rated: boolean;
}

/**
 * May the note carry its ticket's code? Who said what never reaches the assistant: a code next to a note about a
 * rated ticket would tell whose words it is about, so only unrated work of the assistant's own is named. What the coach
 * writes in the note is the coach's to decide.
 */
export function mayNameTicket(review: ReviewOfNote, assistantId: string): boolean {
  return review.assistantId === assistantId && review.reason !== 'low_feedback' && review.reason !== 'private' && !review.rated;
}
