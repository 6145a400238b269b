import type { SchoolSettings } from '@firstbell/contracts/people';
import { currentPeriod, periodsOn, schoolDay, type BellPeriod, type CurrentPeriod } from './bell.rules.js';

/** What a school's time is told from. */
export interface SchoolClock {
  readonly timeZone: string;
  readonly settings: SchoolSettings;
  readonly periods: readonly BellPeriod[];
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
export function schoolNow({ timeZone, settings, periods }: SchoolClock, now: Date): SchoolNow {
  const day = schoolDay(now, timeZone);
  const today = periodsOn(day, periods);
  return { now, day, timeZone, settings, periods: today, period: currentPeriod(today, now, timeZone) };
}
