import { BenchDatabase } from './bench-database.js';
import { freePort } from '../support/ports.js';
import { startRedis } from '../support/redis.js';
import { BenchProcess } from './bench-process.js';
import type { BenchResult } from './bench-result.js';
import { makeBenchSchool, type BenchSchool } from './bench-school.js';
import { NpmStart } from './npm-start.js';
import { addClosedTickets } from './ticket-history.js';

/** What the rows of one profile share: one database, one school, the processes of API and live screens, each started when first asked for. */
export class BenchContext {
  private started: Promise<BenchServer> | undefined;
  private installed: Promise<NpmStart> | undefined;

  constructor(
    /** Only to see that everything runs and is correct; the figures mean nothing then. */
    readonly quick: boolean,
    /** For Node of that process, such as `--cpu-prof`. */
    readonly execArgv: string[],
    readonly profile: BenchResult['profile'] = 'embedded',
  ) {}

  server(): Promise<BenchServer> {
    this.started ??= startServer(this.profile, this.execArgv);
    return this.started;
  }

  /** All of `npm start`, with the demo school. The server of the load is stopped first: the two would disturb each other. */
  installation(): Promise<NpmStart> {
    this.installed ??= this.stopServer().then(() => NpmStart.start());
    return this.installed;
  }

  async stop(): Promise<void> {
    await this.stopServer();
    const installed = await this.installed?.catch(() => undefined);
    await installed?.stop();
  }

  private async stopServer(): Promise<void> {
    if (this.started === undefined) return;
    const { stop } = await this.started;
    this.started = undefined;
    await stop();
  }
}

export interface BenchServer {
  readonly database: BenchDatabase;
  readonly school: BenchSchool;
  readonly port: number;
  /** Where screens connect; the same in the embedded profile. */
  readonly livePort: number;
  /** Where a worker finds its queues, as variables. */
  readonly queues: Readonly<Record<string, string>>;
  /** Of API and live screens together. */
  readonly cpuMs: () => number;
  readonly stop: () => Promise<void>;
}

/** About what a school of 10,000 files in a year (two each). */
const yearsTickets = 20_000;

async function startServer(profile: BenchResult['profile'], execArgv: string[]): Promise<BenchServer> {
  const database = await BenchDatabase.start();
  const school = await makeBenchSchool(database);
  await addClosedTickets(database, school, yearsTickets);
  const port = await freePort();
  if (profile === 'embedded') {
    const server = await BenchProcess.start('../../apps/standalone/src/server.js', database.env(port), execArgv);
    return {
      ...{ database, school, port, livePort: port, queues: {}, cpuMs: server.cpuMs },
      stop: async () => {
        await server.stop();
        await database.stop();
      },
    };
  }
  const [redis, livePort] = [await startRedis(), await freePort()];
  const queues = { REDIS_URL: redis.url };
  const [api, realtime] = [
    await BenchProcess.start('../../apps/api/src/main.js', { ...database.env(port), ...queues }, execArgv),
    await BenchProcess.start('../../apps/realtime/src/main.js', { ...database.env(livePort), ...queues }, execArgv),
  ];
  return {
    ...{ database, school, port, livePort, queues, cpuMs: () => api.cpuMs() + realtime.cpuMs() },
    stop: async () => {
      await Promise.all([api.stop(), realtime.stop()]);
      await redis.stop();
      await database.stop();
    },
  };
}
