import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const algorithm = 'sha256';
const length = 64;

/** The comment of a zip stands at its very end: room for the checksum of everything before it. */
export const roomForChecksum = '0'.repeat(length);

/** Puts the checksum of what passed into the room at the end of it. */
export class ClosingChecksum extends Transform {
  private readonly hash = createHash(algorithm);
  private held: Buffer = Buffer.alloc(0);

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const all = Buffer.concat([this.held, chunk]);
    const sure = all.subarray(0, Math.max(0, all.length - length));
    this.held = all.subarray(sure.length);
    this.hash.update(sure);
    done(null, sure);
  }

  override _flush(done: TransformCallback): void {
    done(null, this.hash.digest('hex'));
  }
}

/** Is the file, to its last byte, what was once written? */
export async function isAsWritten(path: string): Promise<boolean> {
  const { size } = await stat(path);
  if (size <= length) return false;
  const hash = createHash(algorithm);
  await pipeline(createReadStream(path, { end: size - length - 1 }), hash);
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('latin1') === hash.digest('hex');
  } finally {
    await file.close();
  }
}
