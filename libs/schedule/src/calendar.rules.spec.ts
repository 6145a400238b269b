import { describe, expect, it } from '@jest/globals';
import { dayOf, daysFrom, periodsOn, type Calendar } from './calendar.rules.js';

const period = (id: string, startsAt: string, dayTypeId: string | null) => ({
  id,
  name: id,
  startsAt,
  endsAt: `${startsAt.slice(0, 2)}:45`,
  dayTypeId,
});
const calendar: Calendar = {
  periods: [period('homeroom', '08:00', null), period('a1', '09:00', 'a'), period('b1', '09:00', 'b'), period('late', '10:00', 'late')],
  dayTypes: [
    { id: 'a', name: 'A' },
    { id: 'b', name: 'B' },
    { id: 'late', name: 'Late start' },
  ],
  pattern: { kind: 'same', dayTypeId: null },
  daysOff: [],
  specialDays: [],
};
/* A Monday. */
const monday = '2026-11-23';
const ringing = (day: string, more: Partial<Calendar>) => periodsOn(day, { ...calendar, ...more }).map(({ id }) => id);
const kinds = (days: readonly string[], more: Partial<Calendar>) => days.map((day) => dayOf(day, { ...calendar, ...more }).name);

describe('which periods ring', () => {
  it('on every weekday alike: those of every day, and those of the kind of day the school chose', () => {
    expect(ringing(monday, {})).toEqual(['homeroom']);
    expect(ringing(monday, { pattern: { kind: 'same', dayTypeId: 'a' } })).toEqual(['homeroom', 'a1']);
  });
  it('never at the weekend', () => {
    expect(['2026-11-21', '2026-11-22'].map((day) => dayOf(day, calendar))).toMatchObject([
      { kind: 'weekend', periods: [] },
      { kind: 'weekend', periods: [] },
    ]);
  });
  it('by the day of the week', () => {
    const pattern = { kind: 'weekdays' as const, dayTypeIds: ['a', 'b', 'late', null, 'b'] };
    expect(kinds(daysFrom(monday, 7), { pattern })).toEqual(['A', 'B', 'Late start', null, 'B', null, null]);
  });
});

describe('a rotation', () => {
  const pattern = { kind: 'rotation' as const, from: '2026-08-24', dayTypeIds: ['a', 'b', 'late'] };
  const thanksgiving = { id: 't', name: 'Thanksgiving', from: '2026-11-25', to: '2026-11-27' };

  it('gives the first kind to its first day, and goes on after the weekend', () => {
    expect(kinds(daysFrom('2026-08-24', 8), { pattern })).toEqual(['A', 'B', 'Late start', 'A', 'B', null, null, 'Late start']);
  });
  it('skips days off: the day after them has the next turn', () => {
    const days = daysFrom(monday, 8);
    const names = kinds(days, { pattern: { ...pattern, from: monday }, daysOff: [thanksgiving] });
    expect(names).toEqual(['A', 'B', 'Thanksgiving', 'Thanksgiving', 'Thanksgiving', null, null, 'Late start']);
    expect(dayOf('2026-11-26', { ...calendar, daysOff: [thanksgiving] })).toMatchObject({ kind: 'off', periods: [] });
  });
  it('begins with the first school day when the day it is said to begin with is none', () => {
    expect(kinds(['2026-11-23', '2026-11-24'], { pattern: { ...pattern, from: '2026-11-21' } })).toEqual(['A', 'B']);
  });
  it('was the same before its first day, days off and all', () => {
    const before = { pattern: { ...pattern, from: '2026-11-30' }, daysOff: [thanksgiving] };
    expect(kinds(daysFrom(monday, 2), before)).toEqual(['B', 'Late start']);
  });
  it('keeps its turn over years and days off that begin on a weekend', () => {
    const daysOff = [{ id: 'w', name: 'Winter', from: '2026-12-19', to: '2027-01-03' }];
    let turn = 0;
    for (const day of daysFrom('2026-08-24', 800)) {
      const { kind, dayTypeId } = dayOf(day, { ...calendar, pattern, daysOff });
      if (kind !== 'usual') continue;
      expect([day, dayTypeId]).toEqual([day, pattern.dayTypeIds[turn % 3]]);
      turn += 1;
    }
    expect(turn).toBeGreaterThan(500);
  });
});

describe('a day that rings otherwise for once', () => {
  const on = (day: string, special: { dayTypeId: string | null; bells: Calendar['specialDays'][number]['bells'] }) => ({
    specialDays: [{ day, ...special }],
  });

  it('rings as another kind of day, at a weekend and on a day off too', () => {
    expect(ringing('2026-11-21', on('2026-11-21', { dayTypeId: 'late', bells: null }))).toEqual(['homeroom', 'late']);
    expect(ringing(monday, on('2026-11-24', { dayTypeId: 'late', bells: null }))).toEqual(['homeroom']);
  });
  it('or at its own times, in their order, and with no others', () => {
    const bells = [
      { periodId: 'b1', startsAt: '11:00', endsAt: '11:20' },
      { periodId: 'homeroom', startsAt: '10:30', endsAt: '10:40' },
      { periodId: 'removed', startsAt: '12:00', endsAt: '12:20' },
    ];
    const periods = periodsOn(monday, { ...calendar, ...on(monday, { dayTypeId: null, bells }) });
    expect(periods.map(({ id, startsAt, endsAt }) => [id, startsAt, endsAt])).toEqual([
      ['homeroom', '10:30', '10:40'],
      ['b1', '11:00', '11:20'],
    ]);
    expect(ringing(monday, on(monday, { dayTypeId: null, bells: [] }))).toEqual([]);
  });
  it('leaves the turns of the rotation to the others', () => {
    const pattern = { kind: 'rotation' as const, from: monday, dayTypeIds: ['a', 'b'] };
    expect(kinds(daysFrom(monday, 3), { pattern, ...on('2026-11-24', { dayTypeId: 'late', bells: null }) })).toEqual([
      'A',
      'Late start',
      'A',
    ]);
  });
});
