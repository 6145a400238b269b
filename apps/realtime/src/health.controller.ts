import { Controller, Get, Res } from '@nestjs/common';
import { Database } from '@firstbell/platform';
import type { FastifyReply } from 'fastify';

/** For whatever watches the process; tells nothing about anybody. */
@Controller('health')
export class HealthController {
  constructor(private readonly database: Database) {}

  @Get('live')
  live() {
    return { status: 'ok' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const ready = await this.database.source.query('SELECT 1').then(
      () => true,
      () => false,
    );
    reply.status(ready ? 200 : 503);
    return { status: ready ? 'ok' : 'the database cannot be reached' };
  }
}
