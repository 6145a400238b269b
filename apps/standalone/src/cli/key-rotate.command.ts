import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  addKeyToFile,
  FirstbellError,
  keyFileIn,
  loadStandaloneEnv,
  resealSchool,
  Sealing,
  type Database,
  type Resealed,
} from '@firstbell/platform';
import { UsageError, type Command, type CommandInput } from './command.js';
import { openInstallation } from './open-installation.js';

const help = `firstbell key rotate [--json]

Seals every stored secret (the passwords of mail, directory and device management, and one-time passwords that were not
handed out yet) with a new key. Firstbell may be running or not. It may break off anywhere and be repeated: the older keys
go on opening what they sealed.

The key is in the file sealing.key of DATA_DIR: a new one is made and put before the older ones. Where SEALING_KEY is set,
nothing can be made here: first put a new key before the old one there, see docs/backup.md.

  firstbell key rotate
`;

export const keyRotateCommand: Command = { summary: 'Seal the stored secrets with a new key', help, run: rotate };

async function rotate({ args, write, say }: CommandInput): Promise<number> {
  const json = understand(args);
  const env = loadStandaloneEnv();
  const file = env.SEALING_KEY === undefined ? keyFileIn(env.DATA_DIR) : undefined;
  if (file !== undefined && !existsSync(file)) {
    throw new FirstbellError(
      'key.none',
      404,
      `There is no key to change: ${file} does not exist. It is made when the first secret is stored. If there are some, set DATA_DIR or SEALING_KEY as Firstbell itself has it.`,
    );
  }
  const installation = await openInstallation(env, say);
  try {
    const { database } = installation;
    if (file !== undefined) await addKey(database, file);
    const done = await resealAll(database, new Sealing(env));
    const keptIn = file ?? 'SEALING_KEY';
    write(json ? `${JSON.stringify({ key: keptIn, ...done })}\n` : wordsFor(done, keptIn, file !== undefined));
    return done.shut === 0 ? 0 : 1;
  } finally {
    await installation.close();
  }
}

/** Two at once would each write a file without the other's key. */
async function addKey(database: Database, file: string): Promise<void> {
  await database.source.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock(7414)');
    addKeyToFile(file);
  });
}

async function resealAll(database: Database, sealing: Sealing): Promise<Resealed> {
  const schools: { id: string }[] = await database.withoutSchool('SELECT id FROM every_school()', []);
  const total = { stored: 0, resealed: 0, shut: 0 };
  for (const { id } of schools) {
    const { stored, resealed, shut } = await resealSchool(database, sealing, id);
    total.stored += stored;
    total.resealed += resealed;
    total.shut += shut;
  }
  return total;
}

function wordsFor({ stored, resealed, shut }: Resealed, keptIn: string, isFile: boolean): string {
  const lines = [`${resealed} of ${stored} stored secrets were sealed anew with the newest key of ${keptIn}.`];
  if (shut > 0) lines.push(`${shut} are opened by no key that is here, and stay as they are. firstbell doctor says what to do.`);
  if (isFile) lines.push('Copy the file to where you keep its copy. Its older keys open older backups.');
  else if (resealed === 0 && stored > shut)
    lines.push('To change the key, put the new one before the old one in SEALING_KEY first: docs/backup.md.');
  else if (shut === 0) lines.push('Once every process has the new key first, take the old one out of SEALING_KEY.');
  return `${lines.join('\n')}\n`;
}

function understand(args: readonly string[]): boolean {
  try {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } });
    return values.json === true;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
