import { Injectable } from '@nestjs/common';
import { logLine, Metrics } from '@firstbell/platform';
import { Histogram } from 'prom-client';
import type { LiveServer } from './live-server.js';
import { SlowClients } from './slow-clients.js';

/** What is told of sockets: how many there are, how long what they ask takes, how many were dropped. */
@Injectable()
export class SocketMetrics {
  private readonly took: Histogram<'event' | 'outcome'>;

  constructor(
    private readonly metrics: Metrics,
    private readonly slow: SlowClients,
  ) {
    this.took = new Histogram({
      name: 'firstbell_socket_request_seconds',
      help: 'How long what a socket asked took, by event and outcome; connecting is one of them.',
      labelNames: ['event', 'outcome'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers: [metrics.registry],
    });
  }

  open(server: LiveServer): void {
    this.metrics.gauge('firstbell_sockets', 'Sockets connected to this process.', () => server.sockets.sockets.size);
    this.metrics.gauge(
      'firstbell_slow_clients_dropped',
      'Sockets dropped since the start because they did not read.',
      () => this.slow.count,
    );
  }

  /** @param code of the problem, when it was refused */
  observe(socket: string, event: 'connect' | 'watch' | 'unwatch' | 'looking', began: number, code?: string): void {
    const ms = performance.now() - began;
    this.took.labels(event, code === undefined ? 'done' : 'refused').observe(ms / 1_000);
    logLine('socket', { socket, asked: event, code, ms: Math.round(ms * 10) / 10 });
  }
}
