import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../env.js';
import { FirstbellError } from '../errors/firstbell-error.js';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts the few secrets that the database has to hold: the password of a mail account or a directory, a one-time
 * password until it was delivered. A copy of the database alone opens none of them: the key is `SEALING_KEY`, or a file
 * in the data folder made at first use. Several computers need the same `SEALING_KEY`.
 */
export class Sealing {
  private key: Buffer | undefined;

  constructor(private readonly env: Pick<Env, 'SEALING_KEY' | 'DATA_DIR'>) {}

  /** `subject` is what the secret belongs to, `<school>/<row>`: sealed for one row it opens for no other. */
  seal(secret: string, subject: string): Buffer {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, this.keyOfInstallation(), nonce).setAAD(Buffer.from(subject));
    return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws FirstbellError `sealing.wrong_key` */
  open(sealed: Buffer, subject: string): string {
    try {
      const decipher = createDecipheriv(algorithm, this.keyOfInstallation(), sealed.subarray(0, nonceBytes))
        .setAAD(Buffer.from(subject))
        .setAuthTag(sealed.subarray(sealed.length - tagBytes));
      return decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      throw new FirstbellError(
        'sealing.wrong_key',
        500,
        'A stored secret cannot be opened with the key of this installation. Put back SEALING_KEY or sealing.key as they were when it was stored, or enter the secret anew.',
      );
    }
  }

  private keyOfInstallation(): Buffer {
    this.key ??= Buffer.from(this.env.SEALING_KEY ?? keptKey(this.env.DATA_DIR), 'base64');
    return this.key;
  }
}

/** Whether a secret could not be opened with the key of this installation: nothing is wrong with what it belongs to. */
export const isWrongKey = (error: unknown): error is FirstbellError =>
  error instanceof FirstbellError && error.code === 'sealing.wrong_key';

/** Two processes may start at once: the first key that has its name is the key of both. */
function keptKey(folder: string): string {
  const path = join(folder, 'sealing.key');
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    mkdirSync(folder, { recursive: true });
  }
  const made = `${path}.${process.pid}`;
  const file = openSync(made, 'w', 0o600);
  writeSync(file, randomBytes(32).toString('base64'));
  fsyncSync(file);
  closeSync(file);
  try {
    linkSync(made, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(made, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
}
