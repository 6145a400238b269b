import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { StartFailure } from '../start-failure.js';
import { diskIsFull, serverEnvironment } from './cluster.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { parsePostmasterPid, settingsInOpts, whoHasThePid, type PostmasterPid } from './postmaster-pid.rules.js';
import { answersSignals, findProcess, pidsWorkingIn } from './running-process.js';
import { explainServerFailure } from './server-failure.rules.js';
import { ServerLog } from './server-log.js';
import { serverSettings, type Durability } from './server-settings.js';
import type { ServerUser } from './server-user.js';
import { waitUntil } from './wait-until.js';

/** Crash recovery of a large write-ahead log may take minutes; it is only given up when the server ends. */
const longestRecoveryMs = 15 * 60_000;
const fastStopMs = 20_000;
const immediateStopMs = 10_000;

export interface PostmasterPlace {
  home: string;
  cluster: string;
  binaries: PostgresBinaries;
  user: ServerUser | undefined;
  durability: Durability;
}

/** A PostgreSQL server process of our cluster that says it is ready. */
export interface Postmaster {
  pid: number;
  port: number;
}

/**
 * Looks whether a server already runs on the cluster: the one a killed Firstbell left behind. It waits for one
 * that is still starting or stopping, and clears away a postmaster.pid that would make PostgreSQL refuse to start.
 */
export async function findPostmaster(
  place: PostmasterPlace,
  servesCluster: (port: number) => Promise<boolean>,
): Promise<Postmaster | undefined> {
  const { cluster } = place;
  await waitUntil(
    () => {
      const file = readPostmasterPid(cluster);
      const settled = !file || holder(file, cluster) !== 'our-postgres' || file.status === 'ready';
      return settled || undefined;
    },
    longestRecoveryMs,
    50,
  );

  const file = readPostmasterPid(cluster);
  if (!file) {
    await endSurvivors(cluster);
    rmSync(pidFile(cluster), { force: true }); // an empty one, which PostgreSQL refuses to judge
    return undefined;
  }
  const who = holder(file, cluster);
  const { pid, port } = file;
  if (port !== undefined && (who === 'our-postgres' || (who === 'unknown' && (await servesCluster(port))))) return { pid, port };
  // Where the system does not say who has the pid and nobody answers, PostgreSQL's own check decides.
  if (who === 'unknown') return undefined;
  await endSurvivors(cluster);
  // A pid that answers signals (reused by a stranger, or a zombie) would stop PostgreSQL. With a dead pid
  // the file stays: PostgreSQL then checks by its shared memory that no process of the old server is left.
  if (answersSignals(file.pid)) rmSync(pidFile(cluster), { force: true });
  return undefined;
}

/** Runs with today's settings, and its program file was not replaced by an update since? */
export function isUpToDate(place: PostmasterPlace, running: Postmaster): boolean {
  const opts = readOr(join(place.cluster, 'postmaster.opts'), '');
  const given = settingsInOpts(
    settingArguments(place, running.port)
      .map((text) => `"${text}"`)
      .join(' '),
  );
  const program = findProcess(running.pid)?.programFile;
  return settingsInOpts(opts).join() === given.join() && (program === undefined || existsSync(program));
}

/** @throws StartFailure, `postgres.port_taken` among them: the caller chooses another port and comes again */
export async function launchPostmaster(place: PostmasterPlace, port: number): Promise<Postmaster> {
  const { home, cluster, binaries, user, durability } = place;
  const log = new ServerLog(home).open();
  try {
    const child = spawn(binaries.postgres, ['-D', cluster, ...settingArguments(place, port)], {
      cwd: process.platform === 'win32' ? undefined : '/',
      // A session of its own: Ctrl-C in the terminal reaches us, and we stop the server after its clients.
      // A test's server is meant to end with the test instead.
      detached: durability === 'durable',
      stdio: ['ignore', log.file, log.file],
      windowsHide: true,
      ...serverEnvironment(),
      ...(user && { uid: user.uid, gid: user.gid }),
    });
    let ended: string | undefined;
    child.on('error', (error) => (ended = error.message));
    child.on('exit', () => (ended ??= ''));
    child.unref();

    const ready = await waitUntil(() => {
      if (ended !== undefined) return 'ended';
      const file = readPostmasterPid(cluster);
      return file?.pid === child.pid && file?.status === 'ready' ? 'ready' : undefined;
    }, longestRecoveryMs);
    if (ready === 'ready' && child.pid !== undefined) return { pid: child.pid, port };

    const said = `${log.textSinceOpened()}\n${ended ?? ''}`;
    if (ended !== undefined && diskIsFull(home)) throw explainServerFailure('No space left on device', home);
    throw explainServerFailure(said, home);
  } finally {
    log.close();
  }
}

/** Clients are cut off and everything is written (fast); if that takes too long, the next start recovers (immediate). */
export async function stopPostmaster(place: PostmasterPlace, running: Postmaster, how: 'fast' | 'immediate'): Promise<void> {
  if (how === 'fast') {
    sendSignal(place, running.pid, 'SIGINT');
    if (await waitUntilGone(running.pid, fastStopMs)) return;
  }
  sendSignal(place, running.pid, 'SIGQUIT');
  if (await waitUntilGone(running.pid, immediateStopMs)) return;
  throw new StartFailure(
    'postgres.still_in_use',
    `PostgreSQL (process ${running.pid}) does not stop.`,
    `see ${place.home}/postgres.log; most often the disk does not answer.`,
  );
}

export function isRunning(running: Postmaster): boolean {
  return findProcess(running.pid) !== undefined;
}

/** For `exit` handlers, which may not wait. */
export function stopAtOnce(place: PostmasterPlace, running: Postmaster): void {
  if (isRunning(running)) sendSignal(place, running.pid, 'SIGQUIT');
}

/** A killed postmaster's backends end by themselves, but one in a long statement only afterwards: they hold the shared memory. */
async function endSurvivors(cluster: string): Promise<void> {
  const survivors = () => pidsWorkingIn(cluster).filter((pid) => basename(findProcess(pid)?.command[0] ?? '').startsWith('postgres'));
  const gone = () => (survivors().length === 0 ? true : undefined);
  if (await waitUntil(gone, 300)) return;
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    survivors().forEach((pid) => kill(pid, signal));
    if (await waitUntil(gone, 3_000)) return;
  }
}

function settingArguments({ durability }: PostmasterPlace, port: number): string[] {
  return Object.entries({ ...serverSettings(durability), port: String(port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function holder(file: PostmasterPid, cluster: string) {
  return whoHasThePid(findProcess(file.pid), cluster);
}

function readPostmasterPid(cluster: string): PostmasterPid | undefined {
  return parsePostmasterPid(readOr(pidFile(cluster), ''));
}

function pidFile(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

function waitUntilGone(pid: number, forMs: number): Promise<boolean | undefined> {
  return waitUntil(() => (findProcess(pid) === undefined ? true : undefined), forMs);
}

/** Windows has no signals; pg_ctl speaks to the server there. */
function sendSignal({ binaries, cluster }: PostmasterPlace, pid: number, signal: 'SIGINT' | 'SIGQUIT'): void {
  if (process.platform !== 'win32') return kill(pid, signal);
  const mode = signal === 'SIGINT' ? 'fast' : 'immediate';
  spawnSync(binaries.pgCtl, ['stop', '-W', '-m', mode, '-D', cluster], { windowsHide: true });
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // gone already
  }
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}
