import { createHmac } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** Seconds a code of the app is shown. */
export const stepSeconds = 30;
/** Steps a phone's clock may be ahead or behind. */
const drift = 1;

/** What a code is held against. */
export interface CodesOfAccount {
  /** Base32. */
  readonly secret: string;
  /** Of the last code that was accepted: a code opens once. */
  readonly lastStep: number;
  readonly recoveryHashes: readonly Buffer[];
}

export type CodeMatch = { readonly kind: 'app'; readonly step: number } | { readonly kind: 'recovery'; readonly hash: Buffer };

/** What apps are told, and what they take when they are told nothing else (RFC 6238): SHA-1, six digits, 30 seconds. */
export function totpOf(secret: string, account = ''): TOTP {
  return new TOTP({
    issuer: 'Firstbell',
    label: account,
    algorithm: 'SHA1',
    digits: 6,
    period: stepSeconds,
    secret: Secret.fromBase32(secret),
  });
}

/** Which code this is, of the app about the step of `now` (seconds since 1970) or of recovery; null when none that opens. */
export function matchOf(typed: string, codes: CodesOfAccount, now: number): CodeMatch | null {
  const code = plain(typed);
  const step = stepOf(code, codes.secret, now);
  if (step !== null) return step > codes.lastStep ? { kind: 'app', step } : null;
  const hash = hashOfRecoveryCode(code, codes.secret);
  return codes.recoveryHashes.some((stored) => stored.equals(hash)) ? { kind: 'recovery', hash } : null;
}

/** The step a code of the app belongs to; null when it is none of those about `now`. */
function stepOf(code: string, secret: string, now: number): number | null {
  // The library compares byte by byte, and refuses texts of other lengths by throwing.
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totpOf(secret).validate({ token: code, timestamp: now * 1_000, window: drift });
  return delta === null ? null : Math.floor(now / stepSeconds) + delta;
}

/**
 * Keyed with the account's own secret, which is stored sealed: whoever has only the database can try no code out, and whoever
 * has the key as well needs none.
 */
export const hashOfRecoveryCode = (code: string, secret: string): Buffer => createHmac('sha256', secret).update(plain(code)).digest();

/** Without the blanks and dashes it is shown with. */
const plain = (typed: string): string => typed.replaceAll(/[\s-]/g, '');
