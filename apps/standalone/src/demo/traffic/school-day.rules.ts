import { demoBellSchedule, type DemoPeriodName } from '../demo-bell-schedule.js';
import type { SeededRandom } from '../seeded-random.js';

export interface Visit {
  /** Minutes since the first bell. */
  readonly minute: number;
  readonly period: DemoPeriodName;
  /** Index into the students. */
  readonly student: number;
  /** Index into the issues of the desk. */
  readonly issue: number;
  /** `solved`: the self-help was enough. `tries`: keeps the place meanwhile. `adult`: for the coach alone. `new`: not in the roster. */
  readonly kind: 'needs-help' | 'solved' | 'tries' | 'adult' | 'new';
}

export interface PlayedPeriod {
  readonly name: DemoPeriodName;
  /** Minutes since the first bell. */
  readonly from: number;
  readonly to: number;
}

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
const firstBell = minuteOf(demoBellSchedule[0].startsAt);

export const playedPeriods: readonly PlayedPeriod[] = demoBellSchedule.map(({ name, startsAt, endsAt }) => ({
  name,
  from: minuteOf(startsAt) - firstBell,
  to: minuteOf(endsAt) - firstBell,
}));

/** Students come in a crowd when the bell has rung, and one by one after. */
const burstMinutes = 6;
const inBurst = 1.1;
const calm = 0.3;

/** Everyone who comes to the desk on a day, in the order they come. The same random source gives the same day. */
export function visitsOfADay(random: SeededRandom, students: number, issues: number): Visit[] {
  return playedPeriods
    .flatMap((period) => {
      const minutes = Array.from({ length: period.to - period.from }, (_, index) => index);
      return minutes.flatMap((sinceBell) => {
        const expected = sinceBell < burstMinutes ? inBurst : calm;
        const count = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0);
        return Array.from({ length: count }, (): Visit => ({
          minute: period.from + sinceBell + random.whole(60) / 60,
          period: period.name,
          student: random.whole(students),
          issue: commonFirst(random, issues),
          kind: kindOf(random),
        }));
      });
    })
    .sort((one, other) => one.minute - other.minute);
}

/** The catalogue begins with what desks see most; the lower of two draws comes out accordingly. */
function commonFirst(random: SeededRandom, issues: number): number {
  return Math.min(random.whole(issues), random.whole(issues));
}

function kindOf(random: SeededRandom): Visit['kind'] {
  const draw = random.whole(100);
  if (draw < 12) return 'solved';
  if (draw < 16) return 'tries';
  if (draw < 18) return 'new';
  return draw < 20 ? 'adult' : 'needs-help';
}
