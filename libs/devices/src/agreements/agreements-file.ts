import type { Readable } from 'node:stream';
import type { AgreementKey } from '@firstbell/contracts/circulation';
import { FirstbellError, foundAs, isoDate, readCsvRows, Unmet, utf8Text, type CsvRow } from '@firstbell/platform';
import { columnsOf, type AgreementColumns } from './agreement-columns.rules.js';

const mostBytes = 2 * 1024 * 1024;
const mostRows = 20_000;

/** One row that can be read; whose it is, is looked up in the roster. */
export interface ListedAgreement {
  readonly line: number;
  readonly value: string;
  /** Null: the list does not say when. */
  readonly signedOn: string | null;
}

export interface UnreadableRow {
  readonly line: number;
  readonly found: string;
  readonly why: 'date' | 'row';
}

export interface AgreementsFile {
  readonly column: string;
  readonly key: AgreementKey;
  readonly listed: readonly ListedAgreement[];
  readonly unreadable: readonly UnreadableRow[];
}

/** Reads the whole list before anything is done with it. @throws FirstbellError `agreements.…` naming the cure */
export async function readAgreementsFile(body: Readable, today: string): Promise<AgreementsFile> {
  let columns: AgreementColumns | undefined;
  const listed: ListedAgreement[] = [];
  const unreadable: UnreadableRow[] = [];
  for await (const rows of readCsvRows(utf8Text(atMost(body), notUtf8))) {
    for (const row of rows) {
      if (columns === undefined) {
        columns = columnsOf('cells' in row ? row.cells : []);
        continue;
      }
      const read = readRow(row, columns, today);
      if ('why' in read) unreadable.push(read);
      else listed.push(read);
    }
    if (listed.length + unreadable.length > mostRows) throw tooManyRows();
  }
  if (columns === undefined || listed.length + unreadable.length === 0) throw noRows();
  return { column: columns.column, key: columns.key, listed, unreadable };
}

function readRow(row: CsvRow, columns: AgreementColumns, today: string): ListedAgreement | UnreadableRow {
  const { line } = row;
  if (!('cells' in row)) return { line, found: foundAs(row.firstCell), why: 'row' };
  const value = (row.cells[columns.keyAt] ?? '').trim();
  if (value === '' || /[\p{Cc}\uFFFD]/u.test(value)) return { line, found: foundAs(value), why: 'row' };
  const day = columns.dateAt === null ? '' : (row.cells[columns.dateAt] ?? '').trim();
  if (day === '') return { line, value, signedOn: null };
  const signedOn = isoDate(day);
  // What is signed tomorrow is not signed.
  if (signedOn instanceof Unmet || signedOn > today) return { line, found: foundAs(day), why: 'date' };
  return { line, value, signedOn };
}

async function* atMost(body: Readable): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes > mostBytes)
      throw new FirstbellError('agreements.too_large', 413, 'The list is larger than 2 MB. Keep only the columns that are needed.', {
        field: 'file',
      });
    yield chunk;
  }
}

const notUtf8 = (found: string): FirstbellError =>
  new FirstbellError('agreements.not_utf8', 400, `Found ${found}. Save the list as "CSV UTF-8" and send it again.`, { field: 'file' });
const noRows = (): FirstbellError =>
  new FirstbellError('agreements.no_rows', 400, 'The list has no row under its headers. Export it again.', { field: 'file' });
const tooManyRows = (): FirstbellError =>
  new FirstbellError('agreements.too_many_rows', 413, `The list has more than ${mostRows} rows. Split it.`, { field: 'file' });
