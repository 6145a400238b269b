import { SegmentedControl } from '@mantine/core';
import type { OutputOf } from '@firstbell/contracts/operation';
import { rosterOperations, type RosterImport } from '@firstbell/contracts/roster';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { Loaded } from '../../console/loaded.js';
import { Pages } from '../../console/pages.js';
import { isRosterField } from './roster-fields.rules.js';

const changes = ['added', 'changed', 'removed'] as const;
type Change = (typeof changes)[number];
type DiffRow = OutputOf<typeof rosterOperations.listRosterDiff>['rows'][number];

const pageSize = 100;

/** People, one by one: what was and what will be. */
export function DiffRows({ one }: { readonly one: RosterImport }) {
  const { t } = useTranslation('settings');
  const present = changes.filter((change) => one.people[change] > 0);
  const [chosen, setChosen] = useState<Change | null>(null);
  const [offset, setOffset] = useState(0);
  const change = chosen ?? present[0];
  const rows = useQuery({
    queryKey: ['roster-diff', one.id, change, offset],
    enabled: change !== undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      call(rosterOperations.listRosterDiff, { importId: one.id, change: change ?? 'added', offset, limit: pageSize }, { signal }),
  });
  if (change === undefined) return null;
  const columns: TableColumn<DiffRow>[] = [
    { id: 'name', header: t('roster.diff.name'), value: (row) => row.name },
    {
      id: 'sourceId',
      header: t('roster.diff.sourceId'),
      value: (row) => row.sourceId,
      show: (row) => <code className="settings-code">{row.sourceId}</code>,
    },
    ...(change === 'changed'
      ? [
          {
            id: 'fields',
            header: t('roster.diff.changes'),
            value: (row: DiffRow) => row.fields.map((field) => `${field.before ?? ''} ${field.after ?? ''}`).join(' '),
            show: (row: DiffRow) => <Fields row={row} />,
          },
        ]
      : []),
  ];
  return (
    <section className="console-card">
      <SegmentedControl
        aria-label={t('roster.diff.which')}
        mb="md"
        value={change}
        data={changes.map((kind) => ({
          value: kind,
          label: `${t(`roster.changes.${kind}`)} · ${String(one.people[kind])}`,
          disabled: one.people[kind] === 0,
        }))}
        onChange={(value) => {
          setChosen(changes.find((candidate) => candidate === value) ?? null);
          setOffset(0);
        }}
      />
      <Loaded query={rows}>
        {({ rows: people, total }) => (
          <>
            <DataTable
              level={2}
              title={t(`roster.diff.title.${change}`)}
              columns={columns}
              rows={people}
              rowKey={(row) => row.sourceId}
              empty={t('roster.diff.empty')}
            />
            <Pages offset={offset} size={pageSize} total={total} onTurn={setOffset} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function Fields({ row }: { readonly row: DiffRow }) {
  const { t } = useTranslation('settings');
  return (
    <ul className="settings-fields">
      {row.fields.map(({ field, before, after }) => (
        <li key={field}>
          <span className="settings-faint">{isRosterField(field) ? t(`roster.fields.${field}`) : field}</span>{' '}
          <del>{before ?? t('roster.diff.none')}</del> <span aria-hidden="true">→</span> <ins>{after ?? t('roster.diff.none')}</ins>
        </li>
      ))}
    </ul>
  );
}
