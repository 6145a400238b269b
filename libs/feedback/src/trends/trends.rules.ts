import { studentsPerAnswer, type TrendDay, type Trends } from '@firstbell/contracts/trends';
import { minutes, shareOf, type FeedbackCounts } from '../figures/figures.rules.js';

/** Whom a row of grouped figures is about: GROUPING() sets a bit for what was not grouped by. */
interface Grouped {
  readonly group: number;
  readonly issue_id: string | null;
  readonly day: string | null;
}
const ofAll = 0b11;
const ofOneIssue = 0b01;
const ofOneDay = 0b10;

/** Seconds until first taken; null while nobody was. */
export interface FilingTrend extends Grouped {
  readonly filed: number;
  readonly median: number | null;
  readonly p90: number | null;
}
export interface ResolutionTrend extends Grouped {
  readonly resolved: number;
  readonly reopened: number;
  readonly at_once: number;
}

export interface CountedSpan {
  readonly from: string;
  readonly until: string;
  readonly now: Date;
  readonly filings: readonly FilingTrend[];
  readonly resolutions: readonly ResolutionTrend[];
  readonly solvedBySelfHelp: ReadonlyMap<string, number>;
  readonly feedback: FeedbackCounts;
}

/** Puts together what was counted over a stretch of days. */
export function trendsOf(span: CountedSpan): Trends {
  const filed = span.filings.find(({ group }) => group === ofAll);
  const resolved = span.resolutions.find(({ group }) => group === ofAll);
  return {
    from: span.from,
    until: span.until,
    asOf: span.now.toISOString(),
    filed: filed?.filed ?? 0,
    resolved: resolved?.resolved ?? 0,
    solvedBySelfHelp: [...span.solvedBySelfHelp.values()].reduce((total, one) => total + one, 0),
    medianWaitMinutes: minutes(filed?.median ?? null),
    p90WaitMinutes: minutes(filed?.p90 ?? null),
    firstContactRate: shareOf(resolved?.at_once ?? 0, resolved?.resolved ?? 0),
    reopenRate: shareOf(resolved?.reopened ?? 0, resolved?.resolved ?? 0),
    feedback: toldFeedback(span.feedback),
    byDay: byDay(span),
    byIssue: byIssue(span),
  };
}

/** Shares of "yes" once enough different students stand behind them, else nothing, not even how many answered. */
function toldFeedback({ count, students, fixed, explained, respected }: FeedbackCounts): Trends['feedback'] {
  if (students < studentsPerAnswer) return null;
  const share = (part: number): number => shareOf(part, count) ?? 0;
  return { count, fixed: share(fixed), explained: share(explained), respected: share(respected) };
}

function byDay({ filings, resolutions }: CountedSpan): TrendDay[] {
  const filed = new Map(filings.flatMap((row) => (row.group === ofOneDay && row.day !== null ? [[row.day, row]] : [])));
  const resolved = new Map(resolutions.flatMap((row) => (row.group === ofOneDay && row.day !== null ? [[row.day, row]] : [])));
  return [...new Set([...filed.keys(), ...resolved.keys()])].toSorted().map((day) => ({
    day,
    filed: filed.get(day)?.filed ?? 0,
    resolved: resolved.get(day)?.resolved ?? 0,
    medianWaitMinutes: minutes(filed.get(day)?.median ?? null),
  }));
}

/** Busiest first. */
function byIssue({ filings, resolutions, solvedBySelfHelp }: CountedSpan): Trends['byIssue'] {
  const filed = new Map(filings.flatMap((row) => (row.group === ofOneIssue && row.issue_id !== null ? [[row.issue_id, row]] : [])));
  const resolved = new Map(resolutions.flatMap((row) => (row.group === ofOneIssue && row.issue_id !== null ? [[row.issue_id, row]] : [])));
  return [...new Set([...filed.keys(), ...resolved.keys(), ...solvedBySelfHelp.keys()])]
    .map((issueId) => ({
      issueId,
      filed: filed.get(issueId)?.filed ?? 0,
      resolved: resolved.get(issueId)?.resolved ?? 0,
      solvedBySelfHelp: solvedBySelfHelp.get(issueId) ?? 0,
      medianWaitMinutes: minutes(filed.get(issueId)?.median ?? null),
    }))
    .filter((issue) => issue.filed + issue.resolved + issue.solvedBySelfHelp > 0)
    .toSorted((a, b) => b.filed - a.filed || b.resolved - a.resolved || (a.issueId < b.issueId ? -1 : 1));
}
