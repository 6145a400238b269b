import { describe, expect, it } from '@jest/globals';
import { nextPeriod } from './period-draft.rules.js';

describe('the period that is added', () => {
  it('is the first of an ordinary morning when there is none', () => {
    expect(nextPeriod([])).toEqual({ name: '', startsAt: '08:00', endsAt: '08:45' });
  });
  it('comes five minutes after the last bell, is as long, and counts on', () => {
    const periods = [
      { name: 'Period 2', startsAt: '08:53', endsAt: '09:41' },
      { name: 'Period 1', startsAt: '08:00', endsAt: '08:48' },
    ];
    expect(nextPeriod(periods)).toEqual({ name: 'Period 3', startsAt: '09:46', endsAt: '10:34' });
  });
  it('is left to be named after a name without a number', () => {
    expect(nextPeriod([{ name: 'Homeroom', startsAt: '08:00', endsAt: '08:10' }]).name).toBe('');
  });
  it('ends before midnight, and passes over a row that is not filled yet', () => {
    const periods = [
      { name: 'Night 1', startsAt: '22:30', endsAt: '23:30' },
      { name: '', startsAt: '', endsAt: '' },
    ];
    expect(nextPeriod(periods)).toEqual({ name: 'Night 2', startsAt: '23:35', endsAt: '23:59' });
  });
});
