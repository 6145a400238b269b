import { STATUS_CODES } from 'node:http';
import type { Problem } from '@firstbell/contracts/problem';
import type { $ZodError } from 'zod/v4/core';
import { FirstbellError } from './firstbell-error.js';

/** The one translation from an error raised by a rule to RFC 9457 problem details. */
export function toProblem(error: FirstbellError): Problem {
  const { field, facts, retryAfter, errors } = error.options;
  return {
    type: `urn:firstbell:problem:${error.code}`,
    title: STATUS_CODES[error.status] ?? 'Refused',
    status: error.status,
    detail: error.detail,
    code: error.code,
    ...(field === undefined ? {} : { field }),
    ...(facts === undefined ? {} : { facts }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(errors === undefined ? {} : { errors: [...errors] }),
  };
}

/** Input that does not fit its schema: every bad field named. */
export const invalidInput = (error: $ZodError): FirstbellError =>
  invalidFields(error.issues.map((issue) => ({ field: issue.path.map(String).join('.') || '(input)', detail: issue.message })));

/** Fields of an input that cannot be taken, each with what is wrong with it. */
export function invalidFields(errors: readonly { field: string; detail: string }[]): FirstbellError {
  const first = errors[0] ?? { field: '(input)', detail: 'does not fit' };
  return new FirstbellError('input.invalid', 400, `${first.field}: ${first.detail}. Correct this field and send again.`, {
    field: first.field,
    errors,
  });
}
