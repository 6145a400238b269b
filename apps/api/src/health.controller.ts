import { Controller, Get } from '@nestjs/common';
import { Database, FirstbellError, OpenRoute } from '@firstbell/platform';

@Controller('health')
export class HealthController {
  constructor(private readonly database: Database) {}

  /** The process runs; whoever asks need not restart it. */
  @Get('live')
  @OpenRoute()
  live() {
    return { status: 'ok' };
  }

  /** It can serve: the database answers. */
  @Get('ready')
  @OpenRoute()
  async ready() {
    try {
      await this.database.source.query('SELECT 1');
    } catch {
      throw new FirstbellError('database.away', 503, 'The database cannot be reached. Run `npx firstbell doctor` to see why.', {
        retryAfter: 2,
      });
    }
    return { status: 'ok' };
  }
}
