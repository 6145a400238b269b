import type { InputOf } from '@firstbell/contracts/operation';
import type { trendOperations, Trends } from '@firstbell/contracts/trends';
import type { Translated } from '@firstbell/contracts/values';
import { issuesTable, type FiguresTable } from '../figures/figures-table.rules.js';

export type TrendsTableName = InputOf<(typeof trendOperations)['trendsCsv']>['table'];

/** One table of the trends as a spreadsheet gets it: names in both languages, minutes, shares 0..1; what is not told is empty. */
export function trendsTable(name: TrendsTableName, trends: Trends, issueNames: ReadonlyMap<string, Translated>): FiguresTable {
  switch (name) {
    case 'days':
      return [
        ['day', 'filed', 'resolved', 'median wait (minutes)'],
        ...trends.byDay.map((row) => [row.day, row.filed, row.resolved, row.medianWaitMinutes]),
      ];
    case 'issues':
      return issuesTable(trends.byIssue, issueNames);
    case 'summary':
      return [
        ['figure', 'value'],
        ['from', trends.from],
        ['until', trends.until],
        ['as of (UTC)', trends.asOf],
        ['filed', trends.filed],
        ['resolved', trends.resolved],
        ['solved by self-help', trends.solvedBySelfHelp],
        ['median wait (minutes)', trends.medianWaitMinutes],
        ['90% waited at most (minutes)', trends.p90WaitMinutes],
        ['first-contact resolution (share)', trends.firstContactRate],
        ['reopened (share)', trends.reopenRate],
        ['feedback given', trends.feedback?.count ?? null],
        ['fixed (share of yes)', trends.feedback?.fixed ?? null],
        ['explained (share of yes)', trends.feedback?.explained ?? null],
        ['respected (share of yes)', trends.feedback?.respected ?? null],
      ];
  }
}
