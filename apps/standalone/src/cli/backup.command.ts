import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { FirstbellError, loadStandaloneEnv } from '@firstbell/platform';
import { rowsOf } from '../backup/backup-manifest.js';
import { writeBackup } from '../backup/write-backup.js';
import { reachDatabase } from '../database.js';
import { EmbeddedPostgres } from '../embedded-postgres/index.js';
import type { Command, CommandInput } from './command.js';
import { understandFile } from './file-argument.js';

const help = `firstbell backup FILE [--json]

Writes everything in the database, as it is at this moment, into one file that only you can read. Firstbell may be running
or not; nobody waits meanwhile. An earlier file of that name is replaced once the new one is whole.

The database is that of DATA_DIR, or the one at OWNER_DATABASE_URL (else DATABASE_URL).

The key of stored secrets (SEALING_KEY, or the file sealing.key in DATA_DIR) is not in the backup: keep a copy of it
elsewhere. See docs/backup.md.

  firstbell backup /backups/firstbell-$(date +%F).zip
`;

export const backupCommand: Command = { summary: 'Write everything in the database into one file', help, run: backUp };

async function backUp({ args, write, say }: CommandInput): Promise<number> {
  const { file, json } = understandFile(args);
  const env = loadStandaloneEnv();
  if (env.DATABASE_URL === undefined && !EmbeddedPostgres.isIn(env.DATA_DIR)) {
    throw new FirstbellError(
      'backup.nothing_there',
      404,
      `There is no database in ${resolve(env.DATA_DIR)}. Set DATA_DIR to the data folder of your Firstbell, or DATABASE_URL.`,
    );
  }
  const database = await reachDatabase(env, say);
  try {
    const manifest = await writeBackup(database.ownerUrl, resolve(file));
    const rows = rowsOf(manifest);
    const { size: bytes } = await stat(file);
    write(
      json
        ? `${JSON.stringify({ file: resolve(file), bytes, ...manifest })}\n`
        : `${resolve(file)} holds everything as of ${manifest.takenAt}: ${rows} rows, ${bytes} bytes.\n` +
            'Keep the key of stored secrets apart from it: SEALING_KEY, or the file sealing.key in the data folder.\n',
    );
    return 0;
  } finally {
    await database.stop();
  }
}
