import type { Readable } from 'node:stream';
import { FirstbellError } from '@firstbell/platform';
import { largestPhoto, photoTypeOf, type PhotoType } from './photo.rules.js';

/** Gathers an upload up to the limit and no further, and says what it is. */
export async function readPhoto(body: Readable): Promise<{ type: PhotoType; bytes: Buffer }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) throw notAPhoto();
    size += chunk.length;
    if (size > largestPhoto) {
      throw new FirstbellError('photo.too_large', 413, 'The photo is larger than 2 MB. Take it in a lower resolution and send it again.', {
        field: 'file',
      });
    }
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const type = photoTypeOf(bytes);
  if (type === null) throw notAPhoto();
  return { type, bytes };
}

const notAPhoto = () =>
  new FirstbellError('photo.not_a_photo', 415, 'This is no JPEG, PNG or WebP picture. Take a photo, or save the picture as one of them.', {
    field: 'file',
  });
