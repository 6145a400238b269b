import { DateTime } from 'luxon';

/** Finished in the quarter of an hour that began at `at`. */
export interface QuarterHour {
  readonly at: Date;
  readonly students: number;
}

/** When the school is open on a school day, minutes after midnight on its own clock. */
export interface OpenHours {
  readonly from: number;
  readonly to: number;
}

export interface Pace {
  readonly perHour: number;
  readonly lastAt: Date | null;
}

/** Two hours of work: long enough for a queue's ups and downs, short enough to notice a second station. */
const recentQuarters = 8;
/** With less than this behind it, a number would pretend to know. */
const thin = { quarters: 3, students: 10 };
/** Nobody plans by a forecast further away. */
const furthestDays = 60;
const schoolDay: OpenHours = { from: 8 * 60, to: 16 * 60 };

/**
 * How many students are finished in an hour of work, over the last quarters in which any was: breaks, nights and
 * weekends do not slow it down. Null while there is too little to tell.
 */
export function paceOf(
  quarters: readonly QuarterHour[],
  remaining: number,
  now: Date,
  timeZone: string,
  open: OpenHours = schoolDay,
): Pace | null {
  const recent = quarters
    .filter(({ students }) => students > 0)
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, recentQuarters);
  const students = recent.reduce((sum, quarter) => sum + quarter.students, 0);
  if (recent.length < thin.quarters || students < thin.students) return null;
  const perHour = (students / recent.length) * 4;
  return { perHour: Math.round(perHour), lastAt: remaining === 0 ? null : afterWork((remaining / perHour) * 60, now, timeZone, open) };
}

/** The moment at which that many minutes of school days have passed. */
function afterWork(minutes: number, now: Date, timeZone: string, open: OpenHours): Date | null {
  let left = minutes;
  const today = DateTime.fromJSDate(now, { zone: timeZone });
  for (let days = 0; days < furthestDays; days += 1) {
    const midnight = today.startOf('day').plus({ days });
    if (midnight.isWeekend) continue;
    // By the clock on the wall, which the change to summer time moves.
    const opens = midnight.set({ hour: Math.floor(open.from / 60), minute: open.from % 60 });
    const closes = midnight.set({ hour: Math.floor(open.to / 60), minute: open.to % 60 });
    const from = opens > today ? opens : today;
    const available = closes.diff(from, 'minutes').minutes;
    if (available <= 0) continue;
    if (left <= available) return from.plus({ minutes: left }).toJSDate();
    left -= available;
  }
  return null;
}

/** From the first bell to the last; a school without bells is open from eight to four. */
export function openHours(periods: readonly { readonly startsAt: string; readonly endsAt: string }[]): OpenHours {
  if (periods.length === 0) return schoolDay;
  const minutes = (time: string): number => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return hour * 60 + minute;
  };
  return {
    from: Math.min(...periods.map(({ startsAt }) => minutes(startsAt))),
    to: Math.max(...periods.map(({ endsAt }) => minutes(endsAt))),
  };
}
