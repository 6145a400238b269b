import { rosterOperations, type RosterImport, type RosterRowError } from '@firstbell/contracts/roster';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, download } from '../../api/call.js';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { Loaded } from '../../console/loaded.js';
import { Pages } from '../../console/pages.js';

const pageSize = 200;

/** Every row that could not be used, or only in part: where, what was there, what should be. */
export function FaultyRows({ one }: { readonly one: RosterImport }) {
  const { t } = useTranslation('settings');
  const [offset, setOffset] = useState(0);
  const any = one.errors + one.warnings > 0;
  const rows = useQuery({
    queryKey: ['roster-errors', one.id, one.state, offset],
    enabled: any,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(rosterOperations.listRosterErrors, { importId: one.id, offset, limit: pageSize }, { signal }),
  });
  if (!any) return one.state === 'refused' || one.state === 'failed' ? null : <p className="settings-banner">{t('roster.errors.none')}</p>;
  const columns: TableColumn<RosterRowError>[] = [
    {
      id: 'severity',
      header: t('roster.errors.severity'),
      value: (row) => t(`roster.errors.${row.severity}`),
      show: (row) => (
        <span className="settings-severity" data-severity={row.severity}>
          {t(`roster.errors.${row.severity}`)}
        </span>
      ),
    },
    { id: 'file', header: t('roster.errors.file'), value: (row) => row.file },
    { id: 'line', header: t('roster.errors.line'), value: (row) => row.line, numeric: true },
    { id: 'column', header: t('roster.errors.column'), value: (row) => row.column },
    {
      id: 'found',
      header: t('roster.errors.found'),
      value: (row) => row.found,
      show: (row) => (row.found === '' ? <em>{t('roster.errors.nothing')}</em> : <code className="settings-code">{row.found}</code>),
    },
    { id: 'expected', header: t('roster.errors.expected'), value: (row) => row.expected },
  ];
  return (
    <section className="console-card">
      <p className="settings-plain">
        {[
          one.errors === 0 ? '' : t('roster.errors.countErrors', { count: one.errors }),
          one.warnings === 0 ? '' : t('roster.errors.countWarnings', { count: one.warnings }),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      <Loaded query={rows}>
        {({ rows: faulty, total }) => (
          <>
            <DataTable
              level={2}
              title={t('roster.errors.title')}
              columns={columns}
              rows={faulty}
              rowKey={(row) => `${row.file}:${String(row.line)}:${row.column ?? ''}:${row.expected}`}
              empty={t('roster.errors.none')}
              csv={{
                fileName: `faulty-rows-${one.fileName.replace(/\.zip$/i, '')}.csv`,
                load: () => download(rosterOperations.rosterErrorsCsv, { importId: one.id }),
              }}
            />
            <Pages offset={offset} size={pageSize} total={total} onTurn={setOffset} />
          </>
        )}
      </Loaded>
    </section>
  );
}
