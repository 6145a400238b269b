import { allOperations } from '@firstbell/contracts/operations';
import { begin, logLine, withCorrelation, type Metrics, type Step } from '@firstbell/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Histogram } from 'prom-client';
import type { FirstbellRequest } from './operation/operation.decorator.js';

const operationAt = new Map(allOperations.map(({ id, method, path }) => [`${method} ${path}`, id]));

/**
 * Everything that is told of a request: its id in the answer and in whatever is logged or appended meanwhile, one line,
 * one observation, one span. By the pattern of its route: an address holds ids of people, a query what they typed.
 */
export function observeRequests(fastify: FastifyInstance, { registry }: Metrics): void {
  const seconds = new Histogram({
    name: 'firstbell_http_request_seconds',
    help: 'How long requests took, by operation and status class.',
    labelNames: ['operation', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  });
  const steps = new WeakMap<FastifyRequest, Step>();

  fastify.addHook('onRequest', (request, reply, done) => {
    const route = routeOf(request);
    const facts = { 'http.request.method': request.method, 'http.route': route };
    const trace = request.headers['traceparent'];
    const step = begin(
      `${request.method} ${route}`,
      { kind: 'server', trace: typeof trace === 'string' ? trace : undefined, facts },
      request.id,
    );
    if (step !== undefined) {
      steps.set(request, step);
      request.id = step.correlation.id;
    }
    reply.header('x-request-id', request.id);
    done();
  });
  // After the body was read: what happens while it is read belongs to the connection.
  fastify.addHook('preHandler', (request, _reply, done) => {
    const step = steps.get(request);
    if (step === undefined) done();
    else withCorrelation(step.correlation, done);
  });
  fastify.addHook('onResponse', (request: FirstbellRequest, reply, done) => {
    const { method } = request;
    const { statusCode: status, elapsedTime } = reply;
    const route = routeOf(request);
    const operation = operationAt.get(`${method} ${route}`);
    seconds.labels(operation ?? 'other', `${Math.floor(status / 100)}xx`).observe(elapsedTime / 1_000);
    logLine('request', {
      request: request.id,
      method,
      route,
      operation,
      status,
      code: request.refusal,
      ms: Math.round(elapsedTime * 10) / 10,
    });
    steps.get(request)?.end({ 'http.response.status_code': status }, status >= 500);
    done();
  });
}

const routeOf = ({ routeOptions }: FastifyRequest): string => routeOptions.url ?? 'none';
