import { dayBounds, ringing } from './bell.rules.js';
import type { SchoolNow } from './school-now.rules.js';

/** A bell nearer than this is no end of what begins now. */
const tooNearMs = 60_000;

/**
 * When duty that begins now ends by itself: at the next bell that ends a period, for whoever has the whole day at the last one,
 * and after that at midnight.
 */
export function dutyEnd({ now, day, timeZone, periods }: SchoolNow, wholeDay: boolean): Date {
  const ends = ringing(periods, day, timeZone)
    .map(({ to }) => to)
    .filter((bell) => bell.getTime() - now.getTime() >= tooNearMs);
  return (wholeDay ? ends.at(-1) : ends[0]) ?? dayBounds(day, timeZone).to;
}
