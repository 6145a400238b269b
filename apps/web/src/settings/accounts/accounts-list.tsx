import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { accountStates, directoryOperations, type AccountRow, type AccountState } from '@firstbell/contracts/directory';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, download } from '../../api/call.js';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { Loaded } from '../../console/loaded.js';
import { Pages } from '../../console/pages.js';
import { sayDone, useSayFailed } from '../../console/say.js';
import { When } from '../../console/when.js';
import { accountsPageSize, accountsQuery, lookAgainMs } from './accounts-queries.js';
import { useCure } from '../connection/use-cure.js';

/** Every account with its state; what failed says why, and can be tried again. */
export function AccountsList() {
  const { t } = useTranslation('accounts');
  const [state, setState] = useState<AccountState | null>(null);
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const [offset, setOffset] = useState(0);
  const filter = { ...(state === null ? {} : { state }), ...(search === '' ? {} : { search }) };
  const accounts = useQuery({
    ...accountsQuery({ ...filter, offset }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => lookAgainMs(data),
  });
  const columns = useColumns();
  return (
    <section className="console-card" aria-labelledby="accounts-list">
      <h2 id="accounts-list" className="console-heading">
        {t('list.title')}
      </h2>
      <Loaded query={accounts}>
        {({ total, rows, states, reasons }) => (
          <>
            <Reasons reasons={reasons} />
            <div className="accounts-tools console-no-print">
              <Select
                label={t('list.filter')}
                allowDeselect={false}
                value={state ?? 'all'}
                data={[
                  { value: 'all', label: t('list.states.all') },
                  ...accountStates.map((one) => ({
                    value: one,
                    label: `${t(`list.states.${one}`)} (${String(states.find((counted) => counted.state === one)?.count ?? 0)})`,
                  })),
                ]}
                onChange={(chosen) => {
                  setState(accountStates.find((one) => one === chosen) ?? null);
                  setOffset(0);
                }}
              />
              <TextInput
                type="search"
                label={t('list.search')}
                value={typed}
                onChange={(event) => {
                  setTyped(event.currentTarget.value);
                  setOffset(0);
                }}
              />
            </div>
            <DataTable
              title={t('list.title')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              empty={states.length === 0 ? t('list.empty') : t('list.noMatch')}
              filter={false}
              csv={{ fileName: 'accounts.csv', load: () => download(directoryOperations.accountsCsv, filter, { timeoutMs: 60_000 }) }}
            />
            <Pages offset={offset} size={accountsPageSize} total={total} onTurn={setOffset} />
          </>
        )}
      </Loaded>
    </section>
  );
}

interface Reason {
  readonly code: string;
  readonly state: AccountState;
  readonly count: number;
}

function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  const { t } = useTranslation('accounts');
  const cure = useCure('accounts');
  const retry = useRetry();
  if (reasons.length === 0) return null;
  return (
    <>
      <h3 className="settings-label">{t('list.problems')}</h3>
      <ul className="accounts-reasons">
        {reasons.map(({ code, state, count }) => (
          <li key={`${code} ${state}`}>
            <p>{cure(code, code)}</p>
            <Button
              size="xs"
              variant="default"
              loading={retry.isPending && retry.variables.reasonCode === code}
              onClick={() => retry.mutate({ accountIds: [], reasonCode: code })}
            >
              {t('list.retryAll', { count })}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function useRetry() {
  const { t } = useTranslation('accounts');
  const queryClient = useQueryClient();
  const failed = useSayFailed();
  return useMutation({
    mutationFn: (which: { accountIds: string[]; reasonCode?: string }) => call(directoryOperations.retryAccounts, which),
    onSuccess: async ({ retried }) => {
      sayDone(t('list.retried', { count: retried }));
      await queryClient.invalidateQueries({ queryKey: ['accounts'] });
    },
    onError: failed,
  });
}

function useColumns(): TableColumn<AccountRow>[] {
  const { t } = useTranslation('accounts');
  const cure = useCure('accounts');
  const delivery = (row: AccountRow): string | null => {
    if (row.delivery !== null) return t(`list.${row.delivery}`);
    if (row.adopted) return t('list.own');
    return row.waitingPassword ? t('list.waiting') : null;
  };
  return [
    { id: 'name', header: t('list.name'), value: (row) => row.name },
    { id: 'homeroom', header: t('list.homeroom'), value: (row) => row.homeroom },
    { id: 'state', header: t('list.state'), value: (row) => t(`list.states.${row.state}`) },
    { id: 'username', header: t('list.username'), value: (row) => row.username },
    { id: 'password', header: t('list.password'), value: delivery },
    {
      id: 'reason',
      header: t('list.reason'),
      value: (row) => (row.reasonCode === null ? null : cure(row.reasonCode, row.reason ?? row.reasonCode)),
      show: (row) =>
        row.reasonCode === null ? (
          '–'
        ) : (
          <>
            {row.reason}{' '}
            {row.retryAt === null ? null : (
              <span className="settings-faint">
                {t('list.retryAt')}: <When at={row.retryAt} />
              </span>
            )}
          </>
        ),
    },
    { id: 'actions', header: t('list.actions'), value: () => null, show: (row) => <Actions row={row} /> },
  ];
}

function Actions({ row }: { readonly row: AccountRow }) {
  const { t } = useTranslation('accounts');
  const retry = useRetry();
  const failed = row.state === 'conflict' || row.state === 'needs_person' || row.retryAt !== null;
  return (
    <div className="accounts-actions console-no-print">
      {failed ? (
        <Button
          size="compact-xs"
          variant="default"
          loading={retry.isPending}
          aria-label={t('list.retryNamed', { name: row.name })}
          onClick={() => retry.mutate({ accountIds: [row.id] })}
        >
          {t('list.retry')}
        </Button>
      ) : null}
      {row.state === 'ready' ? (
        <Link
          to="/slip/$personId"
          params={{ personId: row.personId }}
          className="fb-link"
          aria-label={t(row.waitingPassword ? 'list.slipNamed' : 'list.newPasswordNamed', { name: row.name })}
        >
          {t(row.waitingPassword ? 'list.slipLink' : 'list.newPasswordLink')}
        </Link>
      ) : null}
    </div>
  );
}
