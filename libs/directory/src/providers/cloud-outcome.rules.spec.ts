import { describe, expect, it } from '@jest/globals';
import type { CloudAnswer } from '@firstbell/platform';
import { cloudOutcome } from './cloud-outcome.rules.js';

const said = (status: number | null, code: string | null, message = 'No.', retryAfterSeconds: number | null = null): CloudAnswer => ({
  status,
  code,
  message,
  retryAfterSeconds,
});
const outcome = (answer: CloudAnswer) => cloudOutcome('Google', answer);

describe('what a cloud did not do', () => {
  it.each<[string, CloudAnswer, string, number]>([
    ['too fast', said(403, 'userRateLimitExceeded'), 'directory.busy', 60],
    ['too fast, with a time', said(429, null, 'No.', 7), 'directory.busy', 7],
    ['a quota of the day', said(403, 'quotaExceeded'), 'directory.quota', 900],
    ['no licence left', said(412, 'limitExceeded'), 'directory.full', 900],
    ['a service that is away and says for how long', said(503, null, 'No.', 20), 'directory.busy', 20],
    ['nothing usable', said(null, null), 'directory.unreachable', 60],
    ['a right that is missing', said(403, 'forbidden'), 'directory.forbidden', 900],
    ['a delegation that is missing', said(401, 'unauthorized_client'), 'directory.not_delegated', 900],
    ['a wrong key', said(400, 'invalid_grant', 'Invalid JWT Signature.'), 'directory.wrong_password', 900],
    ['an administrator nobody knows', said(400, 'invalid_grant', 'Invalid email or User ID'), 'directory.admin_unknown', 900],
    ['an API that is off', said(403, 'accessNotConfigured'), 'directory.api_off', 900],
    ['a wrong client secret', said(401, 'AADSTS7000215'), 'directory.wrong_password', 900],
    ['an application nobody knows', said(401, 'AADSTS700016'), 'directory.client_unknown', 900],
    ['a tenant nobody knows', said(401, 'AADSTS90002'), 'directory.tenant_unknown', 900],
    ['a unit that is not there', said(400, 'invalid', 'Invalid Input: INVALID_OU_ID'), 'directory.org_unit_missing', 900],
    ['a domain of others', said(404, 'notFound', 'Resource Not Found: domain'), 'directory.domain_missing', 900],
  ])('holds everything up after %s', (_what, answer, code, seconds) => {
    expect(outcome(answer)).toMatchObject({ kind: 'wait', whole: true, code, forMs: seconds * 1_000 });
  });

  it('waits no longer than a day, whatever it is told', () => {
    expect(outcome(said(429, null, 'No.', 1e9))).toMatchObject({ forMs: 24 * 3_600_000 });
  });

  it('is tried again for this account alone after a failure of theirs', () => {
    for (const status of [500, 503, 408, 409, 412]) expect(outcome(said(status, null))).toMatchObject({ kind: 'wait', whole: false });
  });

  it('is tried again for this account alone, with another password, after theirs was refused', () => {
    expect(outcome(said(400, null, 'The specified password does not comply'))).toMatchObject({
      kind: 'wait',
      whole: false,
      code: 'directory.password_policy',
      forMs: 60_000,
    });
  });

  it('needs a person when it is about this account and refused for good', () => {
    expect(outcome(said(400, 'invalid', 'Invalid Input: given_name'))).toEqual({
      kind: 'needs_person',
      code: 'directory.refused',
      reason: 'Google refused this account with 400: Invalid Input: given_name',
    });
  });
});
