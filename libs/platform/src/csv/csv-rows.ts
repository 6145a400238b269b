import { parse } from 'csv-parse/sync';

/** A row as it stands in the file, or the reason why its cells could not be told apart. */
export type CsvRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | {
      readonly line: number;
      readonly broken: string;
      /** The text before the first comma, since the id of the broken row is probably there. */
      readonly firstCell: string;
    };

/** A quoted value may run over this many lines; a quotation mark still open after that was never meant to be one. */
const MAX_LINES_OF_A_ROW = 100;
/** Characters of one row. The longest legitimate one seen (a teacher with 60 classes) has about 2,000. */
const MAX_ROW_LENGTH = 64 * 1024;
const ROWS_PER_BATCH = 500;

const CSV_OPTIONS = { relax_column_count: true, trim: true, record_delimiter: '\n' } as const;

interface RawRow {
  readonly line: number;
  readonly text: string;
}

/**
 * Reads RFC 4180 rows one batch at a time. csv-parse tells the cells apart; what is done here is to hand it rows that
 * stand on their own, so that one stray quotation mark costs its own row and never the rows after it, and every row
 * keeps the number of the line on which it begins. Blank lines are passed over.
 */
export async function* readCsvRows(text: AsyncIterable<string>): AsyncGenerator<CsvRow[]> {
  const rows = new CsvRowAssembly();
  for await (const chunk of text) {
    rows.feed(chunk);
    if (rows.ready >= ROWS_PER_BATCH) yield rows.take();
  }
  rows.end();
  const last = rows.take();
  if (last.length > 0) yield last;
}

class CsvRowAssembly {
  private readonly waiting: RawRow[] = [];
  private done: CsvRow[] = [];
  private lineEnd: '\n' | '\r' | undefined;
  private rest = '';
  private restIsTooLong = false;
  private line = 0;
  /** Lines of a row whose quotation mark is still open. */
  private open: RawRow[] = [];
  private openLength = 0;
  private cellsOfHeader: number | undefined;

  get ready(): number {
    return this.waiting.length + this.done.length;
  }

  feed(chunk: string): void {
    if (chunk === '') return;
    this.lineEnd ??= lineEndOf(chunk);
    const lines = (this.rest + chunk).split(this.lineEnd ?? '\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.finishLine(line);
    if (this.rest.length > MAX_ROW_LENGTH) {
      this.restIsTooLong = true;
      this.rest = '';
    }
  }

  end(): void {
    if (this.rest !== '' || this.restIsTooLong) this.finishLine(this.rest);
    this.rest = '';
    while (this.open.length > 0) this.giveUpOpenRow('a quotation mark that is never closed');
  }

  take(): CsvRow[] {
    this.separateWaiting();
    const taken = this.done;
    this.done = [];
    return taken;
  }

  private finishLine(withReturn: string): void {
    this.line += 1;
    if (this.restIsTooLong || withReturn.length > MAX_ROW_LENGTH) {
      this.restIsTooLong = false;
      this.refuse({ line: this.line, text: withReturn }, `a line of more than ${MAX_ROW_LENGTH} characters`);
      return;
    }
    this.accept({ line: this.line, text: withReturn.endsWith('\r') ? withReturn.slice(0, -1) : withReturn });
  }

  private accept(raw: RawRow): void {
    const closed = quotesAreEven(raw.text);
    if (this.open.length === 0) {
      if (!closed) this.openRow(raw);
      else if (raw.text.trim() !== '') this.waiting.push(raw);
      return;
    }
    this.openRow(raw);
    if (!closed) this.closeOpenRow();
    else if (this.open.length > MAX_LINES_OF_A_ROW || this.openLength > MAX_ROW_LENGTH) {
      this.giveUpOpenRow('a quotation mark that is never closed');
    }
  }

  private openRow(raw: RawRow): void {
    this.open.push(raw);
    this.openLength += raw.text.length;
  }

  /** The marks are even again. It is one row only if it reads as one and has as many cells as the header. */
  private closeOpenRow(): void {
    this.separateWaiting();
    const first = this.open[0];
    if (first === undefined) return;
    const row = separateOne({ line: first.line, text: this.open.map((raw) => raw.text).join('\n') });
    if ('broken' in row) this.giveUpOpenRow(row.broken);
    else if (this.cellsOfHeader !== undefined && row.cells.length !== this.cellsOfHeader) {
      this.giveUpOpenRow('a quotation mark that is never closed');
    } else {
      this.open = [];
      this.openLength = 0;
      this.finish(row);
    }
  }

  /** Only the line that opened the mark is lost; the lines after it are looked at again, each for itself. */
  private giveUpOpenRow(why: string): void {
    const [first, ...others] = this.open;
    this.open = [];
    this.openLength = 0;
    if (first === undefined) return;
    const alone = separateOne(first);
    this.refuse(first, 'broken' in alone ? alone.broken : why);
    for (const raw of others) this.accept(raw);
  }

  private refuse(raw: RawRow, why: string): void {
    this.separateWaiting();
    this.finish(broken(raw, why));
  }

  private separateWaiting(): void {
    if (this.waiting.length === 0) return;
    for (const row of separateMany(this.waiting)) this.finish(row);
    this.waiting.length = 0;
  }

  private finish(row: CsvRow): void {
    if ('cells' in row) this.cellsOfHeader ??= row.cells.length;
    this.done.push(row);
  }
}

function separateMany(raws: readonly RawRow[]): CsvRow[] {
  try {
    const records = parse(raws.map((raw) => raw.text).join('\n'), CSV_OPTIONS);
    if (records.length === raws.length) {
      return raws.map((raw, index) => ({ line: raw.line, cells: records[index] ?? [] }));
    }
  } catch {
    // One of them is malformed: find out which by reading each alone.
  }
  return raws.map(separateOne);
}

function separateOne(raw: RawRow): CsvRow {
  try {
    const [cells, ...others] = parse(raw.text, CSV_OPTIONS);
    if (cells !== undefined && others.length === 0) return { line: raw.line, cells };
    return broken(raw, 'a row that cannot be told apart into cells');
  } catch (error) {
    return broken(raw, whatIsBroken(error));
  }
}

function broken(raw: RawRow, why: string): CsvRow {
  const end = raw.text.indexOf(',');
  return {
    line: raw.line,
    broken: why,
    firstCell: raw.text
      .slice(0, end === -1 ? 0 : Math.min(end, 300))
      .replaceAll('"', '')
      .trim(),
  };
}

function whatIsBroken(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quotation mark that is never closed';
  if (code === 'CSV_INVALID_CLOSING_QUOTE') return 'text after a closing quotation mark';
  return 'a quotation mark in the middle of a value';
}

/** Windows and Unix lines end in a line feed; files of old Macintosh programs in a lone carriage return. */
function lineEndOf(chunk: string): '\n' | '\r' | undefined {
  if (chunk.includes('\n')) return '\n';
  return chunk.slice(0, -1).includes('\r') ? '\r' : undefined;
}

function quotesAreEven(text: string): boolean {
  let even = true;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) even = !even;
  return even;
}
