import type { LoadInstallation } from './load-installation.js';
import type { ProcessKind } from './cpu-by-kind.js';

/** The worst event loop of each kind since it was last asked, in milliseconds; about 11 when nothing is done, by how Node measures. */
export async function eventLoopLags({ metrics }: LoadInstallation, what: 'p99' | 'max' = 'p99'): Promise<Map<ProcessKind, number>> {
  const lags = new Map<ProcessKind, number>();
  for (const [kind, base] of metrics) {
    const text = await (await fetch(`${base}/metrics`)).text();
    const seconds = new RegExp(`^firstbell_nodejs_eventloop_lag_${what}_seconds (\\S+)$`, 'm').exec(text)?.[1];
    if (seconds === undefined) throw new Error(`${base}/metrics says nothing of its event loop.`);
    lags.set(kind, Math.max(lags.get(kind) ?? 0, Number(seconds) * 1_000));
  }
  return lags;
}
