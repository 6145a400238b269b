import type { BellOfDay, DayOff, DayType } from '@firstbell/contracts/schedule';
import { FirstbellError } from '@firstbell/platform';
import type { BellPeriod, Calendar, SpecialDay } from './calendar.rules.js';

/** Whether there is a day on which both ring. */
const meet = (a: BellPeriod, b: BellPeriod): boolean => a.dayTypeId === null || b.dayTypeId === null || a.dayTypeId === b.dayTypeId;
const overlap = (a: BellPeriod, b: BellPeriod): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt;
const sameName = (a: { readonly name: string }, b: { readonly name: string }): boolean => a.name.toLowerCase() === b.name.toLowerCase();

/**
 * A schedule that can be rung by: periods of one day end after they begin, have names of their own and do not overlap (one may
 * begin at the bell that ends another), kinds of days have names of their own, days off do not overlap.
 * @throws FirstbellError naming the field of the first thing that does not fit
 */
export function mustFit({ dayTypes, periods, pattern, daysOff }: Omit<Calendar, 'specialDays'>): void {
  mustHaveOwnNames(dayTypes);
  mustFitTimes(periods, 'periods');
  const known = new Set(dayTypes.map(({ id }) => id));
  for (const [index, period] of periods.entries()) {
    if (period.dayTypeId !== null && !known.has(period.dayTypeId)) throw unknownDayType(`periods.${String(index)}.dayTypeId`);
  }
  const named = pattern.kind === 'same' ? [pattern.dayTypeId] : pattern.dayTypeIds;
  if (named.some((id) => id !== null && !known.has(id))) throw unknownDayType('pattern');
  mustNotMeet(daysOff);
}

/** What holds for the periods of any list. @param field of the list, for the refusal */
function mustFitTimes(periods: readonly BellPeriod[], field: 'periods' | 'bells'): void {
  for (const [index, period] of periods.entries()) {
    const at = `${field}.${String(index)}`;
    if (period.endsAt <= period.startsAt) throw endsBeforeStart(period, `${at}.endsAt`);
    const before = periods.slice(0, index);
    if (before.some((other) => other.id === period.id)) throw twice(period, `${at}.name`);
    const met = before.filter((other) => meet(other, period));
    if (met.some((other) => sameName(other, period))) throw nameTaken(period, `${at}.name`);
    const inTheWay = met.find((other) => overlap(other, period));
    if (inTheWay !== undefined) throw overlaps(period, inTheWay, `${at}.startsAt`);
  }
}

function mustHaveOwnNames(dayTypes: readonly DayType[]): void {
  for (const [index, dayType] of dayTypes.entries()) {
    const before = dayTypes.slice(0, index);
    if (before.some((other) => other.id === dayType.id || sameName(other, dayType)))
      throw new FirstbellError(
        'day_type.name_taken',
        422,
        `Two kinds of days are called “${dayType.name}”. Give one of them another name.`,
        {
          field: `dayTypes.${String(index)}.name`,
          facts: { name: dayType.name },
        },
      );
  }
}

function mustNotMeet(daysOff: readonly DayOff[]): void {
  for (const [index, { name, from, to }] of daysOff.entries()) {
    const at = `daysOff.${String(index)}`;
    if (to < from)
      throw new FirstbellError('day_off.ends_before_start', 422, `“${name}” ends before it begins. Correct one of its two days.`, {
        field: `${at}.to`,
        facts: { name },
      });
    const other = daysOff.slice(0, index).find((one) => one.from <= to && from <= one.to);
    if (other !== undefined)
      throw new FirstbellError('day_off.overlaps', 422, `“${name}” and “${other.name}” share a day. Shorten or remove one of them.`, {
        field: `${at}.from`,
        facts: { name, other: other.name },
      });
  }
}

