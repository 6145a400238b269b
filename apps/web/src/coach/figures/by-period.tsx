import type { TodaysFigures } from '@firstbell/contracts/feedback';
import { useTranslation } from 'react-i18next';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { figuresCsv } from './figures-query.js';
import { FiguresChart } from './figures-chart.js';
import { useFigureFormat } from './use-figure-format.js';

interface ByPeriodProps {
  readonly figures: TodaysFigures;
  readonly deskId: string;
}

type PeriodLine = TodaysFigures['byPeriod'][number];

export function ByPeriod({ figures, deskId }: ByPeriodProps) {
  const { t } = useTranslation('coach');
  const { minutes } = useFigureFormat();
  const columns: TableColumn<PeriodLine>[] = [
    { id: 'period', header: t('figures.columns.period'), value: (line) => line.name },
    { id: 'filed', header: t('figures.filed'), value: (line) => line.filed, numeric: true },
    { id: 'resolved', header: t('figures.resolved'), value: (line) => line.resolved, numeric: true },
    {
      id: 'wait',
      header: t('figures.median'),
      value: (line) => line.medianWaitMinutes,
      show: (line) => minutes(line.medianWaitMinutes),
      numeric: true,
    },
  ];
  return (
    <section className="console-card coach-figures__pair" aria-labelledby="by-period">
      <h2 id="by-period">{t('figures.byPeriod')}</h2>
      {figures.byPeriod.every((line) => line.filed + line.resolved === 0) ? null : (
        <FiguresChart
          data={figures.byPeriod.map((line) => ({ name: line.name, filed: line.filed, resolved: line.resolved }))}
          series={[
            { name: 'filed', label: t('figures.filed') },
            { name: 'resolved', label: t('figures.resolved') },
          ]}
        />
      )}
      <DataTable
        title={t('figures.byPeriodTable')}
        columns={columns}
        rows={figures.byPeriod}
        rowKey={(line) => line.name}
        empty={t('figures.noPeriods')}
        filter={false}
        csv={{ fileName: `firstbell-periods-${figures.day}.csv`, load: figuresCsv(deskId, 'periods') }}
      />
    </section>
  );
}
