import { describe, expect, it } from '@jest/globals';
import { releasedFeedback, type Answer } from './released-feedback.rules.js';

const happy = (student: string): Answer => ({ student, fixed: 'yes', explained: 'yes', respected: 'yes' });
const unhappy = (student: string): Answer => ({ student, fixed: 'no', explained: 'partly', respected: 'no' });
const five = ['a', 'b', 'c', 'd', 'e'].map(happy);

describe('the feedback an assistant sees', () => {
  it('is nothing before five different students answered, however often four of them did', () => {
    expect(releasedFeedback([])).toBeNull();
    expect(releasedFeedback([...five.slice(0, 4), happy('a'), happy('b'), happy('a')])).toBeNull();
  });

  it('is the share of each yes among all of them', () => {
    expect(releasedFeedback([...five.slice(0, 4), unhappy('e')])).toEqual({ students: 5, fixed: 0.8, explained: 0.8, respected: 0.8 });
  });

  it('does not move with the next single answer, or the one who gave it would be known', () => {
    const before = releasedFeedback(five);
    expect(releasedFeedback([...five, unhappy('f')])).toEqual(before);
    expect(releasedFeedback([...five, unhappy('a'), unhappy('f'), unhappy('g'), unhappy('h'), unhappy('i')])).toEqual(before);
  });

  it('moves when five more students have answered', () => {
    const more = ['f', 'g', 'h', 'i', 'j'].map(unhappy);
    expect(releasedFeedback([...five, ...more, unhappy('k')])).toEqual({ students: 10, fixed: 0.5, explained: 0.5, respected: 0.5 });
  });
});
