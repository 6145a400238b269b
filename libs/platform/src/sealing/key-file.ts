import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
  type Stats,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** The keys of an installation on one computer, in its data folder and for its owner's eyes: a line each, the newest first. */
export const keyFileIn = (folder: string): string => join(folder, 'sealing.key');

/** What is in it, made with a first key where there is none. */
export function readKeyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    mkdirSync(dirname(path), { recursive: true });
  }
  // Two processes may start at once: the first key that has its name is the key of both.
  const made = write(path, newKey());
  try {
    linkSync(made, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(made, { force: true });
  }
  syncFolder(dirname(path));
  return readFileSync(path, 'utf8');
}

/**
 * Puts a new key before those that are there, in one step: whoever reads the file finds the old ones or all. It stays its
 * owner's, whoever does it. Who calls it makes sure that nobody else does at the same time.
 */
export function addKeyToFile(path: string): void {
  const keys = `${newKey()}\n${readKeyFile(path).trim()}\n`;
  renameSync(write(path, keys, statSync(path)), path);
  syncFolder(dirname(path));
}

const newKey = (): string => randomBytes(32).toString('base64');

/** Beside it, on the disk for certain. Answers where. */
function write(path: string, text: string, owner?: Stats): string {
  const made = `${path}.${process.pid}`;
  const file = openSync(made, 'w', 0o600);
  if (owner !== undefined && owner.uid !== fstatSync(file).uid) fchownSync(file, owner.uid, owner.gid);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  return made;
}

/** A name is on the disk for certain only when its folder is. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
