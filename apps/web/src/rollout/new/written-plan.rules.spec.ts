import { expect, it } from '@jest/globals';
import { ApiError } from '../../api/api-error.js';
import { writtenPlanOf } from './written-plan.rules.js';

const refusal = (code: string) =>
  new ApiError({ type: 'about:blank', title: 'Conflict', status: 409, code, detail: 'Refused.', facts: { planId: 'r1' } });

it('a corrected rollout that was written down before leads to the one that stands', () => {
  expect(writtenPlanOf(refusal('rollout.written_already'))).toBe('r1');
  expect(writtenPlanOf(refusal('rollout.not_now'))).toBeUndefined();
  expect(writtenPlanOf(null)).toBeUndefined();
});
