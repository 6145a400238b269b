import type { BellOfDay, ComingDay, DayOff, DayPattern, DayType } from '@firstbell/contracts/schedule';
import { DateTime } from 'luxon';

/** A slot of the bell schedule in the school's own wall-clock time, `HH:MM` or `HH:MM:SS`. */
export interface BellPeriod {
  readonly id: string;
  readonly name: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** The kind of day on which it rings; null: every school day. */
  readonly dayTypeId: string | null;
}

/** A day that rings otherwise for once: at these times, or with null as another kind of day. */
export interface SpecialDay {
  readonly day: string;
  readonly dayTypeId: string | null;
  readonly bells: readonly BellOfDay[] | null;
}

/** Everything that says which periods ring on which day. Days are `YYYY-MM-DD`; days off do not overlap. */
export interface Calendar {
  readonly periods: readonly BellPeriod[];
  readonly dayTypes: readonly DayType[];
  readonly pattern: DayPattern;
  readonly daysOff: readonly DayOff[];
  readonly specialDays: readonly SpecialDay[];
}

const dateOf = (day: string): DateTime => DateTime.fromISO(day, { zone: 'utc' });
const isWeekend = (day: string): boolean => dateOf(day).isWeekend;
const offOn = (day: string, daysOff: readonly DayOff[]): DayOff | undefined => daysOff.find(({ from, to }) => from <= day && day <= to);

/** Days since a Monday, so that whole weeks are told by division. */
const sinceMonday = (day: string): number => dateOf(day).diff(DateTime.utc(1969, 12, 29), 'days').days;

/** Weekdays before that day, counted from a Monday long ago. */
const weekdaysBefore = (days: number): number => Math.floor(days / 7) * 5 + Math.min(days - Math.floor(days / 7) * 7, 5);
const weekdaysBetween = (from: number, to: number): number => (to <= from ? 0 : weekdaysBefore(to) - weekdaysBefore(from));

/** School days from `from` on and before `to`. */
function schoolDaysBetween(from: string, to: string, daysOff: readonly DayOff[]): number {
  const [first, end] = [sinceMonday(from), sinceMonday(to)];
  const off = daysOff.map((range) => weekdaysBetween(Math.max(first, sinceMonday(range.from)), Math.min(end, sinceMonday(range.to) + 1)));
  return off.reduce((days, less) => days - less, weekdaysBetween(first, end));
}

/** Which kind a school day is by the pattern; a rotation also goes back before its first day. */
function usualType(day: string, { pattern, daysOff }: Calendar): string | null {
  switch (pattern.kind) {
    case 'same':
      return pattern.dayTypeId;
    case 'weekdays':
      return pattern.dayTypeIds[dateOf(day).weekday - 1] ?? null;
    case 'rotation': {
      const turns = pattern.dayTypeIds.length;
      const turn = day < pattern.from ? -schoolDaysBetween(day, pattern.from, daysOff) : schoolDaysBetween(pattern.from, day, daysOff);
      return pattern.dayTypeIds[((turn % turns) + turns) % turns] ?? null;
    }
  }
}

const ofType = (periods: readonly BellPeriod[], dayTypeId: string | null): readonly BellPeriod[] =>
  periods.filter((period) => period.dayTypeId === null || period.dayTypeId === dayTypeId);

const inOrder = (periods: readonly BellPeriod[]): readonly BellPeriod[] => periods.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));

function atOwnTimes(periods: readonly BellPeriod[], bells: readonly BellOfDay[]): readonly BellPeriod[] {
  return bells.flatMap(({ periodId, startsAt, endsAt }) => {
    const period = periods.find(({ id }) => id === periodId);
    return period === undefined ? [] : [{ ...period, startsAt, endsAt }];
  });
}

/** How a day rings: by what was set for it alone, not at all at weekends and on days off, else by the pattern. */
export function dayOf(day: string, calendar: Calendar): Omit<ComingDay, 'periods'> & { readonly periods: readonly BellPeriod[] } {
  const nameOf = (dayTypeId: string | null) => calendar.dayTypes.find(({ id }) => id === dayTypeId)?.name ?? null;
  const special = calendar.specialDays.find((one) => one.day === day);
  if (special !== undefined) {
    const { dayTypeId, bells } = special;
    const periods = bells === null ? ofType(calendar.periods, dayTypeId) : atOwnTimes(calendar.periods, bells);
    return { day, kind: 'special', name: nameOf(dayTypeId), dayTypeId, periods: inOrder(periods) };
  }
  const none = { day, dayTypeId: null, periods: [] };
  if (isWeekend(day)) return { ...none, kind: 'weekend', name: null };
  const off = offOn(day, calendar.daysOff);
  if (off !== undefined) return { ...none, kind: 'off', name: off.name };
  const dayTypeId = usualType(day, calendar);
  return { day, kind: 'usual', name: nameOf(dayTypeId), dayTypeId, periods: inOrder(ofType(calendar.periods, dayTypeId)) };
}

/** The periods that ring on a day, the first one first. */
export const periodsOn = (day: string, calendar: Calendar): readonly BellPeriod[] => dayOf(day, calendar).periods;

/** So many days from this one on. */
export const daysFrom = (day: string, count: number): string[] =>
  Array.from({ length: count }, (_, later) => dateOf(day).plus({ days: later }).toISODate() ?? day);
