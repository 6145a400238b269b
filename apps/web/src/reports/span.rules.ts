import type { TrendDay } from '@firstbell/contracts/trends';

export const spanKinds = ['week', 'month', 'schoolYear', 'own'] as const;
export type SpanKind = (typeof spanKinds)[number];

/** Calendar days of the school, `YYYY-MM-DD`, both in it. */
export interface Span {
  readonly from: string;
  readonly until: string;
}

const dayMs = 86_400_000;
const plusDays = (day: string, days: number): string => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** The stretch that ends today: seven days, thirty, or since the first of August, when the laptops of a school year go out. */
export function spanUntil(today: string, kind: Exclude<SpanKind, 'own'>): Span {
  if (kind === 'week') return { from: plusDays(today, -6), until: today };
  if (kind === 'month') return { from: plusDays(today, -29), until: today };
  const year = Number(today.slice(0, 4));
  return { from: `${String(today.slice(5) >= '08-01' ? year : year - 1)}-08-01`, until: today };
}

/** More bars than these cannot be told apart; then one stands for a week. */
export const mostDayBars = 31;

/** Monday of the week in which the day lies. */
const mondayOf = (day: string): string => plusDays(day, -((new Date(day).getUTCDay() + 6) % 7));

/** What was filed and resolved week by week; `day` is its Monday. */
export function byWeek(days: readonly TrendDay[]): Pick<TrendDay, 'day' | 'filed' | 'resolved'>[] {
  const weeks = new Map<string, { day: string; filed: number; resolved: number }>();
  for (const { day, filed, resolved } of days) {
    const monday = mondayOf(day);
    const week = weeks.get(monday) ?? { day: monday, filed: 0, resolved: 0 };
    weeks.set(monday, { day: monday, filed: week.filed + filed, resolved: week.resolved + resolved });
  }
  return [...weeks.values()];
}
