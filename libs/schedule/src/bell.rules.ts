import { DateTime } from 'luxon';

/** A slot of the bell schedule in the school's own wall-clock time, `HH:MM` or `HH:MM:SS`. */
export interface BellPeriod {
  readonly id: string;
  readonly name: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

export interface CurrentPeriod {
  readonly id: string;
  readonly name: string;
  readonly endsAt: Date;
}

const at = (now: Date, timeZone: string, time: string): Date => {
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  return DateTime.fromJSDate(now, { zone: timeZone }).set({ hour, minute, second, millisecond: 0 }).toJSDate();
};

/** The period that is running at `now`, on weekdays; null between bells, before and after school. */
export function currentPeriod(periods: readonly BellPeriod[], now: Date, timeZone: string): CurrentPeriod | null {
  if (DateTime.fromJSDate(now, { zone: timeZone }).isWeekend) return null;
  for (const period of periods) {
    const endsAt = at(now, timeZone, period.endsAt);
    if (at(now, timeZone, period.startsAt) <= now && now < endsAt) return { id: period.id, name: period.name, endsAt };
  }
  return null;
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
