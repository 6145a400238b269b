import { Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { rolloutOperations as ops, rolloutStudentFilters, type Rollout, type RolloutStudent } from '@firstbell/contracts/rollouts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, download } from '../../api/call.js';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { Loaded } from '../../console/loaded.js';
import { Pages } from '../../console/pages.js';
import { rolloutKey } from '../rollout-queries.js';

const pageSize = 100;
type Filter = (typeof rolloutStudentFilters)[number];
const ofCollections: readonly Filter[] = ['charger', 'damaged'];

/** Each student with the state of each step, and why. */
export function StudentsTable({ plan }: { readonly plan: Rollout }) {
  const { t } = useTranslation('rollout');
  const [filter, setFilter] = useState<Filter>('open');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const [offset, setOffset] = useState(0);
  const input = { planId: plan.id, filter, search };
  const students = useQuery({
    queryKey: [...rolloutKey, 'students', input, offset],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(ops.listRolloutStudents, { ...input, offset, limit: pageSize }, { signal }),
  });
  const columns: TableColumn<RolloutStudent>[] = [
    { id: 'name', header: t('plan.columns.name'), value: (row) => row.name },
    { id: 'homeroom', header: t('plan.columns.homeroom'), value: (row) => row.homeroom || null },
    { id: 'grade', header: t('plan.columns.grade'), value: (row) => row.grade },
    {
      id: 'state',
      header: t('plan.columns.state'),
      value: (row) => row.steps.map(({ step, state }) => `${step} ${state}`).join(' '),
      show: (row) => <Steps row={row} />,
    },
  ];
  return (
    <div className="rollout-stack">
      <div className="rollout-tools console-no-print">
        <Select
          label={t('plan.filter')}
          allowDeselect={false}
          value={filter}
          data={rolloutStudentFilters
            .filter((one) => plan.direction === 'collection' || !ofCollections.includes(one))
            .map((value) => ({ value, label: t(`plan.filters.${value}`) }))}
          onChange={(value) => {
            setFilter(rolloutStudentFilters.find((one) => one === value) ?? 'open');
            setOffset(0);
          }}
        />
        <TextInput
          type="search"
          label={t('plan.search')}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setOffset(0);
          }}
        />
      </div>
      <Loaded query={students}>
        {({ students: rows, total }) => (
          <>
            <DataTable
              level={2}
              title={`${t(`plan.filters.${filter}`)} · ${String(total)}`}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              empty={t('plan.noStudents')}
              filter={false}
              csv={{ fileName: 'rollout-students.csv', load: () => download(ops.rolloutStudentsCsv, input) }}
            />
            <Pages offset={offset} size={pageSize} total={total} onTurn={setOffset} />
          </>
        )}
      </Loaded>
    </div>
  );
}

function Steps({ row }: { readonly row: RolloutStudent }) {
  const { t } = useTranslation('rollout');
  const remarks = [
    row.leftSchool ? t('plan.filters.left') : null,
    row.chargerMissing ? t('plan.filters.charger') : null,
    row.damaged ? t('plan.filters.damaged') : null,
  ].filter((remark) => remark !== null);
  return (
    <ul className="rollout-chips">
      {row.steps.map(({ step, state, reason }) => (
        <li key={step} data-state={state} className="rollout-chip">
          {t(`steps.${step}`)}: {t(`stepStates.${state}`)}
          {reason === null ? '' : ` (${t(`reasons.${reason}`)})`}
        </li>
      ))}
      {remarks.map((remark) => (
        <li key={remark} className="rollout-chip" data-state="exception">
          {remark}
        </li>
      ))}
    </ul>
  );
}
