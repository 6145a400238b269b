import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../apps/standalone/src/demo/seeded-random.js';
import { arrivals, assistantsOnDuty, periodMinutes, ticketsADay, ticketsAMinute } from './bell.rules.js';

describe('who comes when', () => {
  it('is 233 tickets on a peak day of a school of 4,200, and 55,556 in a state of a million', () => {
    expect(Math.round(ticketsADay(4_200))).toBe(233);
    expect(Math.round(ticketsADay(1_000_000))).toBe(55_556);
  });

  it('is 14 tickets a second in the state when the bell has rung, and the day stays the same', () => {
    expect(ticketsAMinute(1_000_000, 0) / 60).toBeCloseTo(14.1, 1);
    const minutes = arrivals(1_000_000, 7 * periodMinutes, seededRandom(1));
    expect(minutes.length / ticketsADay(1_000_000)).toBeCloseTo(1, 1);
  });

  it('is a crowd after each bell', () => {
    const sinceBell = arrivals(40_000, 7 * periodMinutes, seededRandom(2)).map((minute) => minute % periodMinutes);
    const aMinute = (from: number, to: number) => sinceBell.filter((minute) => minute >= from && minute < to).length / (to - from);
    expect(aMinute(0, 5)).toBeGreaterThan(10 * aMinute(5, periodMinutes));
  });

  it('is met by as many assistants as hold the line', () => {
    expect([assistantsOnDuty(800), assistantsOnDuty(4_200)]).toEqual([2, 8]);
  });
});
