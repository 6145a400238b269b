import { stringify } from 'csv-stringify/sync';

type Cell = string | number | null;

/**
 * Rows as CSV for people's spreadsheets, and the one place where files leave Firstbell: with a byte order mark, so that
 * they are read as UTF-8, and with no cell that a spreadsheet would run as a formula, since others typed it.
 */
export function safeCsv(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { bom: true, escape_formulas: true, record_delimiter: 'windows' },
  );
}
