import { Button, TextInput } from '@mantine/core';
import {
  columnFilteringFeature,
  createFilteredRowModel,
  createSortedRowModel,
  filterFn_includesString,
  globalFilteringFeature,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CsvButton } from './csv-button.js';

export interface TableColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** What the column sorts and filters by; null sorts last. */
  readonly value: (row: Row) => string | number | null;
  /** How it is shown, when not as the value itself. */
  readonly show?: (row: Row) => ReactNode;
  readonly numeric?: boolean;
}

interface DataTableProps<Row> {
  readonly title: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Said in place of rows when there are none at all. */
  readonly empty: string;
  readonly csv?: { readonly fileName: string; readonly load: () => Promise<Blob> };
  /** False for a table so short that looking for something in it would be silly. */
  readonly filter?: boolean;
  /** Its place in the outline of the page. */
  readonly level?: 2 | 3;
}

const features = tableFeatures({
  rowSortingFeature,
  columnFilteringFeature,
  globalFilteringFeature,
  sortedRowModel: createSortedRowModel(),
  filteredRowModel: createFilteredRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
  filterFns: { includesString: filterFn_includesString },
});

/** A table that sorts, filters, downloads as CSV and prints. */
export function DataTable<Row extends object>({ title, columns, rows, rowKey, empty, csv, filter = true, level = 3 }: DataTableProps<Row>) {
  const { t } = useTranslation('console');
  const titleId = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  const [search, setSearch] = useState('');
  const data = useMemo(() => [...rows], [rows]);
  const defined = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        header: column.header,
        accessorFn: (row: Row) => column.value(row) ?? undefined,
        sortFn: column.numeric === true ? ('basic' as const) : ('alphanumeric' as const),
        sortUndefined: 'last' as const,
        sortDescFirst: column.numeric ?? false,
      })),
    [columns],
  );
  const table = useTable({
    features,
    data,
    columns: defined,
    getRowId: rowKey,
    state: { globalFilter: search },
    onGlobalFilterChange: setSearch,
    globalFilterFn: 'includesString',
    getColumnCanGlobalFilter: () => true,
  });
  const shown = table.getRowModel().rows;
  const columnOf = new Map(columns.map((column) => [column.id, column]));
  const numeric = (id: string): string | undefined => (columnOf.get(id)?.numeric === true ? 'console-table__number' : undefined);

  return (
    <section className="console-table" aria-labelledby={titleId}>
      <div className="console-table__head">
        <Heading id={titleId}>{title}</Heading>
        <div className="console-table__tools">
          {filter && rows.length > 0 ? (
            <TextInput
              size="xs"
              type="search"
              aria-label={t('table.filterOf', { of: title })}
              placeholder={t('table.filter')}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
          ) : null}
          {csv === undefined ? null : <CsvButton {...csv} of={title} />}
          {rows.length > 0 ? (
            <Button variant="default" size="xs" onClick={() => window.print()} aria-label={t('table.printOf', { of: title })}>
              {t('table.print')}
            </Button>
          ) : null}
        </div>
      </div>
      <div className="console-table__scroll" tabIndex={0} role="group" aria-labelledby={titleId}>
        <table>
          <thead>
            <tr>
              {table.getFlatHeaders().map((header) => {
                const sorted = header.column.getIsSorted();
                return (
                  <th
                    key={header.id}
                    scope="col"
                    className={numeric(header.column.id)}
                    aria-sort={sorted === false ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}
                  >
                    <button type="button" onClick={header.column.getToggleSortingHandler()}>
                      {columnOf.get(header.column.id)?.header}
                      <SortMark sorted={sorted} />
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.id}>
                {columns.map((column) => (
                  <td key={column.id} className={numeric(column.id)}>
                    {column.show?.(row.original) ?? column.value(row.original) ?? '–'}
                  </td>
                ))}
              </tr>
            ))}
            {shown.length === 0 ? (
              <tr>
                <td colSpan={columns.length} className="console-table__none">
                  {rows.length === 0 ? empty : t('table.noMatch', { search })}
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function SortMark({ sorted }: { readonly sorted: false | 'asc' | 'desc' }) {
  return (
    <svg
      viewBox="0 0 10 14"
      width="10"
      height="14"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M2 5l3-3 3 3" opacity={sorted === 'asc' ? 1 : sorted === false ? 0.4 : 0} />
      <path d="M2 9l3 3 3-3" opacity={sorted === 'desc' ? 1 : sorted === false ? 0.4 : 0} />
    </svg>
  );
}
