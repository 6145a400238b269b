import { json } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { FirstbellError, migrations } from '@firstbell/platform';
import { openPromise, type Entry } from 'yauzl';
import { backupManifest, fileOfTable, manifestFile, type BackupManifest } from './backup-manifest.js';
import { isAsWritten } from './closing-checksum.js';

/** A backup that is whole and can be restored by this release. */
export interface BackupFile {
  readonly manifest: BackupManifest;
  rows(table: string): Promise<Readable>;
  close(): void;
}

/** @throws FirstbellError before anything is written anywhere */
export async function openBackup(path: string): Promise<BackupFile> {
  await refuseDamaged(path);
  const zip = await openPromise(path, { autoClose: false });
  try {
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    const open = (name: string): Promise<Readable> => {
      const entry = entries.get(name);
      if (entry === undefined) throw notABackup(path);
      return zip.openReadStreamPromise(entry);
    };
    const manifest = backupManifest.safeParse(await json(await open(manifestFile)));
    if (!manifest.success) throw notABackup(path);
    refuseNewer(manifest.data);
    return { manifest: manifest.data, rows: (table) => open(fileOfTable(table)), close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function refuseDamaged(path: string): Promise<void> {
  const whole = await isAsWritten(path).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FirstbellError('backup.cannot_be_read', 404, `The backup cannot be read (${reason}). Check its name and who may read it.`);
  });
  if (!whole) {
    throw new FirstbellError(
      'backup.damaged',
      422,
      `${path} is no backup of Firstbell, or was cut off or changed since it was written. Nothing was restored. Copy it again from where you keep it, or take an older one.`,
    );
  }
}

function refuseNewer(manifest: BackupManifest): void {
  const unknown = manifest.migrations.filter((name) => !migrations.some((known) => known.name === name));
  if (unknown.length === 0) return;
  throw new FirstbellError(
    'backup.newer',
    409,
    `The backup is of a newer Firstbell: this one does not know ${unknown.join(', ')}. Nothing was restored. Update Firstbell and restore again.`,
  );
}

const notABackup = (path: string) =>
  new FirstbellError(
    'backup.not_a_backup',
    422,
    `${path} is no backup that this Firstbell can read. Nothing was restored. Take a file that “firstbell backup” wrote.`,
  );
