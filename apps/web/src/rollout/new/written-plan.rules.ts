import { ApiError } from '../../api/api-error.js';

/** The plan that an earlier press has written down, when a corrected one was refused for it. */
export function writtenPlanOf(error: unknown): string | undefined {
  if (!(error instanceof ApiError) || error.code !== 'rollout.written_already') return undefined;
  const { planId } = error.facts;
  return typeof planId === 'string' ? planId : undefined;
}
