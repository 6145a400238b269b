import { Button, Group, Select } from '@mantine/core';
import { exceptionKinds, rolloutOperations as ops, type ExceptionKind, type RolloutException } from '@firstbell/contracts/rollouts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, download } from '../../api/call.js';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { EmptyState } from '../../console/empty-state.js';
import { Loaded } from '../../console/loaded.js';
import { Pages } from '../../console/pages.js';
import { sayDone, useSayFailed } from '../../console/say.js';
import { PageHead } from '../../console/section-layout.js';
import { rolloutKey, rolloutsQuery } from '../rollout-queries.js';
import { ExceptionActions } from './exception-actions.js';
import { HandleDialog } from './handle-dialog.js';
import { PauseBanners } from './pause-banners.js';
import { reasonWord } from './reason-word.rules.js';

const pageSize = 100;
const assignedTo = ['anyone', 'me', 'nobody'] as const;
const everything = 'all';

/** Everything that needs a person in one list, with its reason in plain words. */
export function ExceptionsPage() {
  const { t } = useTranslation('rollout');
  const [kind, setKind] = useState<ExceptionKind | undefined>();
  const [assigned, setAssigned] = useState<(typeof assignedTo)[number]>('anyone');
  const [planId, setPlanId] = useState<string | undefined>();
  const [offset, setOffset] = useState(0);
  const [handling, setHandling] = useState<RolloutException | null>(null);
  const plans = useQuery(rolloutsQuery);
  const filter = { assigned, ...(kind === undefined ? {} : { kind }), ...(planId === undefined ? {} : { planId }) };
  const exceptions = useQuery({
    queryKey: [...rolloutKey, 'exceptions', filter, offset],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(ops.listRolloutExceptions, { ...filter, offset, limit: pageSize }, { signal }),
  });
  const first = (): void => setOffset(0);
  return (
    <>
      <PageHead title={t('exceptions.title')} lead={t('exceptions.lead')} />
      <Loaded query={exceptions}>
        {({ exceptions: rows, total, byKind, pauses }) => {
          const all = byKind.reduce((sum, { count }) => sum + count, 0);
          return (
            <div className="rollout-stack">
              <PauseBanners pauses={pauses} />
              <div className="rollout-tools console-no-print">
                <Select
                  label={t('exceptions.kind')}
                  allowDeselect={false}
                  value={kind ?? everything}
                  data={[
                    { value: everything, label: t('exceptions.allKinds', { count: all }) },
                    ...exceptionKinds.map((one) => ({
                      value: one,
                      label: t('exceptions.kindCount', {
                        kind: t(`exceptions.kinds.${one}`),
                        count: byKind.find((row) => row.kind === one)?.count ?? 0,
                      }),
                    })),
                  ]}
                  onChange={(value) => {
                    setKind(exceptionKinds.find((one) => one === value));
                    first();
                  }}
                />
                <Select
                  label={t('exceptions.assigned')}
                  allowDeselect={false}
                  value={assigned}
                  data={assignedTo.map((value) => ({ value, label: t(`exceptions.assignedTo.${value}`) }))}
                  onChange={(value) => {
                    setAssigned(assignedTo.find((one) => one === value) ?? 'anyone');
                    first();
                  }}
                />
                <Select
                  label={t('exceptions.plan')}
                  allowDeselect={false}
                  value={planId ?? everything}
                  data={[
                    { value: everything, label: t('exceptions.allPlans') },
                    ...(plans.data?.rollouts ?? []).map(({ id, name }) => ({ value: id, label: name })),
                  ]}
                  onChange={(value) => {
                    setPlanId(value === null || value === everything ? undefined : value);
                    first();
                  }}
                />
              </div>
              {all === 0 && assigned === 'anyone' && planId === undefined ? (
                <EmptyState title={t('exceptions.empty.title')} picture="shield">
                  <p>{t('exceptions.empty.body')}</p>
                </EmptyState>
              ) : (
                <>
                  <RetryAll rows={rows} stuckCheckOuts={byKind.find((row) => row.kind === 'check_out')?.count ?? 0} />
                  <Rows rows={rows} filter={filter} onLook={setHandling} />
                  <Pages offset={offset} size={pageSize} total={total} onTurn={setOffset} />
                </>
              )}
            </div>
          );
        }}
      </Loaded>
      <HandleDialog key={handling?.id} exception={handling} onClose={() => setHandling(null)} />
    </>
  );
}

