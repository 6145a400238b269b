import { SegmentedControl } from '@mantine/core';
import { deviceOperations, type DeviceDiffRow, type DeviceImport } from '@firstbell/contracts/devices';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { Loaded } from '../../console/loaded.js';
import { Pages } from '../../console/pages.js';
import { isDeviceField } from '../device-fields.rules.js';

const changes = ['added', 'changed'] as const;
type Change = (typeof changes)[number];
const pageSize = 100;

/** Devices, one by one: what was and what will be. */
export function DiffRows({ one }: { readonly one: DeviceImport }) {
  const { t } = useTranslation('devices');
  const [chosen, setChosen] = useState<Change | null>(null);
  const [offset, setOffset] = useState(0);
  const change = chosen ?? changes.find((kind) => one[kind] > 0);
  const columns = useColumns(change, one.state);
  const rows = useQuery({
    queryKey: ['device-diff', one.id, one.state, change, offset],
    enabled: change !== undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      call(deviceOperations.listDeviceDiff, { importId: one.id, change: change ?? 'added', offset, limit: pageSize }, { signal }),
  });
  if (change === undefined) return null;
  return (
    <section className="console-card">
      <SegmentedControl
        aria-label={t('import.diff.which')}
        mb="md"
        value={change}
        data={changes.map((kind) => ({
          value: kind,
          label: `${t(`import.changes.${kind}`)} · ${String(one[kind])}`,
          disabled: one[kind] === 0,
        }))}
        onChange={(value) => {
          setChosen(changes.find((candidate) => candidate === value) ?? null);
          setOffset(0);
        }}
      />
      <Loaded query={rows}>
        {({ rows: devices, total }) => (
          <>
            <DataTable
              level={2}
              title={t(`import.diff.title.${change}`)}
              columns={columns}
              rows={devices}
              rowKey={(row) => String(row.line)}
              empty={t('import.diff.empty')}
            />
            <Pages offset={offset} size={pageSize} total={total} onTurn={setOffset} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function useColumns(change: Change | undefined, state: DeviceImport['state']): TableColumn<DeviceDiffRow>[] {
  const { t } = useTranslation('devices');
  const all: (TableColumn<DeviceDiffRow> | null)[] = [
    { id: 'line', header: t('import.diff.line'), value: (row) => row.line, numeric: true },
    { id: 'tag', header: t('fields.tag'), value: (row) => row.tag, show: (row) => <span className="devices-code">{row.tag}</span> },
    change === 'added' ? { id: 'serial', header: t('fields.serial'), value: (row) => row.serial } : null,
    change === 'added' ? { id: 'model', header: t('fields.model'), value: (row) => row.model } : null,
    change === 'added'
      ? { id: 'holder', header: t('fields.holder'), value: (row) => row.holder }
      : {
          id: 'fields',
          header: t('import.diff.changes'),
          value: (row) => row.fields.map(({ before, after }) => `${before ?? ''} ${after ?? ''}`).join(' '),
          show: (row) => <Fields row={row} />,
        },
    state === 'ready' ? null : { id: 'outcome', header: t('import.diff.outcome'), value: (row) => t(`import.outcomes.${row.outcome}`) },
  ];
  return all.filter((column) => column !== null);
}

function Fields({ row }: { readonly row: DeviceDiffRow }) {
  const { t } = useTranslation('devices');
  return (
    <ul className="devices-fields">
      {row.fields.map(({ field, before, after }) => (
        <li key={field}>
          <span className="devices-faint">{isDeviceField(field) ? t(`fields.${field}`) : field}</span>{' '}
          <del>{before ?? t('import.diff.none')}</del> <span aria-hidden="true">→</span> <ins>{after ?? t('import.diff.none')}</ins>
        </li>
      ))}
    </ul>
  );
}
