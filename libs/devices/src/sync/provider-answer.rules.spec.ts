import { describe, expect, it } from '@jest/globals';
import { afterAnswer, retryAfterSeconds } from './provider-answer.rules.js';

const answer = { status: 500, code: null, message: 'words', retryAfterSeconds: null };
const now = Date.parse('2026-09-01T12:00:00Z');

describe('how long a provider asks us to wait', () => {
  it.each([
    ['seconds', '30', 30],
    ['a date', 'Tue, 01 Sep 2026 12:01:30 GMT', 90],
    ['a date that is over', 'Tue, 01 Sep 2026 11:00:00 GMT', 0],
    ['nonsense', 'soon', null],
    ['nothing', '', null],
  ])('reads %s', (_what, header, seconds) => {
    expect(retryAfterSeconds(new Headers({ 'retry-after': header }), now)).toBe(seconds);
  });

  it('is nothing without headers, and never more than a day', () => {
    expect(retryAfterSeconds(undefined, now)).toBeNull();
    expect(afterAnswer('X', { ...answer, status: 429, retryAfterSeconds: 1e9 })).toMatchObject({ kind: 'wait', seconds: 86_400 });
  });
});

describe('what becomes of a push the provider did not carry out', () => {
  it.each([
    [null, 'try-again'],
    [500, 'try-again'],
    [502, 'try-again'],
    [409, 'try-again'],
    [412, 'try-again'],
    [401, 'wait'],
    [403, 'wait'],
    [429, 'wait'],
    [400, 'needs-person'],
    [404, 'needs-person'],
  ])('after %s: %s', (status, kind) => {
    expect(afterAnswer('X', { ...answer, status }).kind).toBe(kind);
  });
});