interface RowsProps {
  readonly rows: readonly RolloutException[];
  readonly filter: { assigned: (typeof assignedTo)[number]; kind?: ExceptionKind; planId?: string };
  readonly onLook: (exception: RolloutException) => void;
}

function Rows({ rows, filter, onLook }: RowsProps) {
  const { t } = useTranslation('rollout');
  const columns: TableColumn<RolloutException>[] = [
    { id: 'who', header: t('exceptions.columns.who'), value: (row) => row.person?.name ?? row.typedName },
    { id: 'homeroom', header: t('exceptions.columns.homeroom'), value: (row) => row.homeroom },
    { id: 'kind', header: t('exceptions.columns.kind'), value: (row) => t(`exceptions.kinds.${row.kind}`) },
    {
      id: 'reason',
      header: t('exceptions.columns.reason'),
      value: (row) => t(`exceptions.reasons.${reasonWord(row.kind, row.reason)}`),
      show: (row) => (
        <div className="rollout-reason">
          <p className="rollout-plain">{t(`exceptions.reasons.${reasonWord(row.kind, row.reason)}`)}</p>
          {row.detail === null ? null : <p className="rollout-faint">{t('exceptions.said', { detail: row.detail })}</p>}
          {row.note === null ? null : (
            <p className="rollout-faint">
              {t('exceptions.note')}: {row.note}
            </p>
          )}
        </div>
      ),
    },
    { id: 'plan', header: t('exceptions.columns.plan'), value: (row) => row.plan?.name ?? null },
    { id: 'assigned', header: t('exceptions.columns.assigned'), value: (row) => row.assignedTo?.name ?? null },
    {
      id: 'action',
      header: t('exceptions.columns.action'),
      value: () => null,
      show: (row) => <ExceptionActions one={row} onLook={() => onLook(row)} />,
    },
  ];
  return (
    <DataTable
      level={2}
      title={t('exceptions.title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.kind} ${row.id}`}
      empty={t('exceptions.noneOfThese')}
      filter={false}
      csv={{ fileName: 'rollout-exceptions.csv', load: () => download(ops.rolloutExceptionsCsv, filter) }}
    />
  );
}

/** They often fail for one cause; once it is gone, all accounts that are shown and all check-outs are tried at once. */
function RetryAll({ rows, stuckCheckOuts }: { readonly rows: readonly RolloutException[]; readonly stuckCheckOuts: number }) {
  const { t } = useTranslation('rollout');
  const queryClient = useQueryClient();
  const sayFailed = useSayFailed();
  const accounts = rows.filter(({ kind }) => kind === 'account').map(({ id }) => id);
  const done = {
    onSuccess: async () => {
      sayDone(t('exceptions.retried'));
      await queryClient.invalidateQueries({ queryKey: rolloutKey });
    },
    onError: sayFailed,
  };
  const retry = useMutation({ mutationFn: () => call(ops.retryRolloutAccounts, { accountIds: accounts }), ...done });
  const retell = useMutation({ mutationFn: () => call(ops.retryRolloutCheckOuts, { checkOutIds: null }), ...done });
  if (accounts.length < 2 && stuckCheckOuts < 2) return null;
  return (
    <Group gap="sm" className="console-no-print">
      {accounts.length < 2 ? null : (
        <Button variant="default" size="sm" loading={retry.isPending} onClick={() => retry.mutate()}>
          {t('exceptions.retryAll', { count: accounts.length })}
        </Button>
      )}
      {stuckCheckOuts < 2 ? null : (
        <Button variant="default" size="sm" loading={retell.isPending} onClick={() => retell.mutate()}>
          {t('exceptions.retellAll', { count: stuckCheckOuts })}
        </Button>
      )}
    </Group>
  );
}
