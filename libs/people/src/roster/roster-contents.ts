import { type CsvRow, readCsvRows, utf8Text } from '@firstbell/platform';
import { NEVER_OPENED, ROSTER_FILE_NAMES, type RosterFileName } from './roster-files.js';
import type { RosterNote } from './roster-items.js';
import { RosterRefusal } from './roster-refusal.js';
import type { RosterZip } from './roster-zip.js';

export interface RosterContents {
  /** Where in the zip each file lies that is read. */
  readonly paths: ReadonlyMap<RosterFileName | 'manifest.csv', string>;
  readonly notes: readonly RosterNote[];
}

const READ_NAMES = [...ROSTER_FILE_NAMES, 'manifest.csv'] as const;

/**
 * Finds the roster's files in the zip: at its root, as OneRoster asks, or in the one folder that holds a users.csv.
 * @throws RosterRefusal when there is none, or more than one.
 */
export function findRosterFiles(zip: RosterZip): RosterContents {
  const paths = zip.paths.filter((path) => !/(?:^|\/)(?:__MACOSX\/|\.)/.test(path));
  const folders = [...new Set(paths.filter((path) => nameOf(path).toLowerCase() === 'users.csv').map(folderOf))];
  const folder = folders.includes('') ? '' : folders[0];
  if (folder === undefined) throw noUsersFile(zip.name, paths);
  if (folder !== '' && folders.length > 1)
    throw severalRosters(
      zip.name,
      folders.map((name) => `${name}users.csv`),
    );

  const found = new Map<RosterFileName | 'manifest.csv', string>();
  const notes: RosterNote[] = [];
  if (folder !== '') {
    notes.push({
      kind: 'note',
      code: 'in_folder',
      file: zip.name,
      message: `The files lie in the folder ${folder} instead of at the root of the zip; they were read all the same.`,
    });
  }
  const ignored: string[] = [];
  for (const path of paths) {
    const name = nameOf(path);
    const known = folderOf(path) === folder ? READ_NAMES.find((candidate) => candidate.toLowerCase() === name.toLowerCase()) : undefined;
    if (known === undefined) {
      if (name.toLowerCase() !== NEVER_OPENED) ignored.push(path);
      continue;
    }
    const other = found.get(known);
    if (other !== undefined) throw severalRosters(zip.name, [other, path]);
    found.set(known, path);
    if (known !== name) {
      notes.push({ kind: 'note', code: 'file_name_variant', file: known, message: `The file is called ${name}; it was read as ${known}.` });
    }
  }
  if (ignored.length > 0) {
    const shown = ignored.slice(0, 20).join(', ');
    notes.push({
      kind: 'note',
      code: 'file_ignored',
      file: zip.name,
      message: `Files that the help desk has no use for were not read: ${shown}${ignored.length > 20 ? ' and others' : ''}.`,
    });
  }
  return { paths: found, notes };
}

/**
 * The rows of one file of the zip.
 * @throws RosterRefusal when the file is not UTF-8 from its first bytes on, damaged or too large.
 */
export function rowsOfFile(zip: RosterZip, path: string): AsyncGenerator<CsvRow[]> {
  return readCsvRows(utf8Text(zip.read(path), (found) => notUtf8(path, found)));
}

function notUtf8(path: string, found: string): RosterRefusal {
  return new RosterRefusal('roster.not_utf8', {
    file: path,
    found,
    expected: 'text in UTF-8',
    remedy: 'Export the roster again; if the file was opened in a spreadsheet, save it as "CSV UTF-8".',
  });
}

function noUsersFile(file: string, paths: readonly string[]): RosterRefusal {
  return new RosterRefusal('roster.no_users_file', {
    file,
    found: paths.length === 0 ? 'no files' : paths.slice(0, 10).join(', '),
    expected: 'users.csv at the root of the zip',
    remedy: 'Export the roster as OneRoster 1.1 or 1.2 CSV and upload that zip as it is.',
  });
}

function severalRosters(file: string, paths: readonly string[]): RosterRefusal {
  return new RosterRefusal('roster.several_rosters', {
    file,
    found: paths.slice(0, 10).join(' and '),
    expected: 'the files of one roster',
    remedy: 'Make one zip for each roster and upload them one after the other.',
  });
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** With its slash at the end; empty at the root. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
