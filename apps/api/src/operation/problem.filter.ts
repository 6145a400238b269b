import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { failureText, FirstbellError, isUnreachable, toProblem, violatedConstraint } from '@firstbell/platform';
import type { FastifyReply } from 'fastify';
import type { FirstbellRequest } from './operation.decorator.js';

/** What is wrong with a request before its fields can be looked at. */
const inAddress = { field: '(address)' } as const;
const inBody = { field: '(body)' } as const;

/** The one place where an error becomes an HTTP answer: RFC 9457 problem details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') return;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = toProblem(this.understood(error));
    const request = host.switchToHttp().getRequest<FirstbellRequest>();
    request.refusal = problem.code;
    // Nobody reads the rest of a refused file, and whatever came behind it on this connection would wait for ever.
    if (!request.raw.complete) reply.header('connection', 'close');
    if (problem.retryAfter !== undefined) reply.header('retry-after', problem.retryAfter);
    void reply.status(problem.status).type('application/problem+json').send(problem);
  }

  private understood(error: unknown): FirstbellError {
    if (error instanceof FirstbellError) return error;
    const status = statusOf(error);
    if (status === 404)
      return new FirstbellError(
        'route.unknown',
        404,
        'There is nothing at this address. The list of all operations is at /api/openapi.json.',
        inAddress,
      );
    if (status === 413)
      return new FirstbellError('input.too_large', 413, 'This is more than can be sent here. Send less, or in smaller parts.', inBody);
    if (status === 415) return new FirstbellError('input.not_json', 415, 'The body has to be JSON, sent as application/json.', inBody);
    if (status === 400)
      return new FirstbellError(
        'input.invalid',
        400,
        `The request could not be read: ${error instanceof Error ? error.message : 'malformed'}. Correct it and send again.`,
        inBody,
      );
    if (isUsedId(error))
      return new FirstbellError('id.used', 409, 'This id has been used for something else. Send it again under a new id.', { field: 'id' });
    if (isUnreachable(error))
      return new FirstbellError(
        'database.away',
        503,
        'The database cannot be reached just now. Nothing was changed; try again in a moment.',
        { retryAfter: 2 },
      );
    this.logger.error(failureText(error));
    return new FirstbellError(
      'server.failed',
      500,
      'Something went wrong here, and nothing was changed. Try again; if it stays, tell your administrator.',
    );
  }
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return undefined;
}

/** Ids are made by whoever sends them: one that another row of its kind has already. */
const isUsedId = (error: unknown): boolean => violatedConstraint(error)?.endsWith('_pkey') === true;
