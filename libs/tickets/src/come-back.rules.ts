import { ringing, schoolDay, type BellPeriod, type RingingPeriod } from '@firstbell/schedule';

/** The first of these periods that begins after `now`, of those that ring today; null when none does. */
export function nextOf(periodIds: readonly string[], today: readonly BellPeriod[], now: Date, timeZone: string): RingingPeriod | null {
  const later = ringing(today, schoolDay(now, timeZone), timeZone).filter(({ id, from }) => periodIds.includes(id) && from > now);
  return later.toSorted((a, b) => a.from.getTime() - b.from.getTime())[0] ?? null;
}