/** The times of one day only are those of periods of the school, and fit like any other. */
export function mustFitDay({ dayTypeId, bells }: SpecialDay, { periods, dayTypes }: Calendar): void {
  if (dayTypeId !== null && !dayTypes.some(({ id }) => id === dayTypeId)) throw unknownDayType('dayTypeId');
  const ofDay = (bells ?? []).map(({ periodId, startsAt, endsAt }: BellOfDay, index) => {
    const period = periods.find(({ id }) => id === periodId);
    if (period !== undefined) return { ...period, startsAt, endsAt, dayTypeId: null };
    throw new FirstbellError('period.not_found', 404, 'There is no such period in this school any more. Look at the bell schedule again.', {
      field: `bells.${String(index)}.periodId`,
    });
  });
  mustFitTimes(ofDay, 'bells');
}

export function mustNotBePast(day: string, today: string): void {
  if (day >= today) return;
  throw new FirstbellError('special_day.has_passed', 422, 'This day has passed. Choose today or a later day.', { field: 'day' });
}

const unknownDayType = (field: string) =>
  new FirstbellError('day_type.not_found', 404, 'This kind of day is not among those of the school. Choose another one, or add it.', {
    field,
  });

const endsBeforeStart = ({ name, startsAt }: BellPeriod, field: string) =>
  new FirstbellError('period.ends_before_start', 422, `“${name}” has to end after ${startsAt}. Give it a later end.`, {
    field,
    facts: { name, startsAt },
  });

const nameTaken = ({ name }: BellPeriod, field: string) =>
  new FirstbellError('period.name_taken', 422, `Two periods of one day are called “${name}”. Give one of them another name.`, {
    field,
    facts: { name },
  });

const twice = ({ name }: BellPeriod, field: string) =>
  new FirstbellError('period.twice', 422, `“${name}” was sent twice. Give each period an id of its own, and name it once.`, { field });

const overlaps = ({ name }: BellPeriod, other: BellPeriod, field: string) =>
  new FirstbellError(
    'period.overlaps',
    422,
    `“${name}” overlaps “${other.name}” (${other.startsAt} to ${other.endsAt}). Change the times of one of them.`,
    { field, facts: { name, other: other.name, startsAt: other.startsAt, endsAt: other.endsAt } },
  );

/** What would be lost with a period. */
export interface PeriodInUse {
  readonly name: string;
  /** Assistants who are expected in it. */
  readonly assistants: number;
  /** Carts reserved for it from today on. */
  readonly reservations: number;
}

/** Nobody's shift and no reservation is lost by leaving out a period. */
export function mustNotBeInUse(removed: readonly PeriodInUse[]): void {
  const used = removed.find(({ assistants, reservations }) => assistants + reservations > 0);
  if (used === undefined) return;
  const { name, assistants, reservations } = used;
  throw new FirstbellError(
    'period.in_use',
    409,
    `“${name}” is needed: ${String(assistants)} assistants are expected in it and ${String(reservations)} carts are reserved for it. ` +
      'Take them out of it first, under People and Carts; or keep it and change its name and times.',
    { field: 'periods', facts: { name, assistants, reservations } },
  );
}

/** A kind of day that some day to come was given for once is not lost either. */
export function mustNotBeGiven(removed: readonly string[], { dayTypes, specialDays }: Calendar, today: string): void {
  const given = specialDays.find(({ day, dayTypeId }) => day >= today && dayTypeId !== null && removed.includes(dayTypeId));
  if (given === undefined) return;
  const name = dayTypes.find(({ id }) => id === given.dayTypeId)?.name ?? '';
  throw new FirstbellError(
    'day_type.in_use',
    409,
    `“${name}” is needed on ${given.day}. Let that day ring as usual first, or as another kind of day.`,
    {
      field: 'dayTypes',
      facts: { name, day: given.day },
    },
  );
}

export const changedMeanwhile = () =>
  new FirstbellError(
    'bell_schedule.changed_meanwhile',
    409,
    'Somebody changed the bell schedule since you opened it. Look at it again and repeat your change.',
  );
