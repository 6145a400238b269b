/** One key, or several with commas between: the first seals, and each opens what it sealed. */
export const sealingKeysPattern = /^[A-Za-z0-9+/]{43}=(?:,[A-Za-z0-9+/]{43}=)*$/;
export const sealingKeysMeaning =
  'must be 32 random bytes in base64, as `openssl rand -base64 32` prints them; while the key is changed, the new one and the old one with a comma between';

/** The keys of `SEALING_KEY`, or of the lines of a key file. */
export function keysIn(text: string): Buffer[] {
  return text
    .split(/[,\s]+/)
    .filter((key) => key !== '')
    .map((key) => Buffer.from(key, 'base64'));
}
