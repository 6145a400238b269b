import { describe, expect, it } from '@jest/globals';
import { taps, type Tap } from '@firstbell/contracts/feedback';
import { ticketStates } from '@firstbell/contracts/tickets';
import { feedbackStanding, isLow, mayAskToReopen } from './feedback.rules.js';

const all = { fixed: 'yes', explained: 'yes', respected: 'yes' } as const;

describe('feedback is low', () => {
  it.each(['fixed', 'explained', 'respected'] as const)('when %s is "no", however good the rest was', (question) => {
    expect(isLow({ ...all, [question]: 'no' })).toBe(true);
  });

  it('when a student felt only a little respected', () => {
    expect(isLow({ ...all, respected: 'partly' })).toBe(true);
  });

  it('when it was only partly fixed and only partly explained', () => {
    expect(isLow({ ...all, fixed: 'partly', explained: 'partly' })).toBe(true);
  });

  it.each(['fixed', 'explained'] as const)('but not for a single "a little" about %s', (question) => {
    expect(isLow({ ...all, [question]: 'partly' })).toBe(false);
  });

  it('never because an answer got better', () => {
    const better: Record<Tap, Tap> = { no: 'partly', partly: 'yes', yes: 'yes' };
    for (const fixed of taps)
      for (const explained of taps)
        for (const respected of taps) {
          if (isLow({ fixed, explained, respected })) continue;
          expect(isLow({ fixed: better[fixed], explained: better[explained], respected: better[respected] })).toBe(false);
        }
  });
});

describe('feedback', () => {
  it('is due exactly while the ticket is resolved and nobody answered', () => {
    const due = ticketStates.filter((state) => feedbackStanding({ state, answered: false }) === 'due');
    expect(due).toEqual(['resolved']);
  });

  it('stays answered after the student sent the ticket back in line', () => {
    expect(feedbackStanding({ state: 'waiting', answered: true })).toBe('answered');
  });

  it('sends a ticket back in line only when it is not fully fixed', () => {
    expect(taps.filter((fixed) => mayAskToReopen({ ...all, fixed }))).toEqual(['partly', 'no']);
  });
});
