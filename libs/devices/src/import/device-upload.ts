import type { Readable } from 'node:stream';
import { FirstbellError, keepUpload } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';

const limitBytes = 200 * 1024 * 1024;

/** Keeps an uploaded file of devices until the worker has read it. Answers its path. */
export async function keepDeviceUpload(body: Readable, dataDir: string, importId: string, limit = limitBytes): Promise<string> {
  // A client may send the same import twice at once, so that its id alone would be one name for two files.
  return keepUpload(body, { dataDir, name: `devices-${importId}-${uuid()}.csv`, limitBytes: limit, tooLarge });
}

const tooLarge = (megabytes: number): FirstbellError =>
  new FirstbellError(
    'devices.too_large',
    413,
    `The file is larger than ${megabytes} MB. Check that it is the list of devices; a larger district is imported school by school.`,
    { field: 'file' },
  );
