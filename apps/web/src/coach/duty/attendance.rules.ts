import type { Attendance, Attendant } from '@firstbell/contracts/tickets';

export type AttendancePeriod = Attendance['periods'][number];
export type PeriodTime = 'past' | 'now' | 'later';

/** @param now milliseconds */
export function timeOf({ startsAt, endsAt }: Pick<AttendancePeriod, 'startsAt' | 'endsAt'>, now: number): PeriodTime {
  if (now < Date.parse(startsAt)) return 'later';
  return now < Date.parse(endsAt) ? 'now' : 'past';
}

export type Presence = 'here' | 'left' | 'missing' | 'came' | 'absent' | 'expected';

/** How somebody expected stands. Before the period nobody is missing yet, and who is here already is just that. */
export function presenceOf({ since, isHere }: Pick<Attendant, 'since' | 'isHere'>, time: PeriodTime): Presence {
  if (time === 'later') return 'expected';
  if (time === 'past') return since === null ? 'absent' : 'came';
  if (since === null) return 'missing';
  return isHere ? 'here' : 'left';
}
