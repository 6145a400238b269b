import { BenchDatabase } from './bench-database.js';
import { freePort } from '../support/ports.js';
import { BenchProcess } from './bench-process.js';
import { makeBenchSchool, type BenchSchool } from './bench-school.js';
import { NpmStart } from './npm-start.js';
import { addClosedTickets } from './ticket-history.js';

/** What the rows share: one database, one school, the process with API and live screens, each started when first asked for. */
export class BenchContext {
  private started: Promise<BenchServer> | undefined;
  private installed: Promise<NpmStart> | undefined;

  constructor(
    /** Only to see that everything runs and is correct; the figures mean nothing then. */
    readonly quick: boolean,
    /** For Node of that process, such as `--cpu-prof`. */
    readonly execArgv: string[],
  ) {}

  server(): Promise<BenchServer> {
    this.started ??= startServer(this.execArgv);
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
    const { api, database } = await this.started;
    this.started = undefined;
    await api.stop();
    await database.stop();
  }
}

export interface BenchServer {
  readonly database: BenchDatabase;
  readonly school: BenchSchool;
  readonly api: BenchProcess;
  readonly port: number;
}

/** About what a school of 10,000 files in a year (two each). */
const yearsTickets = 20_000;

async function startServer(execArgv: string[]): Promise<BenchServer> {
  const database = await BenchDatabase.start();
  const school = await makeBenchSchool(database);
  await addClosedTickets(database, school, yearsTickets);
  const port = await freePort();
  const api = await BenchProcess.start('../../apps/standalone/src/server.js', database.env(port), execArgv);
  return { database, school, api, port };
}
