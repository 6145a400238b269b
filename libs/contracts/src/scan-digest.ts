/**
 * A number that stands for a badge or serial number in the list a station keeps for working without the network: a scan
 * finds its entry, and whoever looks into the browser's storage reads no badge numbers. It keeps them out of sight and is
 * no protection of a secret; a badge number is none. Two mixed 32-bit halves cut to 53 bits, the same in browser and
 * server, because browsers offer no hashing on a plain-HTTP address.
 */
export function scanDigest(scan: string, salt: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (const character of `${salt}/${scan}`) {
    const code = character.codePointAt(0) ?? 0;
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
