/** Seven periods of 48 minutes, five minutes to walk between them, lunch after the fourth. Local wall-clock times. */
export const demoBellSchedule = [
  { name: 'Period 1', startsAt: '08:00', endsAt: '08:48' },
  { name: 'Period 2', startsAt: '08:53', endsAt: '09:41' },
  { name: 'Period 3', startsAt: '09:46', endsAt: '10:34' },
  { name: 'Period 4', startsAt: '10:39', endsAt: '11:27' },
  { name: 'Period 5', startsAt: '12:00', endsAt: '12:48' },
  { name: 'Period 6', startsAt: '12:53', endsAt: '13:41' },
  { name: 'Period 7', startsAt: '13:46', endsAt: '14:34' },
] as const;
export type DemoPeriodName = (typeof demoBellSchedule)[number]['name'];
