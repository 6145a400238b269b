import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type {
  DeviceDiffRow,
  DeviceImport,
  DeviceImportState,
  DeviceMapping,
  DevicePreset,
  DeviceRowProblem,
} from '@firstbell/contracts/devices';
import { FirstbellError, mustBeReadable, type Database, type Tx } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { DeviceApplyStore } from './device-apply.store.js';
import { DeviceDiffStore } from './device-diff.store.js';
import { DeviceImportWork } from './device-import-work.js';
import { DeviceImportsStore } from './device-imports.store.js';
import { keepDeviceUpload } from './device-upload.js';
import { StagedDevicesStore, type Page } from './staged-devices.store.js';

export interface ImportedDeviceFile {
  readonly import: DeviceImport;
  /** Pages of what was wrong, in the order of the file. */
  problems(page: Page): Promise<DeviceRowProblem[]>;
  changes(change: 'added' | 'changed', page: Page): Promise<DeviceDiffRow[]>;
  /** Applies the diff here and now. */
  apply(): Promise<DeviceImport>;
}

export interface DeviceFileOfDisk {
  readonly path: string;
  readonly preset: DevicePreset;
  readonly mapping: DeviceMapping;
}

/**
 * Reads a file of this computer into a diff without waiting for a worker, for the command line. The same rows and
 * states as an upload; a running worker leaves it alone, and takes it over should this process die.
 */
export async function importDeviceFile(
  database: Database,
  schoolId: string,
  { path, preset, mapping }: DeviceFileOfDisk,
  dataDir: string,
): Promise<ImportedDeviceFile> {
  await mustBeReadable(path, 'devices.file_not_found');
  const imports = new DeviceImportsStore();
  const staged = new StagedDevicesStore();
  const work = new DeviceImportWork(database, imports, staged, new DeviceDiffStore(), new DeviceApplyStore());
  const importId = uuid();
  const filePath = await keepDeviceUpload(createReadStream(path), dataDir, importId);

  const workAfter = async (first: (tx: Tx) => Promise<void>, as: 'reading' | 'applying'): Promise<DeviceImport> => {
    const claim = await database.transaction(schoolId, async (tx) => {
      await first(tx);
      return imports.claim(tx, importId, as);
    });
    if (claim === undefined)
      throw new FirstbellError('device_import.taken', 409, 'Another process is working on this import. Wait for it and try again.');
    await work.work(schoolId, claim, as);
    return database.read(schoolId, async (tx) => (await imports.mustFind(tx, importId)).view);
  };

  const upload = { id: importId, fileName: basename(path), filePath, preset, mapping, startedBy: null };
  return {
    import: await workAfter((tx) => imports.insert(tx, upload), 'reading'),
    problems: (page) => database.read(schoolId, async (tx) => (await staged.problems(tx, importId, page)).rows),
    changes: (change, page) => database.read(schoolId, (tx) => staged.diff(tx, importId, change, page)),
    apply: () => workAfter((tx) => imports.approve(tx, importId, null), 'applying'),
  };
}

/** Whether the file was read and can be applied. */
export const isDeviceImportReady = (state: DeviceImportState): boolean => state === 'ready';
