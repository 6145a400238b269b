import { Controller, Get, Header } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, register } from 'prom-client';
import { OpenRoute } from './open-route.js';

const requests = new Histogram({
  name: 'firstbell_http_request_seconds',
  help: 'How long requests took, by route pattern and status class. No addresses, no ids.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
});
collectDefaultMetrics({ prefix: 'firstbell_' });

/** Observes every answer of the server, by the pattern of its route. */
export function measureRequests(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    requests.labels(request.method, route, `${Math.floor(reply.statusCode / 100)}xx`).observe(reply.elapsedTime / 1_000);
    done();
  });
}

/** For Prometheus: counts and times, nothing about anybody. */
@Controller()
export class MetricsController {
  @Get('metrics')
  @OpenRoute()
  @Header('content-type', register.contentType)
  metrics(): Promise<string> {
    return register.metrics();
  }
}
