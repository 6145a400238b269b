import { describe, expect, it } from '@jest/globals';
import { byWeek, spanUntil } from './span.rules.js';

describe('a stretch that ends today', () => {
  it('is seven or thirty days with today in it', () => {
    expect(spanUntil('2026-03-03', 'week')).toEqual({ from: '2026-02-25', until: '2026-03-03' });
    expect(spanUntil('2026-03-03', 'month')).toEqual({ from: '2026-02-02', until: '2026-03-03' });
  });

  it('of the school year begins with August', () => {
    expect(spanUntil('2026-11-29', 'schoolYear').from).toBe('2026-08-01');
    expect(spanUntil('2027-05-28', 'schoolYear').from).toBe('2026-08-01');
    expect(spanUntil('2026-08-01', 'schoolYear').from).toBe('2026-08-01');
    expect(spanUntil('2026-07-31', 'schoolYear').from).toBe('2025-08-01');
  });
});

describe('days put together by week', () => {
  it('count to its Monday, a Sunday to the one before', () => {
    const day = (one: string, filed: number) => ({ day: one, filed, resolved: 1, medianWaitMinutes: null });
    expect(byWeek([day('2026-09-04', 3), day('2026-09-06', 1), day('2026-09-07', 5)])).toEqual([
      { day: '2026-08-31', filed: 4, resolved: 2 },
      { day: '2026-09-07', filed: 5, resolved: 1 },
    ]);
  });
});
