import { expect, it } from '@jest/globals';
import { ApiError } from '../../api/api-error.js';
import { startedMailingOf } from './started-mailing.rules.js';

const refusal = (code: string) =>
  new ApiError({ type: 'about:blank', title: 'Conflict', status: 409, code, detail: 'Refused.', facts: { mailingId: 'm1' } });

it('a corrected mailing that was started before leads to the one that goes out', () => {
  expect(startedMailingOf(refusal('mailing.started_already'))).toBe('m1');
  expect(startedMailingOf(refusal('mailing.audience_changed'))).toBeUndefined();
  expect(startedMailingOf(null)).toBeUndefined();
});
