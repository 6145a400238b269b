import { Latencies } from './latencies.js';

/** What a load did, added up over its rounds. */
export class Measured {
  readonly latencies = new Latencies();
  seconds = 0;
  cpuMs = 0;

  get rate(): number {
    return this.seconds === 0 ? 0 : this.latencies.count / this.seconds;
  }

  get cpuMsPerOp(): number | null {
    return this.latencies.count === 0 ? null : this.cpuMs / this.latencies.count;
  }
}

export interface ClosedLoop {
  readonly clients: number;
  /** Ends after this long, or earlier when an operation answers `'over'`. */
  readonly forMs: number;
  /** CPU time used so far by the processes under test, in milliseconds. */
  readonly cpuMs?: () => number;
}

/** Clients that each begin their next operation as soon as the last one is answered. Adds what happened to `measured`. */
export async function runClosedLoop(
  loop: ClosedLoop,
  measured: Measured,
  operation: (client: number) => Promise<'done' | 'over'>,
): Promise<void> {
  const cpuBefore = loop.cpuMs?.() ?? 0;
  const began = performance.now();
  const end = began + loop.forMs;
  const client = async (number: number): Promise<void> => {
    for (;;) {
      const from = performance.now();
      if (from >= end) return;
      if ((await operation(number)) === 'over') return;
      measured.latencies.add(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: loop.clients }, (_, number) => client(number)));
  measured.seconds += (performance.now() - began) / 1_000;
  measured.cpuMs += (loop.cpuMs?.() ?? 0) - cpuBefore;
}
