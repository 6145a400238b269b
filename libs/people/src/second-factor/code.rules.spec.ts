import { describe, expect, it } from '@jest/globals';
import { hashOfRecoveryCode, matchOf, totpOf } from './code.rules.js';
import { newRecoveryCodes, newSecret } from './new-codes.js';

/** RFC 6238, appendix B: “12345678901234567890” in base32, and the last six of its eight digits. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const ofRfc = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
] as const;

const fresh = { secret, lastStep: 0, recoveryHashes: [] };
const stepOf = (now: number) => Math.floor(now / 30);

describe('a code of the app', () => {
  it.each(ofRfc)('at %i s is %s, as in RFC 6238', (now, code) => {
    expect(matchOf(code, fresh, now)).toEqual({ kind: 'app', step: stepOf(now) });
  });

  it('may be a step early or late, for a phone whose clock is off, and no more', () => {
    const [now, code] = [1234567890, '005924'];
    for (const away of [-30, 30]) expect(matchOf(code, fresh, now + away)).toEqual({ kind: 'app', step: stepOf(now) });
    for (const away of [-60, 60]) expect(matchOf(code, fresh, now + away)).toBeNull();
  });

  it('opens once, and none before it opens any more', () => {
    const now = 1234567890;
    const before = totpOf(secret).generate({ timestamp: (now - 30) * 1_000 });
    const used = { ...fresh, lastStep: stepOf(now) };
    for (const code of ['005924', before]) expect(matchOf(code, used, now)).toBeNull();
    expect(matchOf('005924', { ...fresh, lastStep: stepOf(now) - 1 }, now)).not.toBeNull();
  });

  it('may be typed with a blank in the middle', () => {
    expect(matchOf(' 005 924 ', fresh, 1234567890)).not.toBeNull();
  });

  it.each(['', '5924', '0059240', 'ABCDEF', '００５９２４', '-'])('is not %j', (code) => {
    expect(matchOf(code, fresh, 1234567890)).toBeNull();
  });
});

describe('a recovery code', () => {
  it('is found in whatever way it is typed, by the account it was made for', () => {
    const [mine, other] = [newSecret(), newSecret()];
    const codes = newRecoveryCodes();
    const recoveryHashes = codes.map((code) => hashOfRecoveryCode(code, mine));
    const [, , , code = ''] = codes;
    for (const typed of [code, code.replaceAll('-', ''), code.replaceAll('-', ' '), ` ${code}`])
      expect(matchOf(typed, { secret: mine, lastStep: 0, recoveryHashes }, 60)).toEqual({ kind: 'recovery', hash: recoveryHashes[3] });
    expect(matchOf(code, { secret: other, lastStep: 0, recoveryHashes }, 60)).toBeNull();
  });

  it('is one of ten, in digits as a phone’s keyboard for codes has them', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^\d{4}(-\d{4}){3}$/);
  });
});
