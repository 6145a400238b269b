import { describe, expect, it } from '@jest/globals';
import { needAttention, percentDone, totalOf, underWay } from './mailing-counts.rules.js';

const counts = { waiting: 6, sending: 1, sent: 90, bad_address: 1, unknown: 1, needs_person: 1, cancelled: 50 };

describe('how far a mailing is', () => {
  it('counts what was to go out, and not what was cancelled', () => {
    expect(totalOf(counts)).toBe(100);
    expect(underWay(counts)).toBe(7);
    expect(needAttention(counts)).toBe(3);
  });

  it('is never done before the last one is', () => {
    expect(percentDone(counts)).toBe(93);
    expect(percentDone({ ...counts, waiting: 0, sending: 1, sent: 9_999 })).toBe(99);
    expect(percentDone({ ...counts, waiting: 0, sending: 0 })).toBe(100);
    expect(percentDone({ waiting: 0, sending: 0, sent: 0, bad_address: 0, unknown: 0, needs_person: 0, cancelled: 0 })).toBe(100);
  });
});
