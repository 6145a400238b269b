import type { Period } from '@firstbell/contracts/people';
import { FirstbellError } from '@firstbell/platform';

/** Where in the form a period stands, as the field of a refusal. */
const fieldOf = (index: number, name: 'name' | 'startsAt' | 'endsAt'): string => `periods.${String(index)}.${name}`;

const sameName = (a: Period, b: Period): boolean => a.name.toLowerCase() === b.name.toLowerCase();
const overlap = (a: Period, b: Period): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt;

/**
 * A day's periods end after they begin, have names of their own and do not overlap; one may begin at the bell that ends another.
 * @throws FirstbellError naming the field of the first one that does not fit
 */
export function mustFit(periods: readonly Period[]): void {
  for (const [index, period] of periods.entries()) {
    if (period.endsAt <= period.startsAt) throw endsBeforeStart(period, fieldOf(index, 'endsAt'));
    const before = periods.slice(0, index);
    if (before.some((other) => other.id === period.id)) throw twice(period, fieldOf(index, 'name'));
    if (before.some((other) => sameName(other, period))) throw nameTaken(period, fieldOf(index, 'name'));
    const inTheWay = before.find((other) => overlap(other, period));
    if (inTheWay !== undefined) throw overlaps(period, inTheWay, fieldOf(index, 'startsAt'));
  }
}

const endsBeforeStart = ({ name, startsAt }: Period, field: string) =>
  new FirstbellError('period.ends_before_start', 422, `“${name}” has to end after ${startsAt}. Give it a later end.`, {
    field,
    facts: { name, startsAt },
  });

const nameTaken = ({ name }: Period, field: string) =>
  new FirstbellError('period.name_taken', 422, `Two periods are called “${name}”. Give one of them another name.`, {
    field,
    facts: { name },
  });

const twice = ({ name }: Period, field: string) =>
  new FirstbellError('period.twice', 422, `“${name}” was sent twice under one id. Give each period an id of its own.`, { field });

const overlaps = ({ name }: Period, other: Period, field: string) =>
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

export const changedMeanwhile = () =>
  new FirstbellError(
    'bell_schedule.changed_meanwhile',
    409,
    'Somebody changed the bell schedule since you opened it. Look at it again and repeat your change.',
  );
