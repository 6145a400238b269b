import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Env } from '../env.js';
import { OpenRoute } from '../permissions/open-route.js';
import { ENV } from '../platform.module.js';
import { metricsAnswer } from './metrics-answer.js';
import { Metrics } from './metrics.js';

/** For Prometheus, which has no session: it shows a token. Where live screens share a process with the API, the API has it. */
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
