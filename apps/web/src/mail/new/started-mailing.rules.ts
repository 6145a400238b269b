import { ApiError } from '../../api/api-error.js';

/** The mailing that an earlier press has started, when a corrected one was refused for it. */
export function startedMailingOf(error: unknown): string | undefined {
  if (!(error instanceof ApiError) || error.code !== 'mailing.started_already') return undefined;
  const { mailingId } = error.facts;
  return typeof mailingId === 'string' ? mailingId : undefined;
}
