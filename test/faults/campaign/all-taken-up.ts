import { setTimeout as sleep } from 'node:timers/promises';

/** An account whose worker died while it was being made is leased for 90 s, and taken up by another at the next round after that. */
const oneMoreWithinMs = 120_000;

/** Waits until nothing is left, as long as it becomes less: a busy computer makes ten accounts a second. */
export async function allTakenUp(left: () => Promise<number>): Promise<void> {
  let fewest = Infinity;
  for (let since = performance.now(); performance.now() - since < oneMoreWithinMs; await sleep(200)) {
    const now = await left();
    if (now === 0) return;
    if (now >= fewest) continue;
    fewest = now;
    since = performance.now();
  }
}
