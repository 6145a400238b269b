import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Env } from '../env.js';
import { FirstbellError } from '../errors/firstbell-error.js';
import { toProblem } from '../errors/to-problem.js';
import type { Metrics } from './metrics.js';

export interface MetricsAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/**
 * What `/metrics` answers. Figures are not for the world: whoever asks shows METRICS_TOKEN; without one, only a program on
 * this very computer may ask, and no one where a proxy stands before us (PUBLIC_URL), since then everybody seems to be it.
 */
export async function metricsAnswer(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  metrics: Metrics,
  env: Pick<Env, 'METRICS_TOKEN' | 'PUBLIC_URL'>,
): Promise<MetricsAnswer> {
  if (mayAsk(headers, socket.remoteAddress, env)) {
    return { status: 200, type: metrics.registry.contentType, body: await metrics.registry.metrics() };
  }
  const problem = toProblem(
    new FirstbellError(
      'metrics.not_permitted',
      403,
      'The metrics are not for everybody. Set METRICS_TOKEN for Firstbell, and have Prometheus send it as a bearer token (docs/observability.md).',
    ),
  );
  return { status: problem.status, type: 'application/problem+json', body: JSON.stringify(problem) };
}

function mayAsk(
  headers: IncomingMessage['headers'],
  address: string | undefined,
  { METRICS_TOKEN: token, PUBLIC_URL: behindProxy }: Pick<Env, 'METRICS_TOKEN' | 'PUBLIC_URL'>,
): boolean {
  if (token !== undefined) return isSame(headers.authorization ?? '', `Bearer ${token}`);
  const forwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return behindProxy === undefined && !forwarded && /^(::ffff:)?127\.|^::1$/.test(address ?? '');
}

/** Compared by their hashes, so that the time it takes tells nothing. */
function isSame(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
