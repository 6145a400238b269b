/**
 * A barcode scanner types like a keyboard. On a page with single-key commands a scan must not press them, so a
 * printable key waits this long: if another follows sooner, no hand did it. Once two came that fast, a slow gap is
 * forgiven.
 */
export const keyPatienceMs = (keysSoFar: number): number => (keysSoFar < 2 ? 30 : 150);
/** Judged over the whole burst: single gaps stretch when the computer is busy. */
const meanGapMs = 35;
const shortestScan = 4;

export interface BurstKey {
  readonly key: string;
  /** ms on a clock that only goes forward. */
  readonly at: number;
}

export type BurstVerdict =
  /** One key and then quiet: a hand. */
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'scan'; readonly text: string }
  /** Neither: fast typing without an end, or a scan cut short. Nothing is done with it. */
  | { readonly kind: 'noise' };

/** What a run of keys was, once it is over (by Enter, or by silence). */
export function judgeBurst(keys: readonly BurstKey[], endedWithEnter: boolean): BurstVerdict {
  const [first] = keys;
  const last = keys.at(-1);
  if (first === undefined || last === undefined) return { kind: 'noise' };
  if (keys.length === 1) return endedWithEnter ? { kind: 'noise' } : { kind: 'key', key: first.key };
  const meanGap = (last.at - first.at) / (keys.length - 1);
  if (endedWithEnter && keys.length >= shortestScan && meanGap <= meanGapMs)
    return { kind: 'scan', text: keys.map((one) => one.key).join('') };
  return { kind: 'noise' };
}
