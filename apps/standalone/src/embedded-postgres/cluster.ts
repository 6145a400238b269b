import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  fsyncSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from '../start-failure.js';
import { newCredentials, saveCredentials } from './credentials.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { explainServerFailure } from './server-failure.rules.js';
import { giveTo, type ServerUser } from './server-user.js';
import type { Durability } from './server-settings.js';

const unfinishedPrefix = 'cluster.unfinished-';
/** A new cluster takes 40 MB, the first transactions as much again in write-ahead log. */
const neededForNewCluster = 150_000_000;
/** Below this, a server that said nothing has most likely not been able to write its log either. */
const nothingLeft = 1_000_000;

export interface ClusterMaking {
  home: string;
  binaries: PostgresBinaries;
  user: ServerUser | undefined;
  durability: Durability;
}

/**
 * The cluster's folder, made by initdb when it is not there: in a folder of another name first,
 * so that a start that was interrupted leaves nothing that looks like a database.
 */
export async function ensureCluster(making: ClusterMaking): Promise<string> {
  const { home, user } = making;
  const cluster = join(home, 'cluster');
  removeUnfinished(home);
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    ownCluster(cluster, user);
    return realpathSync(cluster);
  }
  if (freeBytes(home) < neededForNewCluster) throw diskFull(home);
  const credentials = newCredentials();
  saveCredentials(home, credentials);
  const unfinished = `${join(home, unfinishedPrefix)}${process.pid}`;
  try {
    mkdirSync(unfinished, { mode: 0o700 });
    if (user) giveTo(user, unfinished);
    await runInitdb(making, unfinished, credentials.superuser);
    renameSync(unfinished, cluster);
    if (making.durability === 'durable') syncFolder(home);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return realpathSync(cluster);
}

/** Does a failed start that left no words in the log come from a full disk? */
export function diskIsFull(folder: string): boolean {
  return freeBytes(folder) < nothingLeft;
}

async function runInitdb({ home, binaries, user, durability }: ClusterMaking, folder: string, password: string): Promise<void> {
  const passwordFile = `${folder}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) giveTo(user, passwordFile);
  try {
    const output = await run(
      binaries.initdb,
      [
        `--pgdata=${folder}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        // The same order of text on every system and after every upgrade of it; people's names are sorted by ICU in the query.
        '--no-locale',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...(durability === 'throwaway' ? ['--no-sync'] : []),
      ],
      user,
    );
    if (output !== undefined) throw diskIsFull(home) ? diskFull(home) : explainServerFailure(output, home);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** @returns what the program said when it failed, `undefined` when it did its work */
function run(program: string, args: string[], user: ServerUser | undefined): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      // A folder the user can enter; ours may be closed to them.
      cwd: process.platform === 'win32' ? undefined : '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...serverEnvironment(),
      ...(user && { uid: user.uid, gid: user.gid }),
    });
    let output = '';
    const listen = (chunk: Buffer) => (output += chunk.toString('utf8'));
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', (error) => resolve(`${output}\n${error.message}`));
    child.on('close', (code) => resolve(code === 0 ? undefined : output));
  });
}

/** English messages, and none of the PG… variables of the person who starts us. Windows needs its own variables. */
export function serverEnvironment(): { env?: Record<string, string> } {
  return process.platform === 'win32' ? {} : { env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' } };
}

/** What was making it may have outlived the start that was killed, and still be writing there for a moment. */
function removeUnfinished(home: string): void {
  for (const name of readdirSync(home)) {
    if (name.startsWith(unfinishedPrefix)) rmSync(join(home, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

function ownCluster(cluster: string, user: ServerUser | undefined): void {
  const { uid } = statSync(cluster);
  if (user && uid !== user.uid) giveTo(user, cluster);
  if (!user && process.getuid && uid !== process.getuid()) {
    throw new StartFailure(
      'data.wrong_owner',
      `The database in ${cluster} belongs to another user of this computer.`,
      'start Firstbell as the user who started it before (with sudo if it was root), or change the owner of the folder.',
    );
  }
  // A restored copy often has wider modes, which PostgreSQL refuses.
  chmodSync(cluster, 0o700);
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function diskFull(home: string): StartFailure {
  return explainServerFailure('No space left on device', home);
}

/** Makes the new name itself survive a power cut. Windows has no such call and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
