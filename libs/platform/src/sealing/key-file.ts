import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
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
  return readFileSync(path, 'utf8');
}

/**
 * Puts a new key before those that are there, in one step: whoever reads the file finds the old ones or all. Who calls it
 * makes sure that nobody else does at the same time.
 */
export function addKeyToFile(path: string): void {
  renameSync(write(path, `${newKey()}\n${readKeyFile(path).trim()}\n`), path);
}

const newKey = (): string => randomBytes(32).toString('base64');

/** Beside it, on the disk for certain. Answers where. */
function write(path: string, text: string): string {
  const made = `${path}.${process.pid}`;
  const file = openSync(made, 'w', 0o600);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  return made;
}
