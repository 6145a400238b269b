import { setTimeout as sleep } from 'node:timers/promises';
import { Latencies } from './latencies.js';

export interface OpenLoop {
  readonly perSecond: number;
  readonly forMs: number;
}

/**
 * Begins operations at fixed moments, whether the earlier ones are answered or not, as people do. Each is measured from the
 * moment it was due, so that a server that stops for a while is charged for everybody who waited.
 */
export async function runOpenLoop({ perSecond, forMs }: OpenLoop, operation: () => Promise<void>): Promise<Latencies> {
  const latencies = new Latencies();
  const running: Promise<void>[] = [];
  const began = performance.now();
  for (let number = 0; (number * 1_000) / perSecond < forMs; number += 1) {
    const due = began + (number * 1_000) / perSecond;
    await sleep(Math.max(0, due - performance.now()));
    const one = operation().then(() => {
      latencies.add(performance.now() - due);
    });
    // Told at the end; until then nobody waits for it.
    one.catch(() => undefined);
    running.push(one);
  }
  await Promise.all(running);
  return latencies;
}
