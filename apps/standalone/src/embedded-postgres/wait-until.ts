import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again every `everyMs` until the answer is something, at most `forMs`; `undefined` when the time is over. */
export async function waitUntil<T>(ask: () => T | undefined, forMs: number, everyMs = 20): Promise<T | undefined> {
  const end = performance.now() + forMs;
  for (;;) {
    const answer = ask();
    if (answer !== undefined || performance.now() > end) return answer;
    await sleep(everyMs);
  }
}
