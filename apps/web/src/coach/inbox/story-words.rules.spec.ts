import { eventTypes } from '@firstbell/contracts/events';
import { expect, it } from '@jest/globals';
import { storyWordOf } from './story-words.rules.js';

it('has a word for everything that happens to a ticket', () => {
  const ofTickets = eventTypes.filter((type) => type.startsWith('ticket.') || type === 'feedback.given');
  expect(ofTickets.filter((type) => storyWordOf(type) === 'other')).toEqual([]);
  expect(storyWordOf('ticket.identified')).toBe('identified');
});

it('calls what a newer release writes a change', () => {
  expect(storyWordOf('ticket.painted')).toBe('other');
});
