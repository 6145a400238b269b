import type { RolloutProgress } from '@firstbell/contracts/rollouts';
import { useTranslation } from 'react-i18next';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { ProgressBar } from '../progress-bar.js';

type GroupRow = RolloutProgress & { readonly name: string };

interface GroupsTableProps {
  readonly of: 'homeroom' | 'period' | 'lane';
  readonly title: string;
  readonly rows: readonly GroupRow[];
  readonly empty: string;
  /** What those are called who belong to none. */
  readonly unnamed: string;
}

/** The same progress for parts of the plan. */
export function GroupsTable({ of, title, rows, empty, unnamed }: GroupsTableProps) {
  const { t } = useTranslation('rollout');
  const columns: TableColumn<GroupRow>[] = [
    { id: 'name', header: t(`plan.columns.${of}`), value: (row) => row.name || unnamed },
    {
      id: 'progress',
      header: t('plan.columns.progress'),
      value: (row) => (row.students === 0 ? null : row.finished / row.students),
      show: (row) => (
        <div className="rollout-cell">
          <ProgressBar done={row.finished} of={row.students} label={row.name || unnamed} />
        </div>
      ),
      numeric: true,
    },
    { id: 'finished', header: t('plan.columns.finished'), value: (row) => row.finished, numeric: true },
    { id: 'open', header: t('plan.columns.open'), value: (row) => row.students - row.finished, numeric: true },
    { id: 'exceptions', header: t('plan.columns.exceptions'), value: (row) => row.exceptions, numeric: true },
    { id: 'students', header: t('plan.columns.students'), value: (row) => row.students, numeric: true },
  ];
  return (
    <DataTable level={2} title={title} columns={columns} rows={rows} rowKey={(row) => row.name} empty={empty} filter={rows.length > 8} />
  );
}
