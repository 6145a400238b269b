import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StartFailure } from '../start-failure.js';
import { findProcess } from './running-process.js';
import { systemErrorCode } from './system-error.js';

const holderSchema = z.object({ pid: z.number().int().positive(), startedAt: z.string() });
type Holder = z.infer<typeof holderSchema>;

/** One Firstbell per data folder. The lock of a process that died, however it died, does not count. */
export class FolderLock {
  private constructor(private readonly path: string) {}

  /** @throws StartFailure `start.already_running` */
  static take(folder: string): FolderLock {
    mkdirSync(folder, { recursive: true });
    const path = join(folder, 'firstbell.lock');
    const mine = `${path}.${process.pid}`;
    const self: Holder = { pid: process.pid, startedAt: findProcess(process.pid)?.startedAt ?? '' };
    try {
      writeFileSync(mine, JSON.stringify(self), { mode: 0o644 });
      // Two rounds: the second after a stale lock was put aside. Losing that race means another start won.
      for (let round = 0; round < 2; round++) {
        if (linkUnlessThere(mine, path)) return new FolderLock(path);
        const text = readOr(path, '');
        const holder = parseHolder(text);
        if (holder && isAlive(holder)) throw alreadyRunning(folder, holder.pid);
        putAside(path, text);
      }
      throw alreadyRunning(folder, parseHolder(readOr(path, ''))?.pid);
    } finally {
      rmSync(mine, { force: true });
    }
  }

  release(): void {
    rmSync(this.path, { force: true });
  }
}

/** link(2) is atomic and, unlike rename, never replaces: exactly one of two starts gets the name. */
function linkUnlessThere(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the lock judged stale; puts it back when somebody took it between our look and our hand. */
function putAside(path: string, judged: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return; // somebody else has just put it aside
  }
  if (readOr(aside, '') !== judged) linkUnlessThere(aside, path);
  rmSync(aside, { force: true });
}

function isAlive(holder: Holder): boolean {
  const found = findProcess(holder.pid);
  return found !== undefined && (found.startedAt === '' || found.startedAt === holder.startedAt);
}

function parseHolder(text: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}

function alreadyRunning(folder: string, pid: number | undefined): StartFailure {
  const who = pid === undefined ? '' : ` (process ${pid})`;
  return new StartFailure(
    'start.already_running',
    `Firstbell is already running on the data folder ${folder}${who}.`,
    'use that one, or stop it first; to run a second school beside it, give it its own DATA_DIR and PORT.',
  );
}
