import { describe, expect, it } from '@jest/globals';
import { mustFit, mustNotBeInUse } from './bell-schedule.rules.js';

const period = (name: string, startsAt: string, endsAt: string, id = name) => ({ id, name, startsAt, endsAt });
const [first, second] = [period('Period 1', '08:00', '08:45'), period('Period 2', '08:45', '09:30')];

const refusalOf = (work: () => void) => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('the periods of a school', () => {
  it('may follow each other without a break, in any order', () => {
    expect(() => mustFit([second, first])).not.toThrow();
  });
  it('end after they begin', () => {
    const options = { field: 'periods.1.endsAt', facts: { name: 'Short', startsAt: '10:00' } };
    expect(refusalOf(() => mustFit([first, period('Short', '10:00', '10:00')]))).toMatchObject({
      code: 'period.ends_before_start',
      options,
    });
  });
  it('do not overlap, not by a minute, and the refusal names both', () => {
    const early = period('Period 2', '08:44', '09:30');
    expect(refusalOf(() => mustFit([first, early]))).toMatchObject({
      code: 'period.overlaps',
      options: { field: 'periods.1.startsAt', facts: { name: 'Period 2', other: 'Period 1', startsAt: '08:00', endsAt: '08:45' } },
    });
  });
  it('do not share a name, in capitals or not', () => {
    expect(refusalOf(() => mustFit([first, period('PERIOD 1', '09:00', '10:00')]))).toMatchObject({
      code: 'period.name_taken',
      options: { field: 'periods.1.name' },
    });
  });
  it('are each sent once', () => {
    expect(refusalOf(() => mustFit([first, period('Other', '09:00', '10:00', 'Period 1')]))).toMatchObject({ code: 'period.twice' });
  });
});

describe('a period that is left out', () => {
  it('is let go when nothing hangs on it', () => {
    expect(() => mustNotBeInUse([{ name: 'Period 1', assistants: 0, reservations: 0 }])).not.toThrow();
  });
  it('is kept while somebody is expected in it or a cart is reserved, and the refusal says how many', () => {
    const used = [
      { name: 'Period 1', assistants: 0, reservations: 0 },
      { name: 'Period 2', assistants: 3, reservations: 1 },
    ];
    expect(refusalOf(() => mustNotBeInUse(used))).toMatchObject({
      code: 'period.in_use',
      options: { field: 'periods', facts: { name: 'Period 2', assistants: 3, reservations: 1 } },
    });
  });
});
