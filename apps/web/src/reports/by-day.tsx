import type { TrendDay } from '@firstbell/contracts/trends';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FiguresChart } from '../coach/figures/figures-chart.js';
import { useFigureFormat } from '../coach/figures/use-figure-format.js';
import { DataTable, type TableColumn } from '../console/data-table.js';
import { byWeek, mostDayBars } from './span.rules.js';

interface ByDayProps {
  readonly days: readonly TrendDay[];
  readonly csv: { readonly fileName: string; readonly load: () => Promise<Blob> };
}

/** The trend: bars for the days, or for the weeks of a long stretch, and every day in the table. */
export function ByDay({ days, csv }: ByDayProps) {
  const { t, i18n } = useTranslation('reports');
  const { t: tCoach } = useTranslation('coach');
  const { minutes } = useFigureFormat();
  const language = i18n.resolvedLanguage ?? 'en';
  const { short, long } = useMemo(
    () => ({
      short: new Intl.DateTimeFormat(language, { timeZone: 'UTC', day: 'numeric', month: 'short' }),
      long: new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    }),
    [language],
  );
  const weekly = days.length > mostDayBars;
  const bars = weekly ? byWeek(days) : days;
  const columns: TableColumn<TrendDay>[] = [
    {
      id: 'day',
      header: t('day'),
      value: (one) => one.day,
      show: (one) => <span className="console-when">{long.format(new Date(one.day))}</span>,
    },
    { id: 'filed', header: tCoach('figures.filed'), value: (one) => one.filed, numeric: true },
    { id: 'resolved', header: tCoach('figures.resolved'), value: (one) => one.resolved, numeric: true },
    {
      id: 'wait',
      header: tCoach('figures.median'),
      value: (one) => one.medianWaitMinutes,
      show: (one) => minutes(one.medianWaitMinutes),
      numeric: true,
    },
  ];
  return (
    <section className="console-card" aria-labelledby="by-day">
      <h2 id="by-day">{weekly ? t('byWeek') : t('byDay')}</h2>
      {days.length === 0 ? null : (
        <FiguresChart
          data={bars.map((one) => ({ name: short.format(new Date(one.day)), filed: one.filed, resolved: one.resolved }))}
          series={[
            { name: 'filed', label: tCoach('figures.filed') },
            { name: 'resolved', label: tCoach('figures.resolved') },
          ]}
          sparse={bars.length > 8}
        />
      )}
      <DataTable
        title={t('byDayTable')}
        columns={columns}
        rows={days.toReversed()}
        rowKey={(one) => one.day}
        empty={t('nothingFiled')}
        filter={false}
        csv={csv}
      />
    </section>
  );
}
