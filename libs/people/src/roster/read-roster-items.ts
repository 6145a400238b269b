import type { CsvRow } from '@firstbell/platform';
import { type RosterFile, SCHOOL_DATA_SYNC } from './roster-file.js';
import { readClass, readCourse, readOrg, readSession } from './read-classes.js';
import { readEnrollment } from './read-enrollments.js';
import { readPerson, readRole, reportRolesOfNobody } from './read-people.js';
import { rowsOfFile } from './roster-contents.js';
import { ROSTER_FILE_NAMES, type RosterFileName } from './roster-files.js';
import type { RosterItem } from './roster-items.js';
import { RosterReading } from './roster-reading.js';
import { RosterRefusal } from './roster-refusal.js';
import { RosterRow } from './roster-row.js';
import type { RosterZip } from './roster-zip.js';

const ROW_READERS: Readonly<Record<RosterFileName, (row: RosterRow, reading: RosterReading) => void>> = {
  'orgs.csv': readOrg,
  'academicSessions.csv': readSession,
  'courses.csv': readCourse,
  'classes.csv': readClass,
  'roles.csv': readRole,
  'users.csv': readPerson,
  'enrollments.csv': readEnrollment,
};

/** Reads the files one after the other. @throws RosterRefusal see Roster.items */
export async function* readRosterItems(
  zip: RosterZip,
  files: ReadonlyMap<RosterFileName, RosterFile>,
  version: string,
): AsyncGenerator<RosterItem[]> {
  const modes = new Map([...files.values()].map((file) => [file.name, file.mode]));
  const reading = new RosterReading(modes, version === SCHOOL_DATA_SYNC);
  for (const name of ROSTER_FILE_NAMES) {
    const file = files.get(name);
    // Nothing can be enrolled in when there are no classes: one sentence instead of a report for every row.
    const useless =
      file?.name === 'enrollments.csv' && file.mode === 'bulk' && reading.classes.size === 0 && files.get('classes.csv')?.mode !== 'delta';
    if (file?.hasRows === true && !useless) {
      yield* readFile(zip, file, reading);
    } else {
      reading.idsOf(name)?.cannotBeChecked();
      noteAbsence(name, file, useless, reading);
    }
    yield reading.take();
  }
}

async function* readFile(zip: RosterZip, file: RosterFile, reading: RosterReading): AsyncGenerator<RosterItem[]> {
  let headerSeen = false;
  for await (const rows of rowsOfFile(zip, file.path)) {
    for (const row of rows) {
      if (headerSeen) readRow(row, file, reading);
      headerSeen = true;
    }
    yield reading.take();
  }
  if (file.mode === 'delta') reading.idsOf(file.name)?.cannotBeChecked();
  if (file.name === 'users.csv') finishPeople(file, reading);
  reading.finishFile(file.path);
}

function readRow(row: CsvRow, file: RosterFile, reading: RosterReading): void {
  const idAt = file.header.at.get('sourcedId');
  if ('broken' in row) {
    reading.push(problem(file, row.line, row.broken, 'quotation marks in pairs around a value, and doubled inside it'));
    if (idAt === 0) reading.leaveOutFaulty(file.name, row.firstCell);
    return;
  }
  const { cells, line } = row;
  const expected = file.header.cells.length;
  if (cells.every((cell) => cell === '')) return;
  if (cells.length < expected || cells.slice(expected).some((cell) => cell !== '')) {
    reading.push(problem(file, line, `${cells.length} cells`, `${expected} cells, one for each header`));
    if (idAt !== undefined) reading.leaveOutFaulty(file.name, (cells[idAt] ?? '').trim());
    return;
  }
  ROW_READERS[file.name](new RosterRow(file.path, line, file.header, cells, reading), reading);
}

function finishPeople(file: RosterFile, reading: RosterReading): void {
  if (reading.people.size === 0 && file.mode === 'bulk') {
    throw new RosterRefusal('roster.no_people', {
      file: file.path,
      found: 'no usable person',
      expected: 'at least one student or adult',
      remedy: 'Such a roster would remove everybody from the school. Correct the rows reported and upload the zip again.',
    });
  }
  reportRolesOfNobody(reading);
  if (reading.recasedNames > 0) {
    const message = `${reading.recasedNames.toLocaleString('en-US')} names were all in capitals and are shown as Maria Garcia instead of MARIA GARCIA.`;
    reading.push({ kind: 'note', code: 'names_recased', file: file.path, message });
  }
}

function noteAbsence(name: RosterFileName, file: RosterFile | undefined, useless: boolean, reading: RosterReading): void {
  if (useless && file?.hasRows === true) {
    reading.push({
      kind: 'note',
      code: 'rows_skipped',
      file: file.path,
      message: 'The enrolments were not read, because there are no classes.',
    });
  } else if (file !== undefined) {
    reading.push({ kind: 'note', code: 'file_empty', file: file.path, message: `${name} has headers and no rows.` });
  } else if (name !== 'roles.csv') {
    reading.push({
      kind: 'note',
      code: 'file_missing',
      file: name,
      message: `There is no ${name}, or nothing in it; the rest was read without it.`,
    });
  }
}

function problem(file: RosterFile, line: number, found: string, expected: string): RosterItem {
  return { kind: 'problem', severity: 'error', file: file.path, line, column: null, found, expected };
}
