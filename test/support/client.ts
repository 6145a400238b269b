import type { OutputOf, RequestOf } from '@firstbell/contracts/operation';
import { operations, type OperationId } from '@firstbell/contracts/operations';
import type { Problem } from '@firstbell/contracts/problem';

type Ops = typeof operations;

/** A refusal as the API told it. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
  }
}

/** One browser or program at the other end of the API, with its own cookie. Every answer is checked against the contract. */
export class Client {
  cookie = '';

  constructor(
    readonly base: string,
    /** After which a request that is not answered has failed; as long as it takes when not given. */
    private readonly patienceMs?: number,
  ) {}

  async call<K extends OperationId>(id: K, input: RequestOf<Ops[K]>): Promise<OutputOf<Ops[K]>> {
    const operation = operations[id];
    const { status, body, text } = await this.send(operation.method, ...addressOf(id, input));
    if (status !== 200 && body === undefined) throw new Error(`${String(status)}, and not by Firstbell: ${text}`);
    if (status !== 200) throw new Refused(body as Problem);
    return operation.output.parse('answer' in operation ? text : body) as OutputOf<Ops[K]>;
  }

  /** What the API refuses; fails when it does not. */
  async refusal<K extends OperationId>(id: K, input: RequestOf<Ops[K]>): Promise<Problem> {
    try {
      await this.call(id, input);
    } catch (error) {
      if (error instanceof Refused) return error.problem;
      throw error;
    }
    throw new Error(`${id} was expected to be refused, but was not.`);
  }

  /** Any request, for tests of what no honest client sends. */
  async send(
    method: string,
    path: string,
    json?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: unknown; text: string; headers: Headers }> {
    const response = await fetch(this.base + path, {
      method,
      headers: {
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...headers,
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(this.patienceMs === undefined ? {} : { signal: AbortSignal.timeout(this.patienceMs) }),
    });
    for (const cookie of response.headers.getSetCookie()) this.cookie = cookie.split(';')[0] ?? '';
    const text = await response.text();
    return {
      status: response.status,
      body: response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined,
      text,
      headers: response.headers,
    };
  }
}

/** Path, with what belongs into it and the query, and the JSON body. */
export function addressOf(id: OperationId, input: Record<string, unknown>): [path: string, json: Record<string, unknown> | undefined] {
  const operation = operations[id];
  const rest = { ...input };
  const path = operation.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  if (operation.method !== 'GET') return [path, Object.keys(rest).length === 0 ? undefined : rest];
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(rest))
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') query.set(name, String(value));
  return [query.size === 0 ? path : `${path}?${query.toString()}`, undefined];
}
