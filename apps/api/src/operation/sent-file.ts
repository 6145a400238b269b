import { Readable } from 'node:stream';
import { FirstbellError } from '@firstbell/platform';
import type { FastifyRequest } from 'fastify';

/** The file that is the body of a request, unread. @throws FirstbellError `<what>.no_file` */
export function sentFile({ body }: FastifyRequest, what: 'agreements' | 'devices' | 'photo' | 'roster'): Readable {
  if (body instanceof Readable) return body;
  throw new FirstbellError(`${what}.no_file`, 415, 'Send the file itself as the body, with the content type application/octet-stream.', {
    field: 'file',
  });
}
