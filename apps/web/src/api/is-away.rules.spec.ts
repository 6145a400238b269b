import { describe, expect, it } from '@jest/globals';
import { ApiError, NetworkError } from './api-error.js';
import { isAway } from './is-away.rules.js';

const answered = (status: number) => new ApiError({ type: 'about:blank', title: 'Refused', status, code: 'some.code', detail: 'Because.' });

describe('a server is away', () => {
  it('when nothing came back', () => {
    expect(isAway(new NetworkError('off'))).toBe(true);
  });

  it('when it says that it cannot answer just now, as without its database', () => {
    expect([503, 500, 429].map((status) => isAway(answered(status)))).toEqual([true, true, true]);
  });

  it('but not when it refused, nor when nothing went wrong', () => {
    expect([400, 403, 404, 409, 422].map((status) => isAway(answered(status)))).toEqual([false, false, false, false, false]);
    expect(isAway(null)).toBe(false);
  });
});
