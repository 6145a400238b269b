import { deviceOperations, type DeviceImport, type DeviceRowProblem } from '@firstbell/contracts/devices';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, download } from '../../api/call.js';
import { DataTable, type TableColumn } from '../../console/data-table.js';
import { Loaded } from '../../console/loaded.js';
import { Pages } from '../../console/pages.js';

const pageSize = 200;

/** Every row that could not be used, or only in part: where, what was there, what should be. */
export function ProblemRows({ one }: { readonly one: DeviceImport }) {
  const { t } = useTranslation('devices');
  const [offset, setOffset] = useState(0);
  const any = one.errors + one.warnings > 0;
  const rows = useQuery({
    queryKey: ['device-import-problems', one.id, offset],
    enabled: any,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(deviceOperations.listDeviceImportProblems, { importId: one.id, offset, limit: pageSize }, { signal }),
  });
  if (!any) return <p className="devices-plain">{t('import.problems.none')}</p>;
  const columns: TableColumn<DeviceRowProblem>[] = [
    {
      id: 'severity',
      header: t('import.problems.severity'),
      value: (row) => t(`import.problems.${row.severity}`),
      show: (row) => (
        <span className="devices-badge" data-severity={row.severity}>
          {t(`import.problems.${row.severity}`)}
        </span>
      ),
    },
    { id: 'line', header: t('import.diff.line'), value: (row) => row.line, numeric: true },
    { id: 'column', header: t('import.problems.column'), value: (row) => row.column },
    {
      id: 'found',
      header: t('import.problems.found'),
      value: (row) => row.found,
      show: (row) => <code className="devices-code">{row.found}</code>,
    },
    {
      id: 'expected',
      header: t('import.problems.expected'),
      value: (row) => row.expected,
      show: (row) => <span lang="en">{row.expected}</span>,
    },
  ];
  return (
    <section className="console-card">
      <p className="devices-plain">
        {[
          one.errors === 0 ? '' : t('import.problems.countErrors', { count: one.errors }),
          one.warnings === 0 ? '' : t('import.problems.countWarnings', { count: one.warnings }),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      <Loaded query={rows}>
        {({ rows: faulty, total }) => (
          <>
            <DataTable
              level={2}
              title={t('import.problems.title')}
              columns={columns}
              rows={faulty}
              rowKey={(row) => `${String(row.line)}:${row.column ?? ''}:${row.expected}`}
              empty={t('import.problems.none')}
              csv={{
                fileName: `problems-${one.fileName}`,
                load: () => download(deviceOperations.deviceImportProblemsCsv, { importId: one.id }),
              }}
            />
            <Pages offset={offset} size={pageSize} total={total} onTurn={setOffset} />
          </>
        )}
      </Loaded>
    </section>
  );
}
