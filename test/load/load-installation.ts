import { BenchDatabase } from '../bench/bench-database.js';
import { BenchProcess } from '../bench/bench-process.js';
import { freePort } from '../support/ports.js';
import { Topology } from '../topology/topology.js';
import type { LoadProfile } from './load-options.rules.js';
import type { ProcessKind } from './cpu-by-kind.js';

/** Firstbell as it is run, on this computer, and the addresses of its database. */
export interface LoadInstallation {
  readonly base: string;
  readonly appUrl: string;
  /** Of the same database, with every right. */
  readonly superuserUrl: string;
  /** Each process that answers /metrics. */
  readonly metrics: readonly (readonly [ProcessKind, string])[];
  /** Of the processes that hold the screens and are started again when they end; none where that is the API, too. */
  realtimePids(): readonly number[];
  stop(): Promise<void>;
}

export async function startLoadInstallation(profile: LoadProfile): Promise<LoadInstallation> {
  return profile === 'scaled' ? startScaled() : startEmbedded();
}

async function startScaled(): Promise<LoadInstallation> {
  const topology = await Topology.start({ demoPassword: 'nobody signs in here', direct: true, onNotice: console.error });
  return {
    base: topology.base,
    ...addressesOf(topology.postgres),
    metrics: (['api', 'realtime'] as const).flatMap((kind) => topology.basesOf(kind).map((base) => [kind, base] as const)),
    realtimePids: () => topology.pidsOf('realtime'),
    stop: () => topology.stop(),
  };
}

/** The two processes of `npm start` and its database. */
async function startEmbedded(): Promise<LoadInstallation> {
  const database = await BenchDatabase.start();
  const port = await freePort();
  const server = await BenchProcess.start('../../apps/standalone/src/server.js', {
    ...database.env(port),
    LOG_FORMAT: 'json',
    LOG_LEVEL: 'error',
  });
  const worker = await BenchProcess.start('../../apps/worker/src/main.js', { ...database.env(0), LOG_FORMAT: 'json', LOG_LEVEL: 'error' });
  const base = `http://127.0.0.1:${port}`;
  return {
    base,
    ...addressesOf(database.postgres),
    metrics: [['server', base]],
    realtimePids: () => [],
    stop: async () => {
      await Promise.all([server.stop(), worker.stop()]);
      await database.stop();
    },
  };
}

const addressesOf = ({ appUrl, ownerUrl, superuserUrl }: { appUrl: string; ownerUrl: string; superuserUrl: string }) => ({
  appUrl,
  superuserUrl: superuserUrl.replace(/\/[^/]+$/, new URL(ownerUrl).pathname),
});
