import { generateKeyPairSync } from 'node:crypto';
import { AuthenticationError } from '@azure/identity';
import { describe, expect, it } from '@jest/globals';
import { googleAnswer, graphAnswer, retryAfterSeconds } from './cloud-answer.js';
import { isServiceAccountKey } from './open-google.js';

const headers = (values: Record<string, string> = {}) => new Headers(values);
const googleSaid = (status: number, data: unknown, said = headers()) =>
  Object.assign(new Error('Request failed'), { response: { status, data, headers: said } });

describe('what Google answered', () => {
  it('is read from an error of the API, with its reason and its Retry-After', () => {
    const data = { error: { code: 403, message: 'Quota exceeded', errors: [{ reason: 'quotaExceeded' }] } };
    expect(googleAnswer(googleSaid(403, data, headers({ 'retry-after': '30' })))).toEqual({
      status: 403,
      code: 'quotaExceeded',
      message: 'Quota exceeded',
      retryAfterSeconds: 30,
    });
  });

  it('is read from a refused token', () => {
    const data = { error: 'unauthorized_client', error_description: 'Client is unauthorized to retrieve access tokens' };
    expect(googleAnswer(googleSaid(401, data))).toMatchObject({
      status: 401,
      code: 'unauthorized_client',
      message: data.error_description,
    });
  });

  it('is nothing when nothing usable came back: no answer, a page instead of JSON', () => {
    expect(googleAnswer(new Error('socket hang up'))).toMatchObject({ status: null, message: 'socket hang up' });
    expect(googleAnswer(googleSaid(502, '<html>'))).toMatchObject({ status: 502, code: null, message: 'Request failed' });
    expect(googleAnswer(googleSaid(200, '{"kind": "adm'))).toMatchObject({ status: null });
  });
});

describe('what Microsoft answered', () => {
  it('is read from an error of Graph', () => {
    const error = Object.assign(new Error('Too many'), {
      statusCode: 429,
      code: 'TooManyRequests',
      headers: headers({ 'retry-after': '9' }),
    });
    expect(graphAnswer(error)).toEqual({ status: 429, code: 'TooManyRequests', message: 'Too many', retryAfterSeconds: 9 });
  });

  it('is read from a refused token, by the number that says which setting is wrong', () => {
    const refused = new AuthenticationError(401, {
      error: 'invalid_client',
      error_description: 'AADSTS7000215: Invalid client secret provided.',
      error_codes: [7000215],
    });
    expect(graphAnswer(refused)).toMatchObject({ status: 401, code: 'AADSTS7000215' });
    // As the client library of Graph hands it on.
    expect(graphAnswer(Object.assign(new Error(refused.message), { statusCode: -1 }))).toMatchObject({ code: 'AADSTS7000215' });
  });

  it('is nothing when the request was cut off', () => {
    expect(graphAnswer(Object.assign(new Error('The operation was aborted'), { statusCode: -1 }))).toMatchObject({ status: null });
  });
});

describe('how long we are asked to wait', () => {
  const now = Date.parse('2026-09-01T12:00:00Z');
  it.each([
    ['seconds', '30', 30],
    ['a date', 'Tue, 01 Sep 2026 12:01:30 GMT', 90],
    ['a date that is over', 'Tue, 01 Sep 2026 11:00:00 GMT', 0],
    ['nonsense', 'soon', null],
    ['nothing', '', null],
  ])('is read from %s', (_what, header, seconds) => {
    expect(retryAfterSeconds(headers({ 'retry-after': header }), now)).toBe(seconds);
  });

  it('is nothing without headers', () => {
    expect(retryAfterSeconds(undefined, now)).toBeNull();
  });
});

it('a key file of a service account is told from anything else', () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const key = { type: 'service_account', client_email: 'desk@project.iam.gserviceaccount.com', private_key: privateKey };
  expect(isServiceAccountKey(JSON.stringify(key))).toBe(true);
  for (const text of ['', 'a password', '{}', JSON.stringify({ ...key, private_key: 'none' })])
    expect(isServiceAccountKey(text)).toBe(false);
});
