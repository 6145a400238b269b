import type { Pool } from 'pg';
import { fileTicketStatement, filingValues } from '../../libs/tickets/src/filing.store.js';
import { barePool, bareTransaction } from './bare-transaction.js';
import type { BenchContext, BenchServer } from './bench-context.js';
import { poolSize } from './bench-database.js';
import { freePort } from '../support/ports.js';
import { BenchProcess } from './bench-process.js';
import { resultOf, type BenchResult } from './bench-result.js';
import type { BenchDesk } from './bench-school.js';
import { Measured, runClosedLoop } from './closed-loop.js';
import { HttpConnection } from './http-connection.js';
import { NewFilings, type NewFiling } from './new-filings.js';

const bars = { ofDatabase: 0.5, ofBareServer: 0.8, p99: 4, cpuMs: 0.6 } as const;

/** Who files: our server, the bare statement (L1), the bare server (L2). */
interface Ways {
  ours(filing: NewFiling, client: number): Promise<void>;
  database(filing: NewFiling): Promise<void>;
  bareServer(filing: NewFiling, client: number): Promise<void>;
}
const ways = ['database', 'bareServer', 'ours'] as const;

/** Filing over HTTP by kiosks, durable, against the database alone (L1) and a bare Node server (L2), round by round in turn. */
export async function fileTicket(context: BenchContext): Promise<BenchResult[]> {
  const server = await context.server();
  const { database, school } = server;
  const filings = new NewFilings(school);
  const pool = barePool(database.bareUrl, poolSize);
  const barePort = await freePort();
  const bare = await BenchProcess.start('./bare-filing-server.js', { ...database.env(barePort), DATABASE_URL: database.bareUrl });
  try {
    const results: BenchResult[] = [];
    for (const clients of [10, 50]) {
      for (const desks of clients === 10 ? [school.desks] : [school.desks, school.desks.slice(0, 1)]) {
        results.push(...(await measure(context, server, { pool, bare, barePort, filings, clients, desks })));
      }
    }
    return results;
  } finally {
    await bare.stop();
    await pool.end();
  }
}

interface Load {
  readonly pool: Pool;
  readonly bare: BenchProcess;
  readonly barePort: number;
  readonly filings: NewFilings;
  readonly clients: number;
  readonly desks: readonly BenchDesk[];
}

async function measure(context: BenchContext, server: BenchServer, load: Load): Promise<BenchResult[]> {
  const { database, school } = server;
  const connections = await HttpConnection.openMany(server.port, load.clients);
  const bareConnections = await HttpConnection.openMany(load.barePort, load.clients);
  const by: Ways = {
    ours: ({ desk, request }, client) => mustBeFiled(connections[client]?.post('/api/tickets', desk.kioskCookie, request)),
    bareServer: ({ filing }, client) => mustBeFiled(bareConnections[client]?.post('/', '', filingValues(school.id, filing, true))),
    database: async ({ filing }) => {
      if ((await bareTransaction(load.pool, [fileTicketStatement, filingValues(school.id, filing, true)])) === undefined)
        throw new Error('The bare statement filed nothing.');
    },
  };
  const cpu = { ours: server.cpuMs, bareServer: load.bare.cpuMs, database: () => 0 };
  const measured = { ours: new Measured(), bareServer: new Measured(), database: new Measured() };
  const { rounds, forMs, warmUpMs } = context.quick
    ? { rounds: 1, forMs: 400, warmUpMs: 0 }
    : { rounds: 5, forMs: 2_000, warmUpMs: load.clients === 10 ? 5_000 : 1_000 };
  // The first round only warms up: connections, plans, compiled code.
  for (let round = context.quick ? 1 : 0; round <= rounds; round += 1) {
    for (const turn of ways.keys()) {
      const way = ways[(turn + round) % ways.length] ?? 'ours';
      await database.settle();
      await runClosedLoop(
        { clients: load.clients, forMs: round === 0 ? warmUpMs : forMs, cpuMs: cpu[way] },
        round === 0 ? new Measured() : measured[way],
        async (client) => {
          await by[way](load.filings.next(load.desks), client);
          return 'done';
        },
      );
    }
  }
  for (const connection of [...connections, ...bareConnections]) connection.close();
  return present(load, measured);
}

function present({ clients, desks }: Load, { ours, database, bareServer }: Record<(typeof ways)[number], Measured>): BenchResult[] {
  const p99 = { ours: ours.latencies.percentile(0.99) ?? 0, database: database.latencies.percentile(0.99) ?? 0 };
  const figures = { name: 'file-ticket', clients, rate: ours.rate, ...ours.latencies.percentiles(), cpu_ms_per_op: ours.cpuMsPerOp };
  const at = desks.length === 1 ? 'one desk' : `${desks.length} desks`;
  const isBar = desks.length > 1;
  const met = {
    ofDatabase: ours.rate >= bars.ofDatabase * database.rate && p99.ours <= bars.p99 * p99.database && (ours.cpuMsPerOp ?? 0) <= bars.cpuMs,
    ofBareServer: ours.rate >= bars.ofBareServer * bareServer.rate,
  };
  return [
    resultOf({
      ...figures,
      limit: database.rate,
      note: `${at}; L1: the same statement by bare pg, p99 ${p99.database.toFixed(1)} ms`,
      ...(isBar && { bar: `≥${bars.ofDatabase} of L1, p99 ≤${bars.p99}× L1's, CPU ≤${bars.cpuMs} ms`, met: met.ofDatabase }),
    }),
    resultOf({
      ...figures,
      limit: bareServer.rate,
      note: `${at}; L2: a bare node:http server, CPU ${bareServer.cpuMsPerOp?.toFixed(3) ?? '?'} ms/op`,
      ...(isBar && { bar: `≥${bars.ofBareServer} of L2`, met: met.ofBareServer }),
    }),
  ];
}

async function mustBeFiled(answering: ReturnType<HttpConnection['get']> | undefined): Promise<void> {
  const answer = await answering;
  if (answer?.status !== 200) throw new Error(`A ticket was not filed: ${answer?.status ?? 'no connection'} ${answer?.body ?? ''}`);
}
