import type { TodaysFigures } from '@firstbell/contracts/feedback';
import { studentsPerAnswer } from '@firstbell/contracts/trends';
import type { BellSlot } from './bell-slots.rules.js';

/** Whom a row of grouped figures is about: GROUPING() sets a bit for what was not grouped by. */
interface Grouped {
  readonly group: number;
  readonly issue_id: string | null;
  readonly slot: number | null;
}
const ofTheDay = 0b11;
const ofOneIssue = 0b01;
const ofOneSlot = 0b10;

/** Seconds until first taken; null while nobody was. */
export interface FilingFigures extends Grouped {
  readonly filed: number;
  readonly median: number | null;
  readonly p90: number | null;
}
/** `at_once`: by the first who took it, without hand-over, escalation or reopening. */
export interface ResolutionFigures extends Grouped {
  readonly resolved: number;
  readonly reopened: number;
  readonly at_once: number;
}
export interface DayCounts {
  readonly waiting: number;
  readonly longest: number | null;
  readonly on_duty: number;
  readonly escalated: number;
}
export interface FeedbackCounts {
  readonly count: number;
  /** Different students who answered. */
  readonly students: number;
  readonly fixed: number;
  readonly explained: number;
  readonly respected: number;
}
export interface OutOfOrderTake {
  readonly code: string;
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
}

export interface DayOfFigures {
  readonly day: string;
  readonly now: Date;
  readonly filings: readonly FilingFigures[];
  readonly resolutions: readonly ResolutionFigures[];
  readonly solvedBySelfHelp: ReadonlyMap<string, number>;
  readonly counts: DayCounts;
  readonly feedback: FeedbackCounts;
  readonly outOfOrder: readonly OutOfOrderTake[];
  /** Whoever is no coach hears of answers only when they are of enough students. */
  readonly everyAnswer: boolean;
  readonly slots: readonly BellSlot[];
}

/** Share 0..1 with three decimals; null when there is nothing it could be a share of. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((part / whole) * 1_000) / 1_000);

/** Minutes with one decimal. */
export const minutes = (seconds: number | null): number | null => (seconds === null ? null : Math.round(Math.max(0, seconds) / 6) / 10);

/** Puts together what was counted. Issues nothing happened to today are left out, and so is an empty time outside the bells. */
export function figuresOf(day: DayOfFigures): TodaysFigures {
  const filed = day.filings.find((row) => row.group === ofTheDay);
  const resolved = day.resolutions.find((row) => row.group === ofTheDay);
  const { counts, feedback } = day;
  const told = day.everyAnswer || feedback.students >= studentsPerAnswer;
  return {
    day: day.day,
    asOf: day.now.toISOString(),
    waiting: counts.waiting,
    longestWaitMinutes: minutes(counts.longest),
    medianWaitMinutes: minutes(filed?.median ?? null),
    p90WaitMinutes: minutes(filed?.p90 ?? null),
    filed: filed?.filed ?? 0,
    resolved: resolved?.resolved ?? 0,
    solvedBySelfHelp: sum(day.solvedBySelfHelp.values()),
    escalated: counts.escalated,
    firstContactRate: shareOf(resolved?.at_once ?? 0, resolved?.resolved ?? 0),
    reopenRate: shareOf(resolved?.reopened ?? 0, resolved?.resolved ?? 0),
    onDuty: counts.on_duty,
    feedback: {
      count: feedback.count,
      fixed: told ? shareOf(feedback.fixed, feedback.count) : null,
      explained: told ? shareOf(feedback.explained, feedback.count) : null,
      respected: told ? shareOf(feedback.respected, feedback.count) : null,
    },
    byIssue: byIssue(day),
    byPeriod: byPeriod(day),
    outOfOrder: day.outOfOrder.map((take) => ({ ...take, at: take.at.toISOString() })),
  };
}

/** Busiest first. */
function byIssue(day: DayOfFigures): TodaysFigures['byIssue'] {
  const filings = new Map(day.filings.flatMap((row) => (row.group === ofOneIssue && row.issue_id !== null ? [[row.issue_id, row]] : [])));
  const resolutions = new Map(
    day.resolutions.flatMap((row) => (row.group === ofOneIssue && row.issue_id !== null ? [[row.issue_id, row]] : [])),
  );
  return [...new Set([...filings.keys(), ...resolutions.keys(), ...day.solvedBySelfHelp.keys()])]
    .map((issueId) => ({
      issueId,
      filed: filings.get(issueId)?.filed ?? 0,
      resolved: resolutions.get(issueId)?.resolved ?? 0,
      solvedBySelfHelp: day.solvedBySelfHelp.get(issueId) ?? 0,
      medianWaitMinutes: minutes(filings.get(issueId)?.median ?? null),
    }))
    .filter((issue) => issue.filed + issue.resolved + issue.solvedBySelfHelp > 0)
    .toSorted(
      (a, b) => b.filed - a.filed || b.resolved - a.resolved || b.solvedBySelfHelp - a.solvedBySelfHelp || (a.issueId < b.issueId ? -1 : 1),
    );
}

/** In the order of the day. */
function byPeriod(day: DayOfFigures): TodaysFigures['byPeriod'] {
  const filings = new Map(day.filings.flatMap((row) => (row.group === ofOneSlot && row.slot !== null ? [[row.slot, row]] : [])));
  const resolutions = new Map(day.resolutions.flatMap((row) => (row.group === ofOneSlot && row.slot !== null ? [[row.slot, row]] : [])));
  return day.slots
    .map(({ name, outside }, slot) => ({
      name,
      outside,
      filed: filings.get(slot)?.filed ?? 0,
      resolved: resolutions.get(slot)?.resolved ?? 0,
      medianWaitMinutes: minutes(filings.get(slot)?.median ?? null),
    }))
    .filter((period) => period.outside === null || period.filed + period.resolved > 0);
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0);
