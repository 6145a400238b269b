import { createWriteStream } from 'node:fs';
import { mkdir, unlink } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface UploadPlace {
  readonly dataDir: string;
  /** Of the file in the folder of uploads; made by us, never by whoever uploads. */
  readonly name: string;
  readonly limitBytes: number;
  /** The refusal of a file above the limit. */
  readonly tooLarge: (megabytes: number) => Error;
}

/** Writes an upload to a file only this installation reads, as it comes, and stops at the limit. Answers its path. */
export async function keepUpload(body: Readable, { dataDir, name, limitBytes, tooLarge }: UploadPlace): Promise<string> {
  const folder = resolve(dataDir, 'uploads');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  try {
    await pipeline(body, atMost(limitBytes, tooLarge), createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    return path;
  } catch (error) {
    await unlink(path).catch(() => undefined);
    throw error;
  }
}

/** What a browser says a file is called, without the folders it may have put before it; `otherwise` when that is nothing. */
export function shownFileName(said: string, otherwise: string): string {
  const name = basename(said.replaceAll('\\', '/'))
    .replaceAll(/\p{Cc}/gu, '')
    .trim();
  return name === '' ? otherwise : name.slice(0, 200);
}

function atMost(limitBytes: number, tooLarge: UploadPlace['tooLarge']): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= limitBytes) done(null, chunk);
      else done(tooLarge(Math.round(limitBytes / 1024 / 1024)));
    },
  });
}
