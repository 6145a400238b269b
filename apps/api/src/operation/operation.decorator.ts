import {
  applyDecorators,
  createParamDecorator,
  Delete,
  Get,
  Header,
  HttpCode,
  Patch,
  Post,
  Put,
  SetMetadata,
  type ExecutionContext,
} from '@nestjs/common';
import type { NamedOperation, OutputOf } from '@firstbell/contracts/operation';
import type { Actor } from '@firstbell/platform';
import type { FastifyRequest } from 'fastify';

export const OPERATION = 'firstbell:operation';

/** What the guard found out about a request before its handler runs. */
export interface RequestFacts {
  operation?: NamedOperation;
  actor?: Actor | null;
  input?: unknown;
}
export type FirstbellRequest = FastifyRequest & {
  facts?: RequestFacts;
  /** The code of the problem it was answered with. */
  refusal?: string;
};

const verbs = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete } as const;

/**
 * What is not JSON says what it is. A picture's own type is set by its handler, from what its bytes are; nobody's browser
 * may take it for anything else, and it is shown in a page of ours or not at all.
 */
const headersOf = {
  csv: [['content-type', 'text/csv; charset=utf-8']],
  image: [
    ['x-content-type-options', 'nosniff'],
    ['content-security-policy', "default-src 'none'; sandbox"],
    ['content-disposition', 'inline'],
    ['cache-control', 'private, max-age=86400, immutable'],
  ],
} as const;

/** A handler answers what its operation promises, or the raw text of a CSV. */
type Handler<O extends NamedOperation> = (...parameters: never[]) => Promise<OutputOf<O>> | OutputOf<O>;

/**
 * Makes a method the handler of one operation of the contract: its route, its permission, the check of its input and
 * its place in OpenAPI all follow from there. A method that answers another shape does not compile.
 */
export function Operation<O extends NamedOperation>(operation: O) {
  const headers = operation.answer === undefined ? [] : headersOf[operation.answer].map(([name, value]) => Header(name, value));
  const decorate = applyDecorators(verbs[operation.method](operation.path), HttpCode(200), ...headers, SetMetadata(OPERATION, operation));
  return <H extends Handler<O>>(target: object, key: string | symbol, descriptor: TypedPropertyDescriptor<H>): void => {
    decorate(target, key, descriptor);
  };
}

/** The checked input of the operation, `InputOf<typeof operation>`. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext): unknown => {
  return context.switchToHttp().getRequest<FirstbellRequest>().facts?.input;
});

/** Who is asking. Null only in operations that need no sign-in. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor | null => {
  return context.switchToHttp().getRequest<FirstbellRequest>().facts?.actor ?? null;
});
