import { describe, expect, it } from '@jest/globals';
import { tooOld } from './database.rules.js';

describe('the version of PostgreSQL', () => {
  it('is 15 or newer', () => {
    expect(tooOld(140_011)).toMatchObject({ state: 'wrong', code: 'database.too_old', says: 'PostgreSQL 14 is too old' });
    expect(tooOld(90_624)).toMatchObject({ says: 'PostgreSQL 9 is too old' });
    expect([150_000, 180_004].map(tooOld)).toEqual([undefined, undefined]);
  });
});
