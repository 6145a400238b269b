import type { SchoolSettings } from '@firstbell/contracts/people';
import { currentPeriod, schoolDay, type CurrentPeriod } from './bell.rules.js';
import { periodsOn, type BellPeriod, type Calendar } from './calendar.rules.js';

/** What a school's time is told from. */
export interface SchoolClock extends Calendar {
  readonly timeZone: string;
  readonly settings: SchoolSettings;
}

export interface SchoolNow {
  readonly now: Date;
  readonly day: string;
  readonly timeZone: string;
  readonly settings: SchoolSettings;
  /** Those that ring today, in order. */
  readonly periods: readonly BellPeriod[];
  /** The one that runs now. */
  readonly period: CurrentPeriod | null;
}

/** What time it is at a school. */
export function schoolNow(clock: SchoolClock, now: Date): SchoolNow {
  const { timeZone, settings } = clock;
  const day = schoolDay(now, timeZone);
  const periods = periodsOn(day, clock);
  return { now, day, timeZone, settings, periods, period: currentPeriod(periods, now, timeZone) };
}
