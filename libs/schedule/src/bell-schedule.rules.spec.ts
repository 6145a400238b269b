import { describe, expect, it } from '@jest/globals';
import { mustFit as mustFitWhole, mustFitDay, mustNotBeGiven, mustNotBeInUse } from './bell-schedule.rules.js';
import type { BellPeriod, Calendar } from './calendar.rules.js';

const period = (name: string, startsAt: string, endsAt: string, id = name, dayTypeId: string | null = null) => ({
  id,
  name,
  startsAt,
  endsAt,
  dayTypeId,
});
const none: Calendar = { periods: [], dayTypes: [], pattern: { kind: 'same', dayTypeId: null }, daysOff: [], specialDays: [] };
const mustFit = (periods: readonly BellPeriod[]) => mustFitWhole({ ...none, periods });
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

describe('kinds of days', () => {
  const dayTypes = [
    { id: 'a', name: 'A' },
    { id: 'b', name: 'B' },
  ];
  const onA = period('Period 1', '08:00', '08:45', '1a', 'a');
  const whole = (more: Partial<Calendar>) => () => mustFitWhole({ ...none, dayTypes, ...more });

  it('have bells of their own, so their periods may share times and names', () => {
    expect(whole({ periods: [onA, period('Period 1', '08:10', '08:50', '1b', 'b')] })).not.toThrow();
  });
  it('share what rings every day', () => {
    expect(refusalOf(whole({ periods: [onA, period('Homeroom', '08:40', '08:50')] }))).toMatchObject({ code: 'period.overlaps' });
    expect(refusalOf(whole({ periods: [onA, period('Period 1', '09:00', '09:50', 'x')] }))).toMatchObject({ code: 'period.name_taken' });
  });
  it('are of the school wherever they are named', () => {
    const unknown = { ...onA, dayTypeId: 'c' };
    expect(refusalOf(whole({ periods: [unknown] }))).toMatchObject({
      code: 'day_type.not_found',
      options: { field: 'periods.0.dayTypeId' },
    });
    const pattern = { kind: 'rotation' as const, from: '2026-08-24', dayTypeIds: ['a', 'c'] };
    expect(refusalOf(whole({ pattern }))).toMatchObject({ code: 'day_type.not_found', options: { field: 'pattern' } });
  });
  it('have names of their own', () => {
    expect(refusalOf(whole({ dayTypes: [...dayTypes, { id: 'c', name: 'a' }] }))).toMatchObject({
      code: 'day_type.name_taken',
      options: { field: 'dayTypes.2.name' },
    });
  });
  it('are kept while a day to come was given one for once', () => {
    const calendar = { ...none, dayTypes, specialDays: [{ day: '2026-11-30', dayTypeId: 'b', bells: null }] };
    expect(refusalOf(() => mustNotBeGiven(['b'], calendar, '2026-11-30'))).toMatchObject({
      code: 'day_type.in_use',
      options: { facts: { name: 'B', day: '2026-11-30' } },
    });
    expect(() => mustNotBeGiven(['b'], calendar, '2026-12-01')).not.toThrow();
    expect(() => mustNotBeGiven(['a'], calendar, '2026-11-30')).not.toThrow();
  });
});

describe('days off', () => {
  const off = (name: string, from: string, to: string) => ({ id: name, name, from, to });
  it('end when they begin or later, and share no day', () => {
    const thanksgiving = off('Thanksgiving', '2026-11-26', '2026-11-27');
    expect(() => mustFitWhole({ ...none, daysOff: [thanksgiving, off('Snow', '2026-11-30', '2026-11-30')] })).not.toThrow();
    expect(refusalOf(() => mustFitWhole({ ...none, daysOff: [off('Winter', '2027-01-04', '2026-12-21')] }))).toMatchObject({
      code: 'day_off.ends_before_start',
      options: { field: 'daysOff.0.to' },
    });
    expect(refusalOf(() => mustFitWhole({ ...none, daysOff: [thanksgiving, off('More', '2026-11-27', '2026-11-30')] }))).toMatchObject({
      code: 'day_off.overlaps',
      options: { field: 'daysOff.1.from', facts: { name: 'More', other: 'Thanksgiving' } },
    });
  });
});

describe('the times of one day', () => {
  const calendar = { ...none, periods: [first, second] };
  const bells = (...times: readonly (readonly [string, string, string])[]) => ({
    day: '2026-11-30',
    dayTypeId: null,
    bells: times.map(([periodId, startsAt, endsAt]) => ({ periodId, startsAt, endsAt })),
  });
  it('are of periods of the school, and none at all is a day without periods', () => {
    expect(() => mustFitDay(bells(['Period 2', '08:00', '08:30']), calendar)).not.toThrow();
    expect(() => mustFitDay(bells(), calendar)).not.toThrow();
    expect(refusalOf(() => mustFitDay(bells(['Period 3', '08:00', '08:30']), calendar))).toMatchObject({ code: 'period.not_found' });
  });
  it('fit like any others', () => {
    expect(refusalOf(() => mustFitDay(bells(['Period 1', '08:00', '08:30'], ['Period 2', '08:20', '08:50']), calendar))).toMatchObject({
      code: 'period.overlaps',
      options: { field: 'bells.1.startsAt' },
    });
    expect(refusalOf(() => mustFitDay(bells(['Period 1', '08:00', '08:30'], ['Period 1', '09:20', '09:50']), calendar))).toMatchObject({
      code: 'period.twice',
    });
  });
});
