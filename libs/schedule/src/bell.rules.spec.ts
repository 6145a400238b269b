import { describe, expect, it } from '@jest/globals';
import { currentPeriod, dayBounds, nextBell, schoolDay } from './bell.rules.js';

const periods = [
  { id: 'p1', name: 'Period 1', startsAt: '08:00', endsAt: '08:45', dayTypeId: null },
  { id: 'p2', name: 'Period 2', startsAt: '08:50:00', endsAt: '09:35:00', dayTypeId: null },
];
const chicago = 'America/Chicago';

describe('the period now', () => {
  it('is found by the school’s own clock, with the instant of its bell', () => {
    expect(currentPeriod(periods, new Date('2026-11-23T14:10:00Z'), chicago)).toEqual({
      id: 'p1',
      name: 'Period 1',
      endsAt: new Date('2026-11-23T14:45:00Z'),
    });
  });
  it('begins with its first second and ends before its last bell', () => {
    expect(currentPeriod(periods, new Date('2026-11-23T14:50:00Z'), chicago)?.id).toBe('p2');
    expect(currentPeriod(periods, new Date('2026-11-23T15:35:00Z'), chicago)).toBeNull();
  });
  it('is nobody’s between bells', () => {
    expect(currentPeriod(periods, new Date('2026-11-23T14:47:00Z'), chicago)).toBeNull();
  });
  it('follows summer time', () => {
    expect(currentPeriod(periods, new Date('2026-06-01T13:10:00Z'), chicago)?.id).toBe('p1');
  });
});

describe('the next bell', () => {
  it('begins or ends a period, and after the last one the next day begins', () => {
    expect(nextBell(periods, new Date('2026-11-23T14:10:00Z'), chicago)).toEqual(new Date('2026-11-23T14:45:00Z'));
    expect(nextBell(periods, new Date('2026-11-23T14:45:00Z'), chicago)).toEqual(new Date('2026-11-23T14:50:00Z'));
    expect(nextBell(periods, new Date('2026-11-23T20:00:00Z'), chicago)).toEqual(new Date('2026-11-24T06:00:00Z'));
  });
});

describe('the school’s day', () => {
  it('ends at its own midnight, not at UTC’s', () => {
    expect(schoolDay(new Date('2026-11-24T03:00:00Z'), chicago)).toBe('2026-11-23');
  });
  it('has 25 hours when the clocks go back', () => {
    const { from, to } = dayBounds('2026-11-01', chicago);
    expect((to.getTime() - from.getTime()) / 3_600_000).toBe(25);
  });
});
