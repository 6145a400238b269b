import { FirstbellError, toProblem } from '@firstbell/platform';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

/** An address that no route gets to see: badly escaped, or with a part longer than any id. Told as everything else is. */
export function refuseAddress(_error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  const detail = 'This address cannot be read: a part of it is too long, or badly escaped. Correct it and send again.';
  const problem = toProblem(new FirstbellError('route.malformed', 400, detail, { field: '(address)' }));
  void reply.status(problem.status).type('application/problem+json').send(problem);
}
