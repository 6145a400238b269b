import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes, randomUUID } from 'node:crypto';

/** What belongs together: a request, and everything that follows from it in whichever process. */
export interface Correlation {
  /** 32 hex digits. */
  readonly id: string;
  /** The id with the step that goes on from here, as `traceparent` of W3C Trace Context. */
  readonly trace: string;
}

const storage = new AsyncLocalStorage<Correlation>();

/** Of the work that is being done; none in a process that neither writes JSON lines nor traces. */
export const correlation = (): Correlation | undefined => storage.getStore();

export const withCorrelation = <T>(of: Correlation, work: () => T): T => storage.run(of, work);

const traceparent = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Undefined for whatever is not exactly a `traceparent` of version 00: it goes into SQL, logs and other processes. */
export function correlationOf(trace: unknown): Correlation | undefined {
  const id = typeof trace === 'string' ? traceparent.exec(trace)?.[1] : undefined;
  return id === undefined ? undefined : { id, trace: String(trace) };
}

/** Node keeps randomness in store for these only; each request needs one. */
const newId = (): string => randomUUID().replaceAll('-', '');

/** @param id 32 hex digits. Nobody traces this: the last flag says so. */
export const newCorrelation = (id = newId()): Correlation => ({
  id,
  trace: `00-${id}-${randomBytes(8).toString('hex')}-00`,
});

/** The id of a request that carries these headers: that of its trace, or the one a proxy has given it, or a new one. */
export function requestIdOf(headers: Readonly<Record<string, unknown>>): string {
  return correlationOf(headers['traceparent'])?.id ?? plainId(headers['x-request-id']) ?? newId();
}

/** 32 hex digits or a UUID: anything else could be somebody's name, or a second line of the log. */
function plainId(given: unknown): string | undefined {
  if (typeof given !== 'string' || !/^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(given)) return undefined;
  const id = given.replaceAll('-', '').toLowerCase();
  return /^0+$/.test(id) ? undefined : id;
}
