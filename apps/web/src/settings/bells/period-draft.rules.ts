import type { Period } from '@firstbell/contracts/people';

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const lastMinute = 24 * 60 - 1;

/** `HH:MM`; after midnight there is no school. */
const timeOf = (minutes: number): string => {
  const within = Math.min(minutes, lastMinute);
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
};

const walkMinutes = 5;
const firstPeriod = { name: '', startsAt: '08:00', endsAt: '08:45' };

/** The number a name ends with counts on: `Period 3` is followed by `Period 4`. */
const nextName = (name: string): string => {
  const [, words = '', number] = /^((?:.*\D)?)(\d+)$/.exec(name.trim()) ?? [];
  return number === undefined ? '' : `${words}${String(Number(number) + 1)}`;
};

/** What probably comes after these: as long as the last one, after time to walk. */
export function nextPeriod(periods: readonly Omit<Period, 'id' | 'dayTypeId'>[]): Omit<Period, 'id' | 'dayTypeId'> {
  const last = periods
    .filter(({ startsAt, endsAt }) => startsAt !== '' && endsAt !== '')
    .toSorted((a, b) => a.endsAt.localeCompare(b.endsAt))
    .at(-1);
  if (last === undefined) return firstPeriod;
  const starts = minutesOf(last.endsAt) + walkMinutes;
  const length = Math.max(1, minutesOf(last.endsAt) - minutesOf(last.startsAt));
  return { name: nextName(last.name), startsAt: timeOf(starts), endsAt: timeOf(starts + length) };
}
