import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished, pipeline } from 'node:stream/promises';
import { FirstbellError } from '@firstbell/platform';
import { DatabaseError, type Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ZipFile } from 'yazl';
import { messageOf } from '../embedded-postgres/system-error.js';
import { backedUpTables, copyOut, ranMigrations } from './backed-up-tables.js';
import { withConnection } from './backup-connection.js';
import { fileOfTable, manifestFile, type BackupManifest } from './backup-manifest.js';
import { ClosingChecksum, roomForChecksum } from './closing-checksum.js';

/**
 * Writes every table, as one moment saw it, into one file that only its owner reads. Nobody who works on the database
 * waits for it. The file has its name only once it is whole.
 */
export async function writeBackup(url: string, path: string): Promise<BackupManifest> {
  const partial = `${path}.part`;
  await rm(partial, { force: true });
  try {
    const manifest = await withConnection(url, (client) => writeFile(client, partial));
    await rename(partial, path);
    return manifest;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function writeFile(client: Client, path: string): Promise<BackupManifest> {
  const zip = new ZipFile();
  const failure = new AbortController();
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  const [manifest] = await Promise.all([
    fill(zip, client).catch((error: unknown) => {
      failure.abort();
      throw error instanceof DatabaseError && error.code === insufficientPrivilege ? notOwner() : error;
    }),
    pipeline(zip.outputStream, new ClosingChecksum(), file, { signal: failure.signal }).catch((error: unknown) => {
      throw cannotBeWritten(path, error);
    }),
  ]);
  return manifest;
}

async function fill(zip: ZipFile, client: Client): Promise<BackupManifest> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const migrations = await ranMigrations(client);
  if (migrations.length === 0) {
    throw new FirstbellError(
      'backup.nothing_there',
      404,
      'There is nothing of Firstbell in this database. Check DATABASE_URL or DATA_DIR.',
    );
  }
  const takenAt = new Date().toISOString();
  const copies = new Map<string, ReturnType<typeof copyTo>>();
  for (const table of await backedUpTables(client)) {
    const copy = client.query(copyTo(copyOut(table)));
    copies.set(table.name, copy);
    zip.addReadStream(copy, fileOfTable(table.name));
    await finished(copy);
  }
  await client.query('COMMIT');
  const manifest: BackupManifest = {
    format: 1,
    takenAt,
    migrations,
    tables: Object.fromEntries([...copies].map(([name, { rowCount }]) => [name, rowCount])),
  };
  zip.addBuffer(Buffer.from(JSON.stringify(manifest, undefined, 2)), manifestFile);
  zip.end({ comment: roomForChecksum, forceZip64Format: false });
  return manifest;
}

/** PostgreSQL, appendix A. */
const insufficientPrivilege = '42501';

const notOwner = () =>
  new FirstbellError(
    'backup.not_owner',
    403,
    'This role may not see everything in the database, and only the owner of the tables can back it up. Nothing was written. Set OWNER_DATABASE_URL to the same database as firstbell_owner.',
  );

const cannotBeWritten = (path: string, error: unknown) =>
  new FirstbellError(
    'backup.cannot_be_written',
    422,
    `${path} cannot be written (${messageOf(error)}). Check that its folder is there, may be written and has room.`,
  );
