import { describe, expect, it } from '@jest/globals';
import { afterAnswer } from './provider-answer.rules.js';

const answer = { status: 500, code: null, message: 'words', retryAfterSeconds: null };

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

  it('is waited for no longer than a day, whatever it says', () => {
    expect(afterAnswer('X', { ...answer, status: 429, retryAfterSeconds: 1e9 })).toMatchObject({ kind: 'wait', seconds: 86_400 });
  });
});
