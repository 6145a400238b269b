/** Events of a ticket the history can show, without their `ticket.`. */
export const storyWords = [
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
] as const;
export type StoryWord = (typeof storyWords)[number];

export const storyWordOf = (eventType: string): string => eventType.replace(/^ticket\./, '');

export const isStoryWord = (word: string): word is StoryWord => storyWords.some((one) => one === word);
