import type { TodaysFigures } from '@firstbell/contracts/feedback';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { issuesQuery } from '../../api/issues-query.js';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { IssuePicture } from '../../hallpass/pictures/issue-picture.js';
import type { PictureKey } from '@firstbell/contracts/pictures';
import { wordsIn } from '../../console/words-in.rules.js';
import { FiguresChart } from './figures-chart.js';
import { useFigureFormat } from './use-figure-format.js';

type IssueFigures = TodaysFigures['byIssue'][number];

interface ByIssueProps {
  readonly lines: readonly IssueFigures[];
  /** What the table is called. */
  readonly table: string;
  readonly empty: string;
  readonly csv: { readonly fileName: string; readonly load: () => Promise<Blob> };
}

type IssueLine = IssueFigures & { readonly name: string; readonly picture: PictureKey | null };

/** More bars than this cannot be told apart; the table below has them all. */
const mostBars = 10;

export function ByIssue({ lines: counted, table, empty, csv }: ByIssueProps) {
  const { t, i18n } = useTranslation('coach');
  const { minutes } = useFigureFormat();
  const { data: issues } = useQuery(issuesQuery);
  const lines = useMemo(() => {
    const issueOf = new Map((issues ?? []).map((issue) => [issue.id, issue]));
    return counted
      .map((line): IssueLine => {
        const issue = issueOf.get(line.issueId);
        return {
          ...line,
          name: issue === undefined ? t('review.unknownIssue') : wordsIn(i18n.resolvedLanguage, issue.name),
          picture: issue?.picture ?? null,
        };
      })
      .filter((line) => line.filed + line.resolved + line.solvedBySelfHelp > 0)
      .sort((a, b) => b.filed - a.filed || b.solvedBySelfHelp - a.solvedBySelfHelp || a.name.localeCompare(b.name));
  }, [counted, issues, t, i18n.resolvedLanguage]);
  const columns: TableColumn<IssueLine>[] = [
    {
      id: 'issue',
      header: t('figures.columns.issue'),
      value: (line) => line.name,
      show: (line) => (
        <span className="coach-issue-cell">
          {line.picture === null ? null : <IssuePicture picture={line.picture} size={32} />}
          {line.name}
        </span>
      ),
    },
    { id: 'filed', header: t('figures.filed'), value: (line) => line.filed, numeric: true },
    { id: 'resolved', header: t('figures.resolved'), value: (line) => line.resolved, numeric: true },
    { id: 'selfHelp', header: t('figures.selfHelp'), value: (line) => line.solvedBySelfHelp, numeric: true },
    {
      id: 'wait',
      header: t('figures.median'),
      value: (line) => line.medianWaitMinutes,
      show: (line) => minutes(line.medianWaitMinutes),
      numeric: true,
    },
  ];
  return (
    <section className="console-card coach-figures__pair" aria-labelledby="by-issue">
      <h2 id="by-issue">{t('figures.byIssue')}</h2>
      {lines.length === 0 ? null : (
        <FiguresChart
          lying
          data={lines
            .slice(0, mostBars)
            .map((line) => ({ name: line.name, filed: line.filed, resolved: line.resolved, selfHelp: line.solvedBySelfHelp }))}
          series={[
            { name: 'filed', label: t('figures.filed') },
            { name: 'resolved', label: t('figures.resolved') },
            { name: 'selfHelp', label: t('figures.selfHelp') },
          ]}
        />
      )}
      <DataTable title={table} columns={columns} rows={lines} rowKey={(line) => line.issueId} empty={empty} csv={csv} />
    </section>
  );
}
