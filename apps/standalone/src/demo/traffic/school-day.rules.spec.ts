import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../seeded-random.js';
import { playedPeriods, visitsOfADay } from './school-day.rules.js';

const day = visitsOfADay(seededRandom(7), 500, 20);

describe('a played school day', () => {
  it('has the seven periods of the demo school, from the first bell on', () => {
    expect(playedPeriods).toHaveLength(7);
    expect(playedPeriods[0]).toMatchObject({ from: 0, to: 48 });
    expect(playedPeriods.at(-1)?.to).toBe(394);
  });

  it('is busy as a desk of 600 laptops is: one to two hundred visits', () => {
    expect(day.length).toBeGreaterThan(100);
    expect(day.length).toBeLessThan(200);
  });

  it('comes in bursts after each bell', () => {
    const sinceBell = day.map((visit) => visit.minute - (playedPeriods.find(({ name }) => name === visit.period)?.from ?? 0));
    const aMinute = (from: number, to: number) => sinceBell.filter((minute) => minute >= from && minute < to).length / (to - from);
    expect(aMinute(0, 6)).toBeGreaterThan(2 * aMinute(6, 48));
  });

  it('brings common issues more often than rare ones', () => {
    expect(day.filter(({ issue }) => issue < 7).length).toBeGreaterThan(day.filter(({ issue }) => issue >= 13).length);
  });

  it('is the same day again with the same seed', () => {
    expect(visitsOfADay(seededRandom(7), 500, 20)).toEqual(day);
    expect(visitsOfADay(seededRandom(8), 500, 20)).not.toEqual(day);
  });
});
