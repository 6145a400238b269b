import type { Readable } from 'node:stream';
import { FirstbellError, keepUpload } from '@firstbell/platform';
import { ROSTER_LIMITS } from '../roster-limits.js';

/** Keeps an uploaded roster until the worker has read it. Answers its path. */
export async function keepRosterUpload(
  body: Readable,
  dataDir: string,
  importId: string,
  limitBytes: number = ROSTER_LIMITS.zipBytes,
): Promise<string> {
  return keepUpload(body, { dataDir, name: `roster-${importId}.zip`, limitBytes, tooLarge });
}

const tooLarge = (megabytes: number): FirstbellError =>
  new FirstbellError(
    'roster.too_large',
    413,
    `The file is larger than ${megabytes} MB. Check that it is the roster export; a larger district is imported school by school.`,
    { field: 'file' },
  );
