import type { RolloutRow } from '@firstbell/contracts/rollouts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFigureFormat } from '../coach/figures/use-figure-format.js';
import { DataTable, type TableColumn } from '../console/data-table.js';
import { Loaded } from '../console/loaded.js';
import { rolloutTotalsQuery } from './reports-queries.js';

/** How far each rollout is, as of now: students counted, none named. */
export function RolloutTotals() {
  const { t } = useTranslation('reports');
  const { t: tRollout } = useTranslation('rollout');
  const { share, count } = useFigureFormat();
  const rollouts = useQuery(rolloutTotalsQuery);
  const shareOf = ({ progress }: RolloutRow): number | null =>
    progress === null || progress.students === 0 ? null : progress.finished / progress.students;
  const columns: TableColumn<RolloutRow>[] = [
    { id: 'name', header: t('rollout.name'), value: (one) => one.name },
    { id: 'state', header: t('rollout.state'), value: (one) => tRollout(`states.${one.state}`) },
    { id: 'students', header: t('rollout.students'), value: (one) => one.progress?.students ?? null, numeric: true },
    { id: 'finished', header: t('rollout.finished'), value: (one) => one.progress?.finished ?? null, numeric: true },
    { id: 'share', header: t('rollout.share'), value: shareOf, show: (one) => share(shareOf(one)), numeric: true },
    {
      id: 'exceptions',
      header: t('rollout.exceptions'),
      value: (one) => one.progress?.exceptions ?? null,
      show: (one) => (one.progress === null ? '–' : count(one.progress.exceptions)),
      numeric: true,
    },
  ];
  return (
    <section className="console-card">
      <Loaded query={rollouts}>
        {(rows) => (
          <DataTable
            level={2}
            title={t('rollouts')}
            columns={columns}
            rows={rows.filter(({ state }) => state !== 'cancelled')}
            rowKey={(one) => one.id}
            empty={t('rollout.none')}
            filter={false}
          />
        )}
      </Loaded>
    </section>
  );
}
