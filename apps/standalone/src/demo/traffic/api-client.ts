import type { OutputOf, RequestOf } from '@firstbell/contracts/operation';
import { operations, type OperationId } from '@firstbell/contracts/operations';
import { problem, type Problem } from '@firstbell/contracts/problem';
import { setTimeout as sleep } from 'node:timers/promises';

type Operations = typeof operations;

/** What the API answered instead of doing it. */
export class RefusedError extends Error {
  constructor(readonly problem: Problem) {
    super(`${String(problem.status)} ${problem.code}: ${problem.detail}`);
  }
}

/** One person's or screen's session with a running Firstbell, over its public API. */
export class ApiClient {
  private cookie = '';

  constructor(private readonly base: string) {}

  /** Waits and asks again when told to be slower. */
  async call<K extends OperationId>(id: K, input: RequestOf<Operations[K]>): Promise<OutputOf<Operations[K]>> {
    const operation = operations[id];
    const { path, body } = requestFor(operation.method, operation.path, input);
    const response = await fetch(this.base + path, {
      method: operation.method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
      },
      ...(body === undefined ? {} : { body }),
    }).catch(() => {
      throw new Error(`Firstbell does not answer at ${this.base}. Start it with npm start, then try again.`);
    });
    for (const cookie of response.headers.getSetCookie()) this.cookie = cookie.split(';')[0] ?? '';
    const answer: unknown = await response.json();
    if (response.ok) return operation.output.parse(answer) as OutputOf<Operations[K]>;
    const refused = problem.parse(answer);
    if (refused.status !== 429) throw new RefusedError(refused);
    await sleep(1_000 * (refused.retryAfter ?? 1));
    return this.call(id, input);
  }
}

function requestFor(
  method: string,
  template: string,
  input: Readonly<Record<string, unknown>>,
): { path: string; body: string | undefined } {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const path = template.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = rest.get(name);
    rest.delete(name);
    return encodeURIComponent(String(value));
  });
  if (method !== 'GET') return { path, body: rest.size === 0 ? undefined : JSON.stringify(Object.fromEntries(rest)) };
  const query = new URLSearchParams([...rest].map(([name, value]): [string, string] => [name, String(value)]));
  return { path: query.size === 0 ? path : `${path}?${query.toString()}`, body: undefined };
}
