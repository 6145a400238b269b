export type Facts = Record<string, string | number | boolean | null>;

export interface ErrorOptionsOfFirstbell {
  /** The input field the refusal is about. */
  readonly field?: string;
  /** What a screen needs to say it well, for instance who holds the ticket. */
  readonly facts?: Facts;
  /** Seconds after which the same request can succeed. */
  readonly retryAfter?: number;
  readonly errors?: readonly { field: string; detail: string }[];
}

/**
 * A refusal with a stable code, raised where the rule is. `detail` says what was wrong and what to do.
 * It becomes problem details over HTTP, an ack over a socket and an outcome of a job, in one place each.
 */
export class FirstbellError extends Error {
  constructor(
    /** `subject.reason`, for programs. */
    readonly code: string,
    readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503,
    readonly detail: string,
    readonly options: ErrorOptionsOfFirstbell = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'FirstbellError';
  }
}

export const notFound = (what: string, field?: string) =>
  new FirstbellError(
    `${what}.not_found`,
    404,
    `There is no such ${what.replaceAll('_', ' ')} in this school. Go back and choose again.`,
    field ? { field } : {},
  );
