import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ENV, Metrics, metricsAnswer, type Env } from '@firstbell/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OpenRoute } from './open-route.js';

/** For Prometheus, which has no session: it shows a token. */
@Controller()
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(ENV) private readonly env: Env,
  ) {}

  @Get('metrics')
  @OpenRoute()
  async read(@Req() { raw }: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { status, type, body } = await metricsAnswer(raw, this.metrics, this.env);
    reply.status(status).type(type);
    return body;
  }
}
