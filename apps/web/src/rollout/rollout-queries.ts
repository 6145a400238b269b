import { rolloutOperations as ops } from '@firstbell/contracts/rollouts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/call.js';

/** Everything under this key is fetched anew when the server says that something of the rollouts changed. */
export const rolloutKey = ['rollout'] as const;

export const rolloutsQuery = queryOptions({
  queryKey: [...rolloutKey, 'list'],
  queryFn: ({ signal }) => call(ops.listRollouts, {}, { signal }),
});

export const rolloutQuery = (planId: string) =>
  queryOptions({ queryKey: [...rolloutKey, 'plan', planId], queryFn: ({ signal }) => call(ops.rollout, { planId }, { signal }) });

export const choicesQuery = queryOptions({
  queryKey: ['rollout-choices'],
  queryFn: ({ signal }) => call(ops.rolloutChoices, {}, { signal }),
});
