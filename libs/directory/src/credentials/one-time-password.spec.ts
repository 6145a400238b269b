import { describe, expect, it } from '@jest/globals';
import { oneTimePassword } from './one-time-password.js';

const drawn = (avoid: readonly string[]) => Array.from({ length: 4_000 }, () => oneTimePassword(avoid).toLowerCase());

describe('a one-time password', () => {
  it.each([
    [['Ana'], ['ana']],
    [
      ['Rúby-Rosa', 'lily.o2'],
      ['ruby', 'rosa', 'lily'],
    ],
  ])('of %j has no part of their names in it', (names, parts) => {
    for (const part of parts) {
      expect(drawn([]).some((password) => password.includes(part))).toBe(true);
      expect(drawn(names).filter((password) => password.includes(part))).toEqual([]);
    }
  });

  it('takes no notice of parts of two letters, and ends with a name that rules out everything', () => {
    expect(drawn(['Al']).some((password) => password.includes('al'))).toBe(true);
    expect(oneTimePassword(['']).length).toBeGreaterThan(11);
  });
});
