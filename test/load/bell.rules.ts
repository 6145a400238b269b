import type { SeededRandom } from '../../apps/standalone/src/demo/seeded-random.js';

/** From the first bell to the last, in seven periods. */
const dayMinutes = 394;
const periods = 7;
export const periodMinutes = dayMinutes / periods;

/** Right after a bell students come six times as often as over the day; the rest of the period has what is left of its mean. */
const rushMinutes = 5;
const rush = 6;
const calm = (periodMinutes - rushMinutes * rush) / (periodMinutes - rushMinutes);

/** Two tickets a student in a year of 180 days, five times as many at its start. */
export const ticketsADay = (students: number): number => ((students * 2) / 180) * 5;

/** Tickets a minute, so many minutes after the first bell. */
export function ticketsAMinute(students: number, minute: number): number {
  return (ticketsADay(students) / dayMinutes) * (minute % periodMinutes < rushMinutes ? rush : calm);
}

/** Three assistants at six minutes a ticket hold 13 tickets a period; more students need more of them, and nobody works alone. */
export const assistantsOnDuty = (students: number): number => Math.max(2, Math.ceil((ticketsADay(students) / periods / 13) * 3));

/** When students come, in minutes since the first bell: by chance, and independent of what happens to them. */
export function arrivals(students: number, minutes: number, random: SeededRandom): number[] {
  const most = (ticketsADay(students) / dayMinutes) * rush;
  const moments: number[] = [];
  // A stream at the highest rate, thinned to the rate of the moment (Lewis and Shedler, 1979).
  for (let minute = gap(random) / most; minute < minutes; minute += gap(random) / most)
    if (random.chance(ticketsAMinute(students, minute) / most)) moments.push(minute);
  return moments;
}

/** Exponentially distributed with mean 1. */
const gap = (random: SeededRandom): number => -Math.log(1 - random.whole(1_000_000) / 1_000_000);
