import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { RosterImport, RosterRowError, RosterImportState } from '@firstbell/contracts/roster';
import { FirstbellError, mustBeReadable, type Database } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { RosterApplyStore } from './roster-apply.store.js';
import { type DiffRow, RosterDiffStore } from './roster-diff.store.js';
import { type RosterClaim, RosterImportsStore } from './roster-imports.store.js';
import { RosterImportWork } from './roster-import-work.js';
import { keepRosterUpload } from './roster-upload.js';
import { StagedRosterStore } from './staged-roster.store.js';

export interface ImportedFile {
  readonly import: RosterImport;
  readonly notes: readonly string[];
  /** Pages of what was wrong, in the order of the files. */
  problems(page: { offset: number; limit: number }): Promise<RosterRowError[]>;
  changes(change: DiffRow['change'], page: { offset: number; limit: number }): Promise<DiffRow[]>;
  /** Applies the diff here and now. */
  apply(): Promise<RosterImport>;
}

/**
 * Reads a file of this computer into a diff without waiting for a worker, for the command line. The same rows and
 * states as an upload; a running worker leaves it alone, and takes it over should this process die.
 */
export async function importRosterFile(database: Database, schoolId: string, path: string, dataDir: string): Promise<ImportedFile> {
  await mustBeReadable(path, 'roster.file_not_found');
  const imports = new RosterImportsStore();
  const staged = new StagedRosterStore();
  const diffs = new RosterDiffStore();
  const work = new RosterImportWork(database, imports, staged, diffs, new RosterApplyStore());
  const importId = uuid();
  const filePath = await keepRosterUpload(createReadStream(path), dataDir, importId);

  const claimAfter = async (
    first: (tx: Parameters<RosterImportsStore['claim']>[0]) => Promise<void>,
    as: 'reading' | 'applying',
  ): Promise<RosterClaim> => {
    const claim = await database.transaction(schoolId, async (tx) => {
      await first(tx);
      return imports.claim(tx, importId, as);
    });
    if (claim === undefined)
      throw new FirstbellError('roster_import.taken', 409, 'Another process is working on this import. Wait for it and try again.');
    return claim;
  };
  const found = async () => {
    const row = await database.read(schoolId, (tx) => imports.find(tx, importId));
    if (row === undefined) throw new Error('The import has gone.');
    return row;
  };

  const upload = { id: importId, fileName: basename(path), filePath, startedBy: null };
  await work.read(schoolId, await claimAfter((tx) => imports.insert(tx, upload), 'reading'));
  const { view, notes } = await found();
  return {
    import: view,
    notes,
    problems: (page) => database.read(schoolId, async (tx) => (await staged.problems(tx, importId, page)).rows),
    changes: (change, page) => database.read(schoolId, (tx) => diffs.page(tx, importId, change, page)),
    apply: async () => {
      await work.apply(schoolId, await claimAfter((tx) => imports.approve(tx, importId, null), 'applying'));
      return (await found()).view;
    },
  };
}

/** Whether the file was read and can be applied. */
export function isReadyToApply(state: RosterImportState): boolean {
  return state === 'ready';
}
