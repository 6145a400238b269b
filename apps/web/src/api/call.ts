import { unattendedHeader, type NamedOperation, type OutputOf, type RequestOf } from '@firstbell/contracts/operation';
import type { Problem } from '@firstbell/contracts/problem';
import { ApiError, NetworkError } from './api-error.js';
import { isAttended } from './attended.js';
import { noteReached } from './reachability.js';
import { requestOf } from './request-of.rules.js';
import { noteDutyFirst, noteSignedOut } from './signed-out.js';
import { newTraceparent } from './traceparent.js';

/** An answer later than this is treated like none; the person is told instead of waiting. */
const patienceMs = 15_000;

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

/**
 * Asks the API for one operation of the contracts.
 * Throws ApiError when the server refused, NetworkError when nothing (or nothing of ours) came back.
 */
export async function call<O extends NamedOperation>(operation: O, input: RequestOf<O>, options: CallOptions = {}): Promise<OutputOf<O>> {
  const { url, body } = requestOf(operation, input);
  const response = await send(operation, url, body === undefined ? {} : { body, type: 'application/json' }, options);
  return readJson(response);
}

/** An operation whose body is a file: the rest of the input travels in the path and query. */
export async function upload<O extends NamedOperation>(
  operation: O,
  input: RequestOf<O>,
  file: Blob,
  options: CallOptions = {},
): Promise<OutputOf<O>> {
  const { url } = requestOf({ method: 'GET', path: operation.path }, input);
  const response = await send(operation, url, { body: file, type: 'application/octet-stream' }, { timeoutMs: 600_000, ...options });
  return readJson(response);
}

/** An operation that answers with a CSV file. */
export async function download<O extends NamedOperation>(operation: O, input: RequestOf<O>, options: CallOptions = {}): Promise<Blob> {
  const { url, body } = requestOf(operation, input);
  const response = await send(operation, url, body === undefined ? {} : { body, type: 'application/json' }, options);
  return response.blob();
}

interface Payload {
  readonly body?: string | Blob;
  readonly type?: string;
}

/** Here a 401 is an answer like any other: wrong password, nobody signed in. */
const asksWho = new Set(['signIn', 'me']);

async function send(
  { id, method }: NamedOperation,
  url: string,
  payload: Payload,
  { signal, timeoutMs = patienceMs }: CallOptions,
): Promise<Response> {
  const limit = AbortSignal.timeout(timeoutMs);
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        traceparent: newTraceparent(),
        ...(isAttended() ? {} : { [unattendedHeader]: '1' }),
        ...(payload.type === undefined ? {} : { 'content-type': payload.type }),
      },
      body: payload.body ?? null,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    noteReached(false);
    throw new NetworkError(error);
  }
  noteReached(response.status < 502 || response.status > 504);
  if (response.status === 401 && !asksWho.has(id)) noteSignedOut();
  if (!response.ok) throw await refused(response);
  return response;
}

async function readJson<T>(response: Response): Promise<T> {
  const told: unknown = await response.json().catch((error: unknown) => {
    throw new NetworkError(error);
  });
  if (!isAnswer<T>(told)) throw new NetworkError('an answer that is no object');
  return told;
}

/** That it is ours is all a browser checks; the server has checked the answer against its contract. */
function isAnswer<T>(value: unknown): value is T {
  return typeof value === 'object' && value !== null;
}

/** This session has something to do before anything else is answered. */
const doFirst = new Set(['password.must_change', 'second_factor.must_set_up']);

async function refused(response: Response): Promise<Error> {
  const error = await refusal(response);
  if (error instanceof ApiError && doFirst.has(error.code)) noteDutyFirst();
  return error;
}

async function refusal(response: Response): Promise<Error> {
  const problem: unknown = await response.json().catch(() => null);
  if (isProblem(problem)) return new ApiError(problem);
  // A proxy or captive portal answered, not Firstbell.
  return new NetworkError(`${String(response.status)} without problem details`);
}

function isProblem(value: unknown): value is Problem {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'status' in value &&
    typeof value.status === 'number' &&
    'detail' in value
  );
}
