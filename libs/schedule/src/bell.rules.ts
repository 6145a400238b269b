import { DateTime } from 'luxon';
import type { BellPeriod } from './calendar.rules.js';

export interface CurrentPeriod {
  readonly id: string;
  readonly name: string;
  readonly endsAt: Date;
}

/** A period of one day with the instants of its bells. */
export interface RingingPeriod extends BellPeriod {
  readonly from: Date;
  readonly to: Date;
}

/** When the bells of these periods ring on that day, in the order of the periods. */
export function ringing(periods: readonly BellPeriod[], day: string, timeZone: string): RingingPeriod[] {
  const at = (time: string): Date => DateTime.fromISO(`${day}T${time}`, { zone: timeZone }).toJSDate();
  return periods.map((period) => ({ ...period, from: at(period.startsAt), to: at(period.endsAt) }));
}

/** Which of the day's periods is running at `now`; null between bells, before and after school. */
export function currentPeriod(periods: readonly BellPeriod[], now: Date, timeZone: string): CurrentPeriod | null {
  const running = ringing(periods, schoolDay(now, timeZone), timeZone).find(({ from, to }) => from <= now && now < to);
  return running === undefined ? null : { id: running.id, name: running.name, endsAt: running.to };
}

/** The next bell of the day's periods after `now`; after the last one, the midnight at which another day begins. */
export function nextBell(periods: readonly BellPeriod[], now: Date, timeZone: string): Date {
  const day = schoolDay(now, timeZone);
  const bells = ringing(periods, day, timeZone).flatMap(({ from, to }) => [from, to]);
  return bells.find((bell) => bell > now) ?? dayBounds(day, timeZone).to;
}

/** The calendar day in the school's time zone, `YYYY-MM-DD`. */
export function schoolDay(now: Date, timeZone: string): string {
  return DateTime.fromJSDate(now, { zone: timeZone }).toISODate() ?? now.toISOString().slice(0, 10);
}

/** The instants between which that day lies. */
export function dayBounds(day: string, timeZone: string): { readonly from: Date; readonly to: Date } {
  const from = DateTime.fromISO(day, { zone: timeZone });
  return { from: from.toJSDate(), to: from.plus({ days: 1 }).toJSDate() };
}
