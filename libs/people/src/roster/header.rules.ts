import { foundAs, nearestHeader } from '@firstbell/platform';
import type { RosterFileColumns } from './roster-files.js';
import type { RosterNote } from './roster-items.js';
import { RosterRefusal } from './roster-refusal.js';

export interface RosterHeader {
  /** Where each column that is read stands; a column that is not in the file is not in the map. */
  readonly at: ReadonlyMap<string, number>;
  /** The headers as written, for reports. */
  readonly cells: readonly string[];
  readonly notes: readonly RosterNote[];
}

/**
 * Understands the first row of a file, or refuses the file: a column read under a wrong name would silently empty that
 * column for the whole school. Capitals and blanks around a header are forgiven, other spellings are not.
 * @throws RosterRefusal
 */
export function understandHeader(file: string, cells: readonly string[], columns: RosterFileColumns): RosterHeader {
  const written = cells.map((cell) => cell.replace(/^\uFEFF/, '').trim());
  refuseOtherDelimiter(file, written);
  const known = [...columns.required, ...columns.optional, ...columns.unread];
  const canonical = written.map((cell) => canonicalName(cell, known, columns.aliases));
  refuseDuplicates(file, written, canonical);

  const at = new Map<string, number>();
  canonical.forEach((name, index) => {
    if (name !== undefined && !columns.unread.includes(name)) at.set(name, index);
  });
  const present = new Set(canonical);
  const absent = known.filter((name) => !present.has(name));
  const unknown = written.filter((cell, index) => cell !== '' && canonical[index] === undefined);
  refuseMisspelt(file, unknown, absent);
  refuseMissing(
    file,
    written,
    columns.required.filter((name) => !at.has(name)),
  );
  return { at, cells: written, notes: notesOn(file, written, canonical, unknown, columns.aliases) };
}

function canonicalName(cell: string, known: readonly string[], aliases: Readonly<Record<string, string>>): string | undefined {
  const lower = cell.toLowerCase();
  const exact = known.find((name) => name.toLowerCase() === lower);
  if (exact !== undefined) return exact;
  const alias = Object.keys(aliases).find((name) => name.toLowerCase() === lower);
  return alias === undefined ? undefined : aliases[alias];
}

function refuseOtherDelimiter(file: string, written: readonly string[]): void {
  const [only = ''] = written;
  const delimiter = [';', '\t', '|'].find((candidate) => only.split(candidate).length >= 3);
  if (written.length > 1 || delimiter === undefined) return;
  throw new RosterRefusal('roster.wrong_delimiter', {
    file,
    found: `columns separated by ${delimiter === '\t' ? 'tabs' : `“${delimiter}”`}`,
    expected: 'columns separated by commas',
    remedy: 'Export the file again as CSV with commas.',
  });
}

function refuseDuplicates(file: string, written: readonly string[], canonical: readonly (string | undefined)[]): void {
  const duplicate = canonical.findIndex((name, index) => name !== undefined && canonical.indexOf(name) !== index);
  if (duplicate === -1) return;
  const column = written[duplicate] ?? '';
  const first = canonical.indexOf(canonical[duplicate]);
  throw new RosterRefusal('roster.header_duplicated', {
    file,
    column,
    found: `the header “${foundAs(column)}” twice, as columns ${first + 1} and ${duplicate + 1}`,
    expected: 'each header once',
    remedy: 'Remove or rename the column that is too many and upload the zip again.',
  });
}

function refuseMisspelt(file: string, unknown: readonly string[], absent: readonly string[]): void {
  for (const column of unknown) {
    const meant = isExtension(column) ? undefined : nearestHeader(column, absent);
    if (meant === undefined) continue;
    throw new RosterRefusal('roster.header_misspelt', {
      file,
      column,
      found: `the header “${foundAs(column)}”`,
      expected: `“${meant}”`,
      remedy: `Rename the column to “${meant}” and upload the zip again.`,
    });
  }
}

function refuseMissing(file: string, written: readonly string[], missing: readonly string[]): void {
  const [column] = missing;
  if (column === undefined) return;
  throw new RosterRefusal('roster.header_missing', {
    file,
    column,
    found: written.every((cell) => cell === '') ? 'no headers' : `the headers ${foundAs(written.join(', '))}`,
    expected: `the ${missing.length === 1 ? 'header' : 'headers'} ${missing.map((name) => `“${name}”`).join(', ')} in the first line`,
    remedy: 'Export the file again as OneRoster CSV, with its line of headers.',
  });
}

function notesOn(
  file: string,
  written: readonly string[],
  canonical: readonly (string | undefined)[],
  unknown: readonly string[],
  aliases: Readonly<Record<string, string>>,
): RosterNote[] {
  const notes: RosterNote[] = [];
  const variants = written.filter((cell, index) => {
    const name = canonical[index];
    return name !== undefined && name !== cell && !Object.hasOwn(aliases, cell);
  });
  if (variants.length > 0) {
    notes.push({
      kind: 'note',
      code: 'header_variant',
      file,
      message: `Headers with unusual capitals were read all the same: ${variants.join(', ')}.`,
    });
  }
  const ignored = unknown.filter((cell) => !isExtension(cell));
  if (ignored.length > 0) {
    const shown = ignored.slice(0, 20).map(foundAs).join(', ');
    notes.push({ kind: 'note', code: 'column_ignored', file, message: `Columns that are not of OneRoster were ignored: ${shown}.` });
  }
  return notes;
}

/** OneRoster 1.1, 4.3.3: columns of an extension are called metadata.something. */
const isExtension = (column: string): boolean => column.toLowerCase().startsWith('metadata');
