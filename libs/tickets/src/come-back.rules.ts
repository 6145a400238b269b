import type { BellPeriod } from '@firstbell/schedule';
import { DateTime } from 'luxon';

/** The first of these periods that begins today after `now`; null at weekends and when none does. */
export function nextOf(periodIds: readonly string[], periods: readonly BellPeriod[], now: Date, timeZone: string): BellPeriod | null {
  const here = DateTime.fromJSDate(now, { zone: timeZone });
  if (here.isWeekend) return null;
  const clock = here.toFormat('HH:mm:ss');
  const later = periods.filter(({ id, startsAt }) => periodIds.includes(id) && startsAt > clock);
  return later.toSorted((a, b) => a.startsAt.localeCompare(b.startsAt))[0] ?? null;
}
