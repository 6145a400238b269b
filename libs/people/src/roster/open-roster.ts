import { basename } from 'node:path';
import { rowsOfFile, findRosterFiles } from './roster-contents.js';
import { type RosterHeader, understandHeader } from './header.rules.js';
import { contradictions, modeOf, NO_MANIFEST, readManifest, type RosterFileMode, type RosterManifest } from './manifest.rules.js';
import { ROSTER_COLUMNS, ROSTER_FILE_NAMES, type RosterFileName } from './roster-files.js';
import type { RosterItem, RosterNote } from './roster-items.js';
import { ROSTER_LIMITS, type RosterLimits } from './roster-limits.js';
import { readRosterItems } from './read-roster-items.js';
import { type RosterFile, SCHOOL_DATA_SYNC } from './roster-file.js';
import { RosterRefusal } from './roster-refusal.js';
import { openRosterZip, type RosterZip } from './roster-zip.js';

export interface Roster {
  /** 1.0, 1.1, 1.2, or `sds-2.1` for Microsoft School Data Sync; told from the files, not from the manifest. */
  readonly version: string;
  readonly files: ReadonlyMap<RosterFileName, RosterFile>;
  readonly notes: readonly RosterNote[];
  /**
   * Everything in the files, in batches of some hundreds: organisations, sessions, courses, classes, people, enrolments,
   * each preceded or followed by what was wrong with its rows.
   * @throws RosterRefusal when a file turns out to be damaged or too large, or holds no usable person. What was given
   * until then must be thrown away.
   */
  items(): AsyncGenerator<RosterItem[]>;
  close(): void;
}

export interface OpenRosterOptions {
  readonly limits?: RosterLimits;
  /** What the zip is called in messages, when it lies under another name than the one it came with. */
  readonly shownName?: string;
}

/**
 * Opens a OneRoster 1.0, 1.1 or 1.2 zip, checks its table of contents and the headers of every file that will be read,
 * and reads nothing else yet. `demographics.csv` is never opened.
 * @throws RosterRefusal
 */
export async function openRoster(path: string, options: OpenRosterOptions = {}): Promise<Roster> {
  const { limits = ROSTER_LIMITS, shownName = basename(path) } = options;
  const zip = await openRosterZip(path, shownName, limits);
  try {
    const contents = findRosterFiles(zip);
    const notes: RosterNote[] = [...contents.notes];
    const manifest = await manifestOf(zip, contents.paths.get('manifest.csv'), notes);
    const files = new Map<RosterFileName, RosterFile>();
    for (const name of ROSTER_FILE_NAMES) {
      const path = contents.paths.get(name);
      const file = path === undefined ? undefined : await openFile(zip, name, path, modeOf(manifest, name));
      if (file !== undefined) files.set(name, file);
    }
    notes.push(...contradictions(manifest, [...files.keys()], ROSTER_FILE_NAMES));
    for (const file of files.values()) notes.push(...file.header.notes);
    refuseWithoutRoles(files);
    const version = versionOf(files, manifest);
    return {
      version,
      files,
      notes,
      items: () => readRosterItems(zip, files, version),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function manifestOf(zip: RosterZip, path: string | undefined, notes: RosterNote[]): Promise<RosterManifest> {
  if (path === undefined) {
    notes.push({
      kind: 'note',
      code: 'no_manifest',
      file: zip.name,
      message: 'There is no manifest.csv; every file was read as a complete one.',
    });
    return NO_MANIFEST;
  }
  const rows: (readonly string[])[] = [];
  try {
    for await (const batch of rowsOfFile(zip, path)) {
      for (const row of batch) if ('cells' in row) rows.push(row.cells);
      if (rows.length > 1000) break;
    }
  } catch (error) {
    if (!(error instanceof RosterRefusal) || error.code !== 'roster.not_utf8') throw error;
  }
  const manifest = readManifest(rows);
  if (manifest.files.size === 0) {
    notes.push({
      kind: 'note',
      code: 'manifest_unreadable',
      file: path,
      message: 'The manifest names no file; every file was read as a complete one.',
    });
  }
  return manifest;
}

/** Reads the header and looks whether a row follows. A completely empty file is as good as none, unless it is needed. */
async function openFile(zip: RosterZip, name: RosterFileName, path: string, mode: RosterFileMode): Promise<RosterFile | undefined> {
  const columns = ROSTER_COLUMNS[name];
  let header: RosterHeader | undefined;
  for await (const batch of rowsOfFile(zip, path)) {
    for (const row of batch) {
      if (header !== undefined) return { name, path, mode, header, hasRows: true };
      if ('broken' in row) throw headerBroken(path, row.broken);
      header = understandHeader(path, row.cells, columns);
    }
  }
  if (header === undefined) {
    if (name !== 'users.csv') return undefined;
    header = understandHeader(path, [], columns);
  }
  return { name, path, mode, header, hasRows: false };
}

function headerBroken(file: string, found: string): RosterRefusal {
  return new RosterRefusal('roster.header_missing', {
    file,
    found: `${found} in the first line`,
    expected: 'the headers in the first line',
    remedy: 'Export the file again as OneRoster CSV, with its line of headers.',
  });
}

function refuseWithoutRoles(files: ReadonlyMap<RosterFileName, RosterFile>): void {
  const users = files.get('users.csv');
  if (users === undefined) return;
  if (!users.hasRows && users.mode === 'bulk') {
    throw new RosterRefusal('roster.no_people', {
      file: users.path,
      found: 'headers and no rows',
      expected: 'a row for each person',
      remedy: 'An empty roster would remove everybody from the school. Check the export.',
    });
  }
  const byFile = files.get('roles.csv')?.hasRows === true;
  if (byFile || users.header.at.has('role')) {
    if (byFile || users.header.at.has('orgSourcedIds')) return;
    throw new RosterRefusal('roster.header_missing', {
      file: users.path,
      column: 'orgSourcedIds',
      found: `the headers ${users.header.cells.join(', ')}`,
      expected: 'the header “orgSourcedIds” (OneRoster 1.1)',
      remedy: 'Export the file again with the schools of each person.',
    });
  }
  throw new RosterRefusal('roster.no_roles', {
    file: users.path,
    column: 'role',
    found: files.has('roles.csv') ? 'no role column, and a roles.csv without rows' : 'no role column, and no roles.csv',
    expected: 'a role column in users.csv (OneRoster 1.1) or a roles.csv (OneRoster 1.2)',
    remedy: 'Include the roles in the export; without them nobody knows who is a student.',
  });
}

function versionOf(files: ReadonlyMap<RosterFileName, RosterFile>, manifest: RosterManifest): string {
  const headersOf = (name: RosterFileName): readonly string[] => files.get(name)?.header.cells ?? [];
  if (files.get('roles.csv')?.hasRows === true) {
    const sds = headersOf('roles.csv').includes('isPrimary') || headersOf('users.csv').includes('activeDirectoryMatchId');
    return sds ? SCHOOL_DATA_SYNC : '1.2';
  }
  if (manifest.oneRosterVersion !== null || headersOf('users.csv').includes('userIds')) return '1.1';
  return '1.0';
}
