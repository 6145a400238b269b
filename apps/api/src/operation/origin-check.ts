import { Inject, Injectable } from '@nestjs/common';
import { ENV, FirstbellError, isOwnOrigin, type Env } from '@firstbell/platform';
import type { FastifyRequest } from 'fastify';

/** Whatever changes something has to come from our own pages. */
@Injectable()
export class OriginCheck {
  constructor(@Inject(ENV) private readonly env: Env) {}

  check({ headers }: Pick<FastifyRequest, 'headers'>): void {
    if (isOwnOrigin(headers.origin, headers.host, this.env.PUBLIC_URL)) return;
    throw new FirstbellError('origin.foreign', 403, 'This request came from a page of another site. Open Firstbell itself and try there.');
  }
}
