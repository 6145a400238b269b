import { describe, expect, it } from '@jest/globals';
import { periodLabel } from './period-label.rules.js';

const period = { id: 'p', name: 'Period 1', startsAt: '08:00', endsAt: '08:45' };

describe('what a period is called', () => {
  it('names its kind of day where it rings on one only', () => {
    const dayTypes = [{ id: 'a', name: 'A' }];
    expect(periodLabel({ ...period, dayTypeId: 'a' }, dayTypes)).toBe('Period 1 (A)');
    expect(periodLabel({ ...period, dayTypeId: null }, dayTypes)).toBe('Period 1');
  });
});
