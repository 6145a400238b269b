import { describe, expect, it } from '@jest/globals';
import { openHours, paceOf, type QuarterHour } from './pace.rules.js';

const zone = 'America/Chicago';
const open = { from: 8 * 60, to: 15 * 60 };
const at = (iso: string): Date => new Date(iso);
/** That many students in each of the quarters of an hour from `from` on. */
const quarters = (from: string, ...students: number[]): QuarterHour[] =>
  students.map((count, index) => ({ at: new Date(at(from).getTime() + index * 900_000), students: count }));

describe('pace and forecast', () => {
  it('says nothing while little is known', () => {
    expect(paceOf(quarters('2026-08-12T14:00:00Z', 40, 40), 100, at('2026-08-12T15:00:00Z'), zone, open)).toBeNull();
    expect(paceOf(quarters('2026-08-12T14:00:00Z', 2, 3, 3), 100, at('2026-08-12T15:00:00Z'), zone, open)).toBeNull();
    expect(paceOf([], 100, at('2026-08-12T15:00:00Z'), zone, open)).toBeNull();
  });

  it('counts the hour of work, whatever breaks lie between', () => {
    const worked = [...quarters('2026-08-11T14:00:00Z', 20, 20), ...quarters('2026-08-12T14:00:00Z', 30, 0, 30)];
    expect(paceOf(worked, 0, at('2026-08-12T15:00:00Z'), zone, open)).toEqual({ perHour: 100, lastAt: null });
  });

  it('goes by the last two hours, so a second station shows', () => {
    const worked = [
      ...quarters('2026-08-11T14:00:00Z', ...Array<number>(20).fill(5)),
      ...quarters('2026-08-12T13:00:00Z', ...Array<number>(8).fill(25)),
    ];
    expect(paceOf(worked, 0, at('2026-08-12T15:00:00Z'), zone, open)?.perHour).toBe(100);
  });

  it('puts the last one on a school day, in open hours', () => {
    // Friday 14:00 in Chicago; 100 an hour; 250 left: one hour on Friday, then Monday from eight, an hour and a half.
    const worked = quarters('2026-08-14T18:00:00Z', 25, 25, 25, 25);
    expect(paceOf(worked, 250, at('2026-08-14T19:00:00Z'), zone, open)?.lastAt).toEqual(at('2026-08-17T14:30:00Z'));
  });

  it('keeps to the clock on the wall when summer time ends', () => {
    const worked = quarters('2026-10-30T18:00:00Z', 25, 25, 25, 25);
    // Friday 30 October 14:00 (UTC-5); Monday 2 November opens at 8:00 (UTC-6).
    expect(paceOf(worked, 200, at('2026-10-30T19:00:00Z'), zone, open)?.lastAt).toEqual(at('2026-11-02T15:00:00Z'));
  });

  it('does not tell of a day two months away', () => {
    const worked = quarters('2026-08-12T14:00:00Z', 4, 4, 4);
    expect(paceOf(worked, 100_000, at('2026-08-12T15:00:00Z'), zone, open)).toEqual({ perHour: 16, lastAt: null });
  });

  it('is open from the first bell to the last', () => {
    expect(
      openHours([
        { startsAt: '09:00', endsAt: '09:48' },
        { startsAt: '08:05', endsAt: '08:53' },
      ]),
    ).toEqual({ from: 485, to: 588 });
    expect(openHours([])).toEqual({ from: 480, to: 960 });
  });
});
