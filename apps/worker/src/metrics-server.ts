import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ENV, Metrics, metricsAnswer, type Env } from '@firstbell/platform';

/** Nobody speaks to the worker but Prometheus and whatever watches it, and only where METRICS_PORT is given. */
@Injectable()
export class MetricsServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private server: Server | undefined;

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly metrics: Metrics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { METRICS_PORT: port, HOST } = this.env;
    if (port === undefined) return;
    this.server = createServer((request, response) => {
      const asked = request.method === 'GET' ? request.url : undefined;
      if (asked === '/health/live') {
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
        return;
      }
      if (asked !== '/metrics') {
        response.writeHead(404).end('Only /metrics and /health/live are answered here.\n');
        return;
      }
      metricsAnswer(request, this.metrics, this.env).then(
        ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
        () => response.writeHead(500).end(),
      );
    });
    this.server.listen(port, HOST);
    await once(this.server, 'listening');
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.server === undefined) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}
