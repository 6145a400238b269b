import type { Attendance } from '@firstbell/contracts/tickets';
import type { PersonBrief } from '@firstbell/contracts/values';
import type { RingingPeriod } from '@firstbell/schedule';

export interface DutyTime {
  readonly person: PersonBrief;
  readonly since: Date;
  readonly until: Date | null;
}

export interface Shift {
  readonly periodId: string;
  readonly person: PersonBrief;
}

/** Who stays a moment after the bell was not there for the next period. */
const momentMs = 60_000;

const wasThere = ({ since, until }: DutyTime, { from, to }: RingingPeriod, now: Date): boolean =>
  since < to && (until ?? now).getTime() - Math.max(since.getTime(), from.getTime()) >= (until === null ? 0 : momentMs);

/** Who was expected in each period of the day, and who came, expected or not. @param times of the day, the earliest first */
export function attendanceOf(
  periods: readonly RingingPeriod[],
  shifts: readonly Shift[],
  times: readonly DutyTime[],
  now: Date,
): Attendance['periods'] {
  return periods.map((period) => {
    const there = times.filter((time) => wasThere(time, period, now));
    const came = ({ id, name }: PersonBrief) => ({
      person: { id, name },
      since: there.find(({ person }) => person.id === id)?.since.toISOString() ?? null,
      isHere: there.some(({ person, until }) => person.id === id && until === null),
    });
    const expected = shifts.filter(({ periodId }) => periodId === period.id).map(({ person }) => person);
    const others = new Map(
      there.filter(({ person }) => !expected.some(({ id }) => id === person.id)).map(({ person }) => [person.id, person]),
    );
    return {
      id: period.id,
      name: period.name,
      startsAt: period.from.toISOString(),
      endsAt: period.to.toISOString(),
      expected: expected.map(came),
      others: [...others.values()].map(came),
    };
  });
}
