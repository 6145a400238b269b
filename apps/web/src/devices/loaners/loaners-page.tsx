import { Button, Modal } from '@mantine/core';
import { circulationOperations, type LoanerRow } from '@firstbell/contracts/circulation';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, download } from '../../api/call.js';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { EmptyState } from '../../console/empty-state.js';
import { FormProblem } from '../../console/form-problem.js';
import { Loaded } from '../../console/loaded.js';
import { sayDone } from '../../console/say.js';
import { PageHead } from '../../console/section-layout.js';
import { useSchoolTime } from '../../console/use-school-time.js';
import { CheckInForm } from '../check/check-in-form.js';
import { ScanField } from '../check/scan-field.js';
import { loanersQuery } from '../circulation-queries.js';
import { useIsAdult } from '../use-is-adult.js';
import { useOnce } from '../use-once.js';

/** The pool: what is out, what should be back, what can be lent. */
export function LoanersPage() {
  const { t } = useTranslation('circulation');
  const adult = useIsAdult();
  const loaners = useQuery(loanersQuery);
  const [returning, setReturning] = useState<LoanerRow | null>(null);
  return (
    <div className="circulation-stack">
      <PageHead title={t('loaners.title')} lead={t('loaners.lead')} />
      {adult ? <PoolForm paused={returning !== null} /> : null}
      <Loaded query={loaners}>
        {({ loaners: rows }) =>
          rows.length === 0 ? (
            <EmptyState title={t('loaners.empty.title')}>
              <p>{t('loaners.empty.body')}</p>
            </EmptyState>
          ) : (
            <LoanersTable rows={rows} onReturn={setReturning} />
          )
        }
      </Loaded>
      {returning?.out ? (
        <Modal opened onClose={() => setReturning(null)} title={t('loaners.return')}>
          <CheckInForm
            device={returning.device}
            holderName={returning.out.person.name}
            onDone={({ device, person }) => {
              sayDone(t('check.took', { tag: device.tag, name: person.name }));
              setReturning(null);
            }}
          />
        </Modal>
      ) : null}
    </div>
  );
}

function LoanersTable({ rows, onReturn }: { readonly rows: readonly LoanerRow[]; readonly onReturn: (row: LoanerRow) => void }) {
  const { t } = useTranslation('circulation');
  const { day } = useSchoolTime();
  const overdue = rows.filter(({ out }) => out?.overdue === true).length;
  const columns: TableColumn<LoanerRow>[] = [
    { id: 'tag', header: t('columns.tag'), value: ({ device }) => device.tag },
    { id: 'model', header: t('columns.model'), value: ({ device }) => device.model },
    {
      id: 'person',
      header: t('loaners.lentTo'),
      value: ({ out }) => out?.person.name ?? null,
      show: ({ out }) => out?.person.name ?? t('loaners.free'),
    },
    {
      id: 'due',
      header: t('loaners.due'),
      value: ({ out }) => out?.dueOn ?? null,
      show: ({ out }) =>
        out === null || out.dueOn === null ? (
          '–'
        ) : (
          <>
            {day(out.dueOn)} {out.overdue ? <span className="circulation-overdue">{t('loaners.overdue')}</span> : null}
          </>
        ),
    },
    {
      id: 'actions',
      header: t('columns.actions'),
      value: () => null,
      show: (row) =>
        row.out === null ? (
          '–'
        ) : (
          <Button size="xs" variant="default" onClick={() => onReturn(row)} aria-label={t('loaners.returnOf', { tag: row.device.tag })}>
            {t('loaners.return')}
          </Button>
        ),
    },
  ];
  return (
    <>
      {overdue === 0 ? null : (
        <p className="fb-notice circulation-plain" role="status">
          {t('loaners.overdueCount', { count: overdue })}
        </p>
      )}
      <DataTable
        level={2}
        title={t('loaners.pool')}
        columns={columns}
        rows={rows}
        rowKey={({ device }) => device.id}
        empty={t('loaners.empty.title')}
        csv={{ fileName: 'loaners.csv', load: () => download(circulationOperations.loanersCsv, {}) }}
      />
    </>
  );
}

function PoolForm({ paused }: { readonly paused: boolean }) {
  const { t } = useTranslation('circulation');
  const put = useOnce(
    (deviceTag: string, requestId) => call(circulationOperations.setLoaner, { requestId, deviceTag, loaner: true }),
    ({ device }) => sayDone(t('loaners.added', { tag: device.tag })),
  );
  return (
    <div>
      <ScanField
        label={t('loaners.add')}
        action={t('loaners.addAction')}
        busy={put.isPending}
        paused={paused}
        onScan={(tag) => put.mutate(tag)}
      />
      <FormProblem error={put.error} />
    </div>
  );
}
