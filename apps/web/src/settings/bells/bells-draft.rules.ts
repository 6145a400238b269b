import type { Period } from '@firstbell/contracts/people';
import type { BellSchedule, DayOff, DayPattern, DayType } from '@firstbell/contracts/schedule';

/** The pattern as it is chosen: what was filled in for one kind is kept while another is looked at. */
export interface PatternDraft {
  readonly kind: DayPattern['kind'];
  readonly same: string | null;
  readonly weekdays: (string | null)[];
  readonly rotation: string[];
  readonly from: string;
}

export interface BellsDraft {
  readonly dayTypes: DayType[];
  readonly periods: Period[];
  readonly pattern: PatternDraft;
  readonly daysOff: DayOff[];
}

const noWeekdays = [null, null, null, null, null];

export function patternDraftOf(pattern: DayPattern, today: string): PatternDraft {
  const empty = { same: null, weekdays: noWeekdays, rotation: [], from: today };
  switch (pattern.kind) {
    case 'same':
      return { ...empty, kind: 'same', same: pattern.dayTypeId };
    case 'weekdays':
      return { ...empty, kind: 'weekdays', weekdays: pattern.dayTypeIds };
    case 'rotation':
      return { ...empty, kind: 'rotation', rotation: pattern.dayTypeIds, from: pattern.from };
  }
}

/** What is sent; kinds of days that were removed meanwhile are left out. */
export function patternOf({ kind, same, weekdays, rotation, from }: PatternDraft, dayTypes: readonly DayType[]): DayPattern {
  const known = (id: string | null): string | null => (dayTypes.some((dayType) => dayType.id === id) ? id : null);
  const turns = rotation.filter((id) => known(id) !== null);
  if (kind === 'weekdays') return { kind, dayTypeIds: weekdays.map(known) };
  if (kind === 'rotation' && turns.length > 0) return { kind, from, dayTypeIds: turns };
  return { kind: 'same', dayTypeId: known(same) };
}

export const draftOf = (schedule: BellSchedule | null): BellsDraft => ({
  dayTypes: schedule?.dayTypes ?? [],
  periods: schedule?.periods ?? [],
  pattern: patternDraftOf(schedule?.pattern ?? { kind: 'same', dayTypeId: null }, schedule?.coming[0]?.day ?? ''),
  daysOff: schedule?.daysOff ?? [],
});

/** What is sent: trimmed, and without kinds of days that are gone. */
export const sentOf = ({ dayTypes, periods, pattern, daysOff }: BellsDraft) => ({
  dayTypes: dayTypes.map((dayType) => ({ ...dayType, name: dayType.name.trim() })),
  periods: periods.map((period) => ({
    ...period,
    name: period.name.trim(),
    dayTypeId: dayTypes.some(({ id }) => id === period.dayTypeId) ? period.dayTypeId : null,
  })),
  pattern: patternOf(pattern, dayTypes),
  daysOff: daysOff.map((off) => ({ ...off, name: off.name.trim() })),
});

/** Every field a refusal may be about, by its place in the form. */
export const fieldsOf = ({ dayTypes, periods, daysOff }: BellsDraft): string[] => [
  'pattern',
  ...rows('dayTypes', dayTypes, ['name']),
  ...rows('periods', periods, ['name', 'startsAt', 'endsAt', 'dayTypeId']),
  ...rows('daysOff', daysOff, ['name', 'from', 'to']),
];

export const rows = (list: string, items: readonly unknown[], names: readonly string[]): string[] => [
  list,
  ...items.flatMap((_, index) => names.map((name) => `${list}.${String(index)}.${name}`)),
];
