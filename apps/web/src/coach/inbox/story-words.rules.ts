/** Events of a ticket that the history shows in words of their own, without their `ticket.`. */
const storyWords = [
  'filed',
  'claimed',
  'released',
  'lease_expired',
  'extended',
  'held',
  'returned',
  'handed_over',
  'escalated',
  'advised',
  'resolved',
  'reopened',
  'cancelled',
  'noted',
  'identified',
  'feedback_given',
] as const;
type StoryWord = (typeof storyWords)[number];

const isStoryWord = (word: string): word is StoryWord => storyWords.some((one) => one === word);

/** The word for an event; one of a newer release than this screen is `other`. */
export function storyWordOf(eventType: string): StoryWord | 'other' {
  const word = eventType.replace(/^ticket\./, '').replace('.', '_');
  return isStoryWord(word) ? word : 'other';
}
