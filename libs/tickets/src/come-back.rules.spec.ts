import { describe, expect, it } from '@jest/globals';
import { nextOf } from './come-back.rules.js';

const period = (id: string, startsAt: string) => ({ id, name: `Period ${id}`, startsAt, endsAt: '23:59', dayTypeId: null });
const periods = [period('1', '08:00'), period('3', '10:40'), period('2', '09:10')];
const tuesday = (clock: string) => new Date(`2026-09-15T${clock}:00-05:00`);
const idOf = (ids: string[], at: Date) => nextOf(ids, periods, at, 'America/Chicago')?.id ?? null;

describe('when somebody trained is there next', () => {
  it('is at the beginning of the next of their periods today, on the school’s clock', () => {
    expect(idOf(['1', '2', '3'], tuesday('08:30'))).toBe('2');
    expect(idOf(['3', '1'], tuesday('08:30'))).toBe('3');
  });

  it('is not the period that has begun already', () => {
    expect(idOf(['2'], tuesday('09:10'))).toBeNull();
    expect(idOf(['2'], tuesday('09:09'))).toBe('2');
  });

  it('is not known when none of them has another period today', () => {
    expect(idOf(['1', '2'], tuesday('10:00'))).toBeNull();
    expect(idOf([], tuesday('07:00'))).toBeNull();
  });
});
