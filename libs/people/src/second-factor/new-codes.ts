import { randomInt } from 'node:crypto';
import { Secret } from 'otpauth';

const howMany = 10;
const groups = 4;

/** 160 random bits in base32, which is what RFC 4226 recommends. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** Ten times `0123-4567-8901-2345`: digits, for the keyboard a phone shows for a code, and 53 random bits each. */
export function newRecoveryCodes(): string[] {
  const group = (): string => String(randomInt(10_000)).padStart(4, '0');
  return Array.from({ length: howMany }, () => Array.from({ length: groups }, group).join('-'));
}
