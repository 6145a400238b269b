import { randomInt } from 'node:crypto';
import { firstWords, secondWords } from './password-words.js';

/** Digits that are not taken for letters, and no pair of which is taken for another: 0 and 1 are left out. */
const digits = '23456789';
const digitsShown = 4;

/**
 * `Maple-Otter-4762`: two words and four digits, from the system's randomness. Has an upper and a lower case letter, a digit and a
 * sign and at least 12 characters, which satisfies the complexity rules of every directory here. About 27 bits: it has to
 * stand only until the first sign-in, against a directory that limits how often one may try, and is replaced there.
 */
export function oneTimePassword(): string {
  const number = Array.from({ length: digitsShown }, () => pick([...digits])).join('');
  return `${pick(firstWords)}-${pick(secondWords)}-${number}`;
}

function pick(from: readonly string[]): string {
  const picked = from[randomInt(from.length)];
  if (picked === undefined) throw new Error('There is nothing to choose from.');
  return picked;
}
