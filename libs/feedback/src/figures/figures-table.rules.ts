import type { feedbackOperations, TodaysFigures } from '@firstbell/contracts/feedback';
import type { InputOf } from '@firstbell/contracts/operation';
import type { Translated } from '@firstbell/contracts/values';

export type FiguresTableName = InputOf<(typeof feedbackOperations)['todaysFiguresCsv']>['table'];

/** First row the headings. A cell without a figure is empty, never 0. */
export type FiguresTable = readonly (readonly (string | number | null)[])[];

/** One table of the figures as a spreadsheet gets it: names in both languages, minutes, shares 0..1. */
export function figuresTable(name: FiguresTableName, figures: TodaysFigures, issueNames: ReadonlyMap<string, Translated>): FiguresTable {
  switch (name) {
    case 'issues':
      return issuesTable(figures.byIssue, issueNames);
    case 'periods':
      return [
        ['period', 'filed', 'resolved', 'median wait (minutes)'],
        ...figures.byPeriod.map((row) => [row.name, row.filed, row.resolved, row.medianWaitMinutes]),
      ];
    case 'outOfOrder':
      return [['code', 'taken by', 'at (UTC)', 'reason'], ...figures.outOfOrder.map((row) => [row.code, row.by, row.at, row.reason])];
    case 'summary':
      return [
        ['figure', 'value'],
        ['day', figures.day],
        ['as of (UTC)', figures.asOf],
        ['waiting now', figures.waiting],
        ['longest wait now (minutes)', figures.longestWaitMinutes],
        ['median wait (minutes)', figures.medianWaitMinutes],
        ['90% waited at most (minutes)', figures.p90WaitMinutes],
        ['filed', figures.filed],
        ['resolved', figures.resolved],
        ['solved by self-help', figures.solvedBySelfHelp],
        ['escalated', figures.escalated],
        ['first-contact resolution (share)', figures.firstContactRate],
        ['reopened (share)', figures.reopenRate],
        ['on duty now', figures.onDuty],
        ['feedback given', figures.feedback.count],
        ['fixed (share of yes)', figures.feedback.fixed],
        ['explained (share of yes)', figures.feedback.explained],
        ['respected (share of yes)', figures.feedback.respected],
      ];
  }
}

/** By issue, whatever stretch of days was counted. */
export const issuesTable = (byIssue: TodaysFigures['byIssue'], issueNames: ReadonlyMap<string, Translated>): FiguresTable => [
  ['issue', 'issue (es)', 'filed', 'resolved', 'solved by self-help', 'median wait (minutes)'],
  ...byIssue.map(({ issueId, ...row }) => [
    issueNames.get(issueId)?.en ?? issueId,
    issueNames.get(issueId)?.es ?? issueId,
    row.filed,
    row.resolved,
    row.solvedBySelfHelp,
    row.medianWaitMinutes,
  ]),
];
