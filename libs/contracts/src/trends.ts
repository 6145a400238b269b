import * as z from 'zod';
import { issueFigures } from './feedback.js';
import { defineOperations } from './operation.js';
import { day, id, instant } from './values.js';

/** So many different students have answered before anything is told of their answers. */
export const studentsPerAnswer = 5;
/** A school year with its summer, and some days more. */
export const longestTrendDays = 430;

export const trendDay = z.object({
  day,
  filed: z.number().int(),
  resolved: z.number().int(),
  medianWaitMinutes: z.number().nullable(),
});
export type TrendDay = z.output<typeof trendDay>;

/** A stretch of days at one desk, both ends in it: totals, and nobody's name. Rates are 0..1, null while there is nothing to share. */
export const trends = z.object({
  from: day,
  until: day,
  asOf: instant,
  filed: z.number().int(),
  resolved: z.number().int(),
  solvedBySelfHelp: z.number().int(),
  medianWaitMinutes: z.number().nullable(),
  p90WaitMinutes: z.number().nullable(),
  firstContactRate: z.number().nullable(),
  reopenRate: z.number().nullable(),
  /** Null until at least five different students have answered. Shares of "yes". */
  feedback: z.object({ count: z.number().int(), fixed: z.number(), explained: z.number(), respected: z.number() }).nullable(),
  /** Days on which anything was filed or resolved, the oldest first. */
  byDay: z.array(trendDay),
  byIssue: z.array(issueFigures),
});
export type Trends = z.output<typeof trends>;

const span = { deskId: id, from: day, until: day };
const readers = { who: ['coach', 'leader', 'administrator'], whose: 'desk', rate: { limit: 60, perSeconds: 60 } } as const;

export const trendOperations = defineOperations({
  trends: {
    method: 'GET',
    path: '/api/desks/:deskId/trends',
    summary: 'Totals of a desk over a stretch of days, at most a school year, by day and by issue',
    input: z.object(span),
    output: trends,
    ...readers,
  },
  trendsCsv: {
    method: 'GET',
    path: '/api/desks/:deskId/trends.csv',
    summary: 'One table of them as CSV',
    input: z.object({ ...span, table: z.enum(['summary', 'days', 'issues']).default('summary') }),
    output: z.string(),
    answer: 'csv',
    ...readers,
  },
});
