import type { NamedOperation } from '@firstbell/contracts/operation';
import type { OperationId } from '@firstbell/contracts/operations';
import fc, { type Arbitrary } from 'fast-check';
import { addressOf } from '../support/client.js';
import { inputOf, type Known } from './input-arbitrary.js';

export interface Request {
  readonly path: string;
  readonly json: unknown;
  /** Fields that do not fit the contract as they arrive; `(body)` when it is no object at all. */
  readonly wrong: readonly string[];
}

/** JSON that is no object with fields. */
const otherBodies: readonly unknown[] = [[], [{}], 'text', 0, 1e308, true, false];

/** What a client may send to an operation, honest or not. */
export function requestOf(operation: NamedOperation, known: Known): Arbitrary<Request> {
  const byInput = inputOf(operation.input, known).map((input) => asSent(operation, input));
  if (operation.method === 'GET') return byInput;
  const byBody = fc.tuple(byInput, fc.constantFrom(...otherBodies)).map(([{ path }, json]) => ({ path, json, wrong: ['(body)'] }));
  return fc.oneof({ weight: 9, arbitrary: byInput }, { weight: 1, arbitrary: byBody });
}

/** As it leaves: what stands in the address is text there, and JSON knows neither `undefined` nor NaN. */
function asSent(operation: NamedOperation, input: Record<string, unknown>): Request {
  const inPath = Object.fromEntries(
    [...operation.path.matchAll(/:(\w+)/g)].flatMap(([, name]) => (name === undefined ? [] : [[name, inAddress(input[name])]])),
  );
  const others = Object.fromEntries(Object.entries(input).filter(([name]) => !(name in inPath)));
  const rest = operation.method === 'GET' ? inQuery(others) : (JSON.parse(JSON.stringify(others)) as Record<string, unknown>);
  const sent = { ...rest, ...inPath };
  const parsed = operation.input.safeParse(sent);
  const wrong = parsed.success ? [] : parsed.error.issues.map(({ path }) => path.map(String).join('.') || '(input)');
  const [path, json] = addressOf(operation.id as OperationId, sent);
  return { path, json, wrong };
}

/** Half of a pair of surrogates is nothing that an address could carry. */
const whole = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
const inAddress = (value: unknown): string => whole(typeof value === 'string' ? value : String(JSON.stringify(value)));

const inQuery = (fields: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, whole(String(value))]] : [],
    ),
  );
