import { resolve } from 'node:path';
import { loadStandaloneEnv } from '@firstbell/platform';
import { openBackup } from '../backup/backup-file.js';
import { rowsOf } from '../backup/backup-manifest.js';
import { restoreBackup } from '../backup/restore-backup.js';
import { startDatabase } from '../database.js';
import type { Command, CommandInput } from './command.js';
import { understandFile } from './file-argument.js';

const help = `firstbell restore FILE [--json]

Puts a backup into an empty database: a DATA_DIR that does not exist yet, or a new database at OWNER_DATABASE_URL (else
DATABASE_URL). Firstbell must not be running on it. A file that is damaged, or of a newer Firstbell, is refused, and so is a
database with anything in it; nothing is written then.

Afterwards mailings, the directory and device management stand paused until somebody has looked at what happened after the
backup was taken, and everybody signs in again. See docs/backup.md.

  DATA_DIR=/srv/firstbell firstbell restore firstbell-2026-11-28.zip
`;

export const restoreCommand: Command = { summary: 'Put a backup into an empty database', help, run: restore };

async function restore({ args, write, say }: CommandInput): Promise<number> {
  const { file, json } = understandFile(args);
  // Looked at first: a file that is refused makes no data folder.
  const backup = await openBackup(resolve(file));
  const { manifest } = backup;
  try {
    const database = await startDatabase(loadStandaloneEnv(), say);
    try {
      await restoreBackup(database.ownerUrl, backup);
    } finally {
      await database.stop();
    }
    write(
      json
        ? `${JSON.stringify({ file: resolve(file), ...manifest })}\n`
        : `Restored as of ${manifest.takenAt}: ${rowsOf(manifest)} rows.\n` +
            'Before you start Firstbell, put the key of stored secrets back: SEALING_KEY, or the file sealing.key in the data folder.\n' +
            'Mailings, directory and device management are paused: see what was done since the backup, then end the pauses.\n',
    );
    return 0;
  } finally {
    backup.close();
  }
}
