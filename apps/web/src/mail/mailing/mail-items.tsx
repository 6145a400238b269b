import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type MailItem, mailItemStates, type Mailing, mailingOperations } from '@firstbell/contracts/mailing';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, download } from '../../api/call.js';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { Loaded } from '../../console/loaded.js';
import { Pages } from '../../console/pages.js';
import { useSchoolTime } from '../../console/use-school-time.js';
import { When } from '../../console/when.js';
import { ItemStateBadge } from '../state-badge.js';
import { DecideDialog } from './decide-dialog.js';
import { RetryButton } from './retry-button.js';

const pageSize = 100;
const failed = ['bad_address', 'needs_person'] as const;

/** Every mail and what became of it, what needs somebody first. Fetched anew as the mailing goes on, at most once a second. */
export function MailItems({ one }: { readonly one: Mailing }) {
  const { t } = useTranslation('mail');
  const [state, setState] = useState<MailItem['state'] | null>(null);
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const [offset, setOffset] = useState(0);
  const [deciding, setDeciding] = useState<MailItem | null>(null);
  const filter = { mailingId: one.id, ...(state === null ? {} : { state }), ...(search === '' ? {} : { search }) };
  const items = useQuery({
    queryKey: ['mail-items', filter, offset, one.version],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(mailingOperations.listMailItems, { ...filter, offset, limit: pageSize }, { signal }),
  });
  const columns = useColumns(setDeciding);
  return (
    <section className="console-card">
      <div className="mail-row console-no-print">
        <Select
          label={t('items.which')}
          w={220}
          allowDeselect={false}
          value={state ?? ''}
          data={[
            { value: '', label: t('items.all') },
            ...mailItemStates.map((value) => ({ value, label: `${t(`items.states.${value}`)} · ${String(one.counts[value])}` })),
          ]}
          onChange={(value) => {
            setState(mailItemStates.find((candidate) => candidate === value) ?? null);
            setOffset(0);
          }}
        />
        <TextInput
          type="search"
          label={t('items.search')}
          w={260}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setOffset(0);
          }}
        />
        {one.state === 'cancelled'
          ? null
          : failed.map((kind) => (one.counts[kind] > 0 ? <RetryButton key={kind} one={one} state={kind} /> : null))}
      </div>
      <Loaded query={items}>
        {({ items: rows, total }) => (
          <>
            <DataTable
              level={2}
              title={t('items.title')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              empty={t('items.empty')}
              filter={false}
              csv={{
                fileName: `${one.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.csv`,
                load: () => download(mailingOperations.mailItemsCsv, filter),
              }}
            />
            <Pages offset={offset} size={pageSize} total={total} onTurn={setOffset} />
          </>
        )}
      </Loaded>
      {deciding === null ? null : <DecideDialog item={deciding} onClose={() => setDeciding(null)} />}
    </section>
  );
}

function useColumns(onDecide: (item: MailItem) => void): TableColumn<MailItem>[] {
  const { t } = useTranslation('mail');
  const { clock } = useSchoolTime();
  const why = ({ reason, detail }: MailItem): string => (reason === null ? '' : t(`items.reasons.${reason}`, { detail: detail ?? '' }));
  return [
    { id: 'person', header: t('items.person'), value: (row) => row.person.name },
    { id: 'homeroom', header: t('items.homeroom'), value: (row) => row.homeroom },
    { id: 'address', header: t('items.address'), value: (row) => row.address ?? t('items.noAddress') },
    {
      id: 'state',
      header: t('items.state'),
      value: (row) => t(`items.states.${row.state}`),
      show: (row) => (
        <>
          <ItemStateBadge state={row.state} />{' '}
          {row.state === 'unknown' ? (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => onDecide(row)}
              aria-label={`${t('decide.open')}: ${row.person.name}`}
            >
              {t('decide.open')}
            </Button>
          ) : null}
        </>
      ),
    },
    {
      id: 'why',
      header: t('items.why'),
      value: (row) => why(row),
      show: (row) => (
        <>
          {why(row)} {row.retryAt === null ? '' : t('items.nextTry', { at: clock(row.retryAt) })}
          {row.detail === null || row.reason === null || row.reason === 'field_missing' ? null : (
            <span className="mail-faint">
              {' '}
              <code lang="en">{row.detail}</code>
            </span>
          )}
        </>
      ),
    },
    {
      id: 'sentAt',
      header: t('items.sentAt'),
      value: (row) => row.sentAt,
      show: (row) => (row.sentAt === null ? '–' : <When at={row.sentAt} />),
    },
  ];
}
