import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import '@fastify/cookie';
import { Reflector } from '@nestjs/core';
import { unattendedHeader, type NamedOperation } from '@firstbell/contracts/operation';
import {
  FirstbellError,
  invalidFields,
  invalidInput,
  mustDoFirst,
  OPEN_ROUTE,
  permits,
  type Actor,
  type FirstDuty,
} from '@firstbell/platform';
import { secretOfCookies, SessionsService } from '@firstbell/people';
import { OPERATION, type FirstbellRequest } from './operation.decorator.js';
import { OriginCheck } from './origin-check.js';
import { RateLimits } from './rate-limits.js';
import { unstorableTexts } from './unstorable-text.rules.js';

/**
 * Every request passes here, in this order: is it an operation at all, does it come from our own page, not too often,
 * who is asking, may they, does the input fit. What the handler gets afterwards can be trusted.
 */
@Injectable()
export class OperationGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
    private readonly origins: OriginCheck,
    private readonly rates: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true; // sockets have their own gate at the handshake
    const operation = this.reflector.get<NamedOperation | undefined>(OPERATION, context.getHandler());
    const request = context.switchToHttp().getRequest<FirstbellRequest>();
    if (operation === undefined && this.reflector.get<boolean | undefined>(OPEN_ROUTE, context.getHandler()) === true) return true;
    if (operation === undefined)
      throw new FirstbellError('route.not_permitted', 403, 'This route is not in the permission table, so nobody may use it.');
    this.origins.check(request);
    const actor = await this.sessions.actorOf(secretOfCookies(request.cookies), request.headers[unattendedHeader] === undefined);
    const asker = { sessionId: actor?.sessionId, address: request.ip };
    await this.rates.check(operation, asker, isRecord(request.body) ? request.body : {});
    mustBePermitted(operation, actor);
    const duty = mustDoFirst(operation, actor);
    if (duty !== null) throw notBefore(duty);
    request.facts = { operation, actor, input: checkedInput(operation, request) };
    return true;
  }
}

function mustBePermitted(operation: NamedOperation, actor: Actor | null): void {
  if (permits(operation, actor)) return;
  if (actor === null)
    throw new FirstbellError(
      'session.needed',
      401,
      'Nobody is signed in here, or the session is over. Sign in again, or pair this screen again.',
    );
  throw new FirstbellError(
    'role.not_permitted',
    403,
    `“${operation.summary}” is not for ${actor.roles.join(', ')}. Ask an administrator for the role, or somebody who has it.`,
  );
}

const notBefore = (duty: FirstDuty) =>
  duty === 'change_password'
    ? new FirstbellError('password.must_change', 403, 'This password was made for the first sign-in only. Choose one of your own first.')
    : new FirstbellError('second_factor.must_set_up', 403, 'Your school demands a second factor. Set yours up first.');

/** Path parameters, query of a GET and JSON body of the others make one flat input. Keys the contract does not name are dropped, so that a newer page can talk to an older server. */
function checkedInput(operation: NamedOperation, request: FirstbellRequest): unknown {
  const params = isRecord(request.params) ? request.params : {};
  const sent = operation.method === 'GET' || operation.body === 'file' ? request.query : request.body;
  if (sent !== undefined && sent !== null && !isRecord(sent)) {
    throw new FirstbellError('input.invalid', 400, 'The body has to be a JSON object with the fields of this operation.', {
      field: '(body)',
    });
  }
  const parsed = operation.input.safeParse({ ...sent, ...params });
  if (!parsed.success) throw invalidInput(parsed.error);
  const unstorable = unstorableTexts(parsed.data);
  if (unstorable.length > 0) throw invalidFields(unstorable);
  return parsed.data;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
