import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { failureText, FirstbellError, toProblem, violatedConstraint } from '@firstbell/platform';
import type { FastifyReply } from 'fastify';
import type { FirstbellRequest } from './operation.decorator.js';

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
      );
    if (status === 413)
      return new FirstbellError('input.too_large', 413, 'This is more than can be sent here. Send less, or in smaller parts.');
    if (status === 415) return new FirstbellError('input.not_json', 415, 'The body has to be JSON, sent as application/json.');
    if (status === 400)
      return new FirstbellError(
        'input.invalid',
        400,
        `The request could not be read: ${error instanceof Error ? error.message : 'malformed'}. Correct it and send again.`,
      );
    if (isBadValue(error))
      return new FirstbellError(
        'input.invalid',
        400,
        'A field holds a character that cannot be stored (NUL, or half of one). Remove it and send again.',
      );
    if (isTooLargeNumber(error))
      return new FirstbellError('input.invalid', 400, 'A number is larger than can be stored. Correct it and send again.');
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
const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '');

/** PostgreSQL 22021 and 22P05: text it cannot store; 22P02 of JSON: half of a pair of surrogates. */
const isBadValue = (error: unknown): boolean =>
  ['22021', '22P05'].includes(codeOf(error)) || (codeOf(error) === '22P02' && error instanceof Error && /type json/.test(error.message));
/** PostgreSQL 22003: more than its column holds. */
const isTooLargeNumber = (error: unknown): boolean => codeOf(error) === '22003';

/** Connection refused, cut or timed out, and PostgreSQL shutting down or starting up (57P01–57P03, class 08, 53300). */
function isUnreachable(error: unknown): boolean {
  const code = codeOf(error);
  return (
    /^(ECONN|EPIPE|ETIMEDOUT|ENOENT|57P0|08|53300)/.test(code) ||
    (error instanceof Error && /timeout exceeded when trying to connect|Connection terminated|connection error/i.test(error.message))
  );
}
