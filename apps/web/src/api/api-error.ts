import type { Problem } from '@firstbell/contracts/problem';

/** The server understood and refused; `code` says why, `detail` what to do. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly field: string | undefined;
  readonly errors: NonNullable<Problem['errors']>;
  readonly retryAfterSeconds: number | undefined;
  readonly facts: NonNullable<Problem['facts']>;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.detail = problem.detail;
    this.field = problem.field;
    this.errors = problem.errors ?? [];
    this.retryAfterSeconds = problem.retryAfter;
    this.facts = problem.facts ?? {};
  }
}

/** Nothing came back: no network, no server, or no answer in time. The request may or may not have been carried out. */
export class NetworkError extends Error {
  constructor(cause: unknown) {
    super('No answer from the server', { cause });
    this.name = 'NetworkError';
  }
}
