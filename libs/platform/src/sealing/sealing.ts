import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Env } from '../env.js';
import { FirstbellError } from '../errors/firstbell-error.js';
import { keyFileIn, readKeyFile } from './key-file.js';
import { keysIn } from './sealing-keys.rules.js';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts the few secrets that the database has to hold: the password of a mail account or a directory, a one-time
 * password until it was delivered. A copy of the database alone opens none of them: the keys are those of `SEALING_KEY`, or
 * of a file in the data folder made at first use. Several computers need the same `SEALING_KEY`.
 */
export class Sealing {
  constructor(private readonly env: Pick<Env, 'SEALING_KEY' | 'DATA_DIR'>) {}

  /** `subject` is what the secret belongs to, `<school>/<row>`: sealed for one row it opens for no other. */
  seal(secret: string, subject: string): Buffer {
    const [key = Buffer.alloc(0)] = this.keys();
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(subject));
    return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws FirstbellError `sealing.wrong_key` */
  open(sealed: Buffer, subject: string): string {
    return this.opened(sealed, subject).secret;
  }

  /** The same secret sealed with the newest key; undefined when it is already. @throws FirstbellError `sealing.wrong_key` */
  resealed(sealed: Buffer, subject: string): Buffer | undefined {
    const { secret, byNewest } = this.opened(sealed, subject);
    return byNewest ? undefined : this.seal(secret, subject);
  }

  private opened(sealed: Buffer, subject: string): { readonly secret: string; readonly byNewest: boolean } {
    for (const [age, key] of this.keys().entries()) {
      const secret = openWith(key, sealed, subject);
      if (secret !== undefined) return { secret, byNewest: age === 0 };
    }
    throw new FirstbellError(
      'sealing.wrong_key',
      500,
      'A stored secret cannot be opened with the key of this installation. Put back SEALING_KEY or sealing.key as they were when it was stored, or enter the secret anew.',
    );
  }

  /** The file is read each time: a key that was added while this process runs is its newest from then on. */
  private keys(): Buffer[] {
    return keysIn(this.env.SEALING_KEY ?? readKeyFile(keyFileIn(this.env.DATA_DIR)));
  }
}

/** Undefined when it was sealed with another key, for another subject, or was changed since. */
function openWith(key: Buffer, sealed: Buffer, subject: string): string | undefined {
  try {
    const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes))
      .setAAD(Buffer.from(subject))
      .setAuthTag(sealed.subarray(sealed.length - tagBytes));
    return decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}

/** Whether a secret could not be opened with the key of this installation: nothing is wrong with what it belongs to. */
export const isWrongKey = (error: unknown): error is FirstbellError =>
  error instanceof FirstbellError && error.code === 'sealing.wrong_key';
