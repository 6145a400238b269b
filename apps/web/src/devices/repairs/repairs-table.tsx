import { Button } from '@mantine/core';
import type { RepairRow } from '@firstbell/contracts/circulation';
import { useTranslation } from 'react-i18next';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { When } from '../../console/when.js';
import { useIsAdult } from '../use-is-adult.js';
import { useCents } from './use-cents.js';

interface RepairsTableProps {
  readonly rows: readonly RepairRow[];
  readonly csv?: { readonly fileName: string; readonly load: () => Promise<Blob> };
  readonly onShow: (row: RepairRow) => void;
}

export function RepairsTable({ rows, csv, onShow }: RepairsTableProps) {
  const { t } = useTranslation('circulation');
  const adult = useIsAdult();
  const amount = useCents();
  const cost: TableColumn<RepairRow> = {
    id: 'cost',
    header: t('repairs.cost'),
    value: ({ costCents }) => costCents,
    show: ({ costCents }) => (costCents === null ? '–' : amount(costCents)),
    numeric: true,
  };
  const columns: TableColumn<RepairRow>[] = [
    {
      id: 'tag',
      header: t('columns.tag'),
      value: ({ device }) => device.tag,
      show: (row) => (
        <Button size="compact-sm" variant="subtle" onClick={() => onShow(row)} aria-label={t('repairs.showOf', { tag: row.device.tag })}>
          {row.device.tag}
        </Button>
      ),
    },
    { id: 'model', header: t('columns.model'), value: ({ device }) => device.model },
    { id: 'holder', header: t('columns.holder'), value: ({ holder }) => holder?.name ?? null },
    { id: 'problem', header: t('repairs.problem'), value: ({ problem }) => problem },
    { id: 'state', header: t('repairs.state'), value: ({ state }) => t(`repairs.states.${state}`) },
    {
      id: 'kind',
      header: t('repairs.kind'),
      value: (row) =>
        kindsOf(row)
          .map((kind) => t(`repairs.kinds.${kind}`))
          .join(', ') || null,
    },
    { id: 'loaner', header: t('repairs.loaner'), value: ({ loaner }) => loaner?.tag ?? null },
    { id: 'opened', header: t('repairs.opened'), value: ({ openedAt }) => openedAt, show: ({ openedAt }) => <When at={openedAt} /> },
    ...(adult ? [cost] : []),
  ];
  return (
    <DataTable
      level={2}
      title={t('repairs.title')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={t('repairs.none')}
      filter={false}
      {...(csv === undefined ? {} : { csv })}
    />
  );
}

const kindsOf = ({ warranty, damage }: RepairRow) => [
  ...(warranty ? (['warranty'] as const) : []),
  ...(damage ? (['damage'] as const) : []),
];
