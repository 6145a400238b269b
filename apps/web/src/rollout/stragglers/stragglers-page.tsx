import { Select } from '@mantine/core';
import { rolloutOperations as ops, type Straggler } from '@firstbell/contracts/rollouts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.js';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { EmptyState } from '../../console/empty-state.js';
import { Loaded } from '../../console/loaded.js';
import { PageHead } from '../../console/section-layout.js';
import { rolloutKey } from '../rollout-queries.js';

const everySeconds = 20;

/** The list an assistant goes round with: room, name, homeroom, what is missing. No more. */
export function StragglersPage() {
  const { t } = useTranslation('rollout');
  const [planId, setPlanId] = useState<string | undefined>();
  const [periodId, setPeriodId] = useState<string | undefined>();
  const input = { ...(planId === undefined ? {} : { planId }), ...(periodId === undefined ? {} : { periodId }) };
  const list = useQuery({
    queryKey: [...rolloutKey, 'stragglers', input],
    placeholderData: keepPreviousData,
    // Assistants have no room of the rollouts to be told in.
    refetchInterval: everySeconds * 1_000,
    queryFn: ({ signal }) => call(ops.listStragglers, input, { signal }),
  });
  const columns: TableColumn<Straggler>[] = [
    { id: 'room', header: t('stragglers.columns.room'), value: (row) => row.room ?? t('stragglers.noRoom') },
    { id: 'name', header: t('stragglers.columns.name'), value: (row) => row.name },
    { id: 'homeroom', header: t('stragglers.columns.homeroom'), value: (row) => row.homeroom || null },
    { id: 'missing', header: t('stragglers.columns.missing'), value: (row) => row.missing.map((step) => t(`steps.${step}`)).join(', ') },
  ];
  return (
    <>
      <PageHead title={t('stragglers.title')} lead={t('stragglers.lead')} />
      <Loaded query={list}>
        {({ plans, planId: shownPlan, periods, periodId: shownPeriod, stragglers }) => (
          <div className="rollout-stack">
            {plans.length === 0 ? null : (
              <div className="rollout-tools console-no-print">
                <Select
                  label={t('stragglers.plan')}
                  allowDeselect={false}
                  value={shownPlan}
                  data={plans.map(({ id, name }) => ({ value: id, label: name }))}
                  onChange={(value) => setPlanId(value ?? undefined)}
                />
                {periods.length === 0 ? null : (
                  <Select
                    label={t('stragglers.period')}
                    allowDeselect={false}
                    value={shownPeriod}
                    data={periods.map(({ id, name }) => ({ value: id, label: name }))}
                    onChange={(value) => setPeriodId(value ?? undefined)}
                  />
                )}
              </div>
            )}
            {stragglers.length === 0 ? (
              <EmptyState title={t('stragglers.empty.title')} picture="shield">
                <p>{t('stragglers.empty.body')}</p>
              </EmptyState>
            ) : (
              <DataTable
                level={2}
                title={t('stragglers.tableTitle', {
                  count: stragglers.length,
                  period: periods.find(({ id }) => id === shownPeriod)?.name ?? t('stragglers.noPeriod'),
                })}
                columns={columns}
                rows={stragglers}
                rowKey={(row) => row.id}
                empty={t('stragglers.empty.title')}
              />
            )}
          </div>
        )}
      </Loaded>
    </>
  );
}
