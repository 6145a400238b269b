import { createWriteStream } from 'node:fs';
import { mkdir, unlink } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FirstbellError } from '@firstbell/platform';
import { ROSTER_LIMITS } from '../roster-limits.js';

/** Writes an upload to a file only this installation reads, as it comes, and stops at the limit. Answers its path. */
export async function keepRosterUpload(
  body: Readable,
  dataDir: string,
  importId: string,
  limitBytes: number = ROSTER_LIMITS.zipBytes,
): Promise<string> {
  const folder = resolve(dataDir, 'uploads');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `roster-${importId}.zip`);
  try {
    await pipeline(body, atMost(limitBytes), createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    return path;
  } catch (error) {
    await unlink(path).catch(() => undefined);
    throw error;
  }
}

/** What a browser says a file is called, without the folders it may have put before it. */
export function shownFileName(said: string): string {
  const name = basename(said.replaceAll('\\', '/'))
    .replaceAll(/\p{Cc}/gu, '')
    .trim();
  return name === '' ? 'roster.zip' : name.slice(0, 200);
}

function atMost(limitBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= limitBytes) return done(null, chunk);
      const megabytes = Math.round(limitBytes / 1024 / 1024);
      done(
        new FirstbellError(
          'roster.too_large',
          413,
          `The file is larger than ${megabytes} MB. Check that it is the roster export; a larger district is imported school by school.`,
          { field: 'file' },
        ),
      );
    },
  });
}
