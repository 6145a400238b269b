import { describe, expect, it } from '@jest/globals';
import { forecast, type ForecastInput } from './forecast.rules.js';

const now = Date.parse('2026-08-20T14:00:00Z');
const hour = 3_600_000;
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const of = (input: Partial<ForecastInput>) =>
  forecast({ now, waiting: 0, ahead: 0, perMinute: 1_000, perDay: 1_000_000, spent: [], pausedUntil: null, ...input }, dayOf);
const hoursUntil = (lastAt: string | null) => (Date.parse(lastAt ?? '') - now) / hour;

describe('when the last mail goes out', () => {
  it('takes 2.3 hours for 4,200 at 30 a minute', () => {
    expect(hoursUntil(of({ waiting: 4_200, perMinute: 30, perDay: 10_000 }).lastAt)).toBeCloseTo(2.3, 1);
  });

  it('takes into the third day for 4,200 at 2,000 a day, and says how many on which', () => {
    const { lastAt, days } = of({ waiting: 4_200, perMinute: 60, perDay: 2_000 });
    expect(hoursUntil(lastAt)).toBeGreaterThan(48);
    expect(hoursUntil(lastAt)).toBeLessThan(49);
    expect(days).toEqual([
      { day: '2026-08-20', count: 2_000 },
      { day: '2026-08-21', count: 2_000 },
      { day: '2026-08-22', count: 200 },
    ]);
  });

  it('counts what went out in the last 24 hours, whoever it was for', () => {
    const spent = [{ at: now - 20 * hour, mails: 2_000 }];
    expect(hoursUntil(of({ waiting: 1, perDay: 2_000, spent }).lastAt)).toBeCloseTo(4, 1);
    expect(hoursUntil(of({ waiting: 1, perDay: 2_001, spent }).lastAt)).toBe(0);
  });

  it('lets mailings that began earlier go first', () => {
    expect(hoursUntil(of({ waiting: 60, ahead: 540, perMinute: 10 }).lastAt)).toBeCloseTo(59 / 60, 3);
  });

  it('waits for the end of a pause', () => {
    expect(hoursUntil(of({ waiting: 1, pausedUntil: now + 5 * hour }).lastAt)).toBe(5);
    expect(hoursUntil(of({ waiting: 1, pausedUntil: now - hour }).lastAt)).toBe(0);
  });

  it('says nothing when nothing waits, and nothing of what is months away', () => {
    expect(of({})).toEqual({ lastAt: null, days: [] });
    expect(of({ waiting: 100_000, perDay: 10 })).toEqual({ lastAt: null, days: [] });
  });
});
