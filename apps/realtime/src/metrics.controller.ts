import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ENV, Metrics, metricsAnswer, type Env } from '@firstbell/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** For Prometheus; beside the API in one process, the API answers it. */
@Controller()
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(ENV) private readonly env: Env,
  ) {}

  @Get('metrics')
  async read(@Req() { raw }: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { status, type, body } = await metricsAnswer(raw, this.metrics, this.env);
    reply.status(status).type(type);
    return body;
  }
}
