import { randomInt } from 'node:crypto';
import { firstWords, secondWords } from './password-words.js';

/** Digits that are not taken for letters, and no pair of which is taken for another: 0 and 1 are left out. */
const digits = '23456789';
const digitsShown = 4;
const shortestPart = 3;
/** No name rules out every word; whatever stands in the roster, this ends. */
const drawsAllowed = 1_000;

/**
 * `Maple-Otter-4762`: two words and four digits, from the system's randomness. Has an upper and a lower case letter, a digit and a
 * sign and at least 12 characters, which satisfies the complexity rules of every directory here. About 27 bits: it has to
 * stand only until the first sign-in, against a directory that limits how often one may try, and is replaced there.
 * @param avoid names of whom it is for: Active Directory refuses a password with a part of one in it
 */
export function oneTimePassword(avoid: readonly string[] = []): string {
  const parts = avoid.flatMap(partsOf);
  for (let draw = 1; ; draw += 1) {
    const number = Array.from({ length: digitsShown }, () => pick([...digits])).join('');
    const password = `${pick(firstWords)}-${pick(secondWords)}-${number}`;
    const letters = password.toLowerCase();
    if (draw === drawsAllowed || !parts.some((part) => letters.includes(part))) return password;
  }
}

/** Of a name, those long enough for a directory to look for. */
const partsOf = (name: string): string[] =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((part) => part.length >= shortestPart);

function pick(from: readonly string[]): string {
  const picked = from[randomInt(from.length)];
  if (picked === undefined) throw new Error('There is nothing to choose from.');
  return picked;
}
