import type { FastifyInstance } from 'fastify';

/** Answers of the API hold people's data: no browser and no proxy keeps one, unless its handler says otherwise. */
export function keepOutOfCaches(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    done(null, payload);
  });
}
