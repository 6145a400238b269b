import type { Pool } from 'pg';
import { v7 as uuid } from 'uuid';
import { claimNextStatement, claimNextValues } from '../../libs/tickets/src/claims.store.js';
import { operations } from '@firstbell/contracts/operations';
import { barePool, bareTransaction } from './bare-transaction.js';
import type { BenchContext, BenchServer } from './bench-context.js';
import { poolSize } from './bench-database.js';
import { resultOf, type BenchResult } from './bench-result.js';
import type { BenchAssistant } from './bench-school.js';
import { Measured, runClosedLoop } from './closed-loop.js';
import { HttpConnection } from './http-connection.js';
import { refillLine } from './ticket-history.js';

const waiting = 10_000;
const clients = 50;
const bar = 0.5;
/** A line that is emptied more slowly is left; it only makes the run of fewer claims. */
const longestMs = 20_000;
/** Twice 10,000 claims a round. */
const rounds = 5;

/** Answers the id of the ticket that is theirs now, or null when nobody waits any more. */
type Claim = (client: number) => Promise<string | null>;

/** All assistants of one desk press *next for me* until nobody waits, in turn with the bare claim. Every ticket may have one owner only. */
export async function nextForMe(context: BenchContext): Promise<BenchResult[]> {
  const server = await context.server();
  const deskId = server.school.desks[0]?.id ?? '';
  const pool = barePool(server.database.bareUrl, poolSize);
  const connections = await HttpConnection.openMany(server.port, clients);
  const ways = { bare: bareClaim(server, pool, deskId), ours: ourClaim(server, connections, deskId) };
  const measured = { bare: new Measured(), ours: new Measured() };
  let twoOwners = 0;
  try {
    for (let round = 0; round < (context.quick ? 1 : rounds); round += 1) {
      for (const way of round % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const)) {
        await refillLine(server.database, server.school, deskId, context.quick ? 300 : waiting);
        twoOwners += await claimAll(ways[way], measured[way], server.cpuMs);
      }
    }
  } finally {
    for (const connection of connections) connection.close();
    await pool.end();
  }
  const { ours, bare } = measured;
  const claims = ours.latencies.count + bare.latencies.count;
  if (twoOwners > 0) throw new Error(`${twoOwners} of ${claims} tickets were given to two assistants.`);
  return [
    resultOf({
      name: 'next-for-me',
      clients,
      rate: ours.rate,
      limit: bare.rate,
      ...ours.latencies.percentiles(),
      cpu_ms_per_op: ours.cpuMsPerOp,
      bar: `≥${bar} of the bare claim, no ticket with two owners`,
      met: ours.rate >= bar * bare.rate,
      note: `limit: the same SKIP LOCKED statement with its event by bare pg; two owners: ${twoOwners} in ${claims.toLocaleString('en')} claims`,
    }),
  ];
}

/** Answers how many tickets were given to a second client. */
async function claimAll(claim: Claim, measured: Measured, cpuMs: () => number): Promise<number> {
  const owned = new Set<string>();
  let twice = 0;
  await runClosedLoop({ clients, forMs: longestMs, cpuMs }, measured, async (client) => {
    const id = await claim(client);
    if (id === null) return 'over';
    if (owned.has(id)) twice += 1;
    owned.add(id);
    return 'done';
  });
  return twice;
}

function ourClaim({ school }: BenchServer, connections: readonly HttpConnection[], deskId: string): Claim {
  return async (client) => {
    const answer = await connections[client]?.post(`/api/desks/${deskId}/next`, assistantOf(school.assistants, client).cookie, {
      requestId: uuid(),
    });
    if (answer?.status !== 200) throw new Error(`Next for me failed: ${answer?.status ?? 'no connection'} ${answer?.body ?? ''}`);
    return operations.claimNext.output.parse(JSON.parse(answer.body)).ticket?.id ?? null;
  };
}

function bareClaim({ school }: BenchServer, pool: Pool, deskId: string): Claim {
  return async (client) => {
    const until = new Date(Date.now() + 15 * 60_000);
    const claim = { deskId, personId: assistantOf(school.assistants, client).id, skills: [], anySkill: false, until, requestId: uuid() };
    return (await bareTransaction<{ id: string }>(pool, [claimNextStatement, claimNextValues(school.id, claim)]))?.id ?? null;
  };
}

function assistantOf(assistants: readonly BenchAssistant[], client: number): BenchAssistant {
  const assistant = assistants[client % assistants.length];
  if (assistant === undefined) throw new Error('The school has no assistants.');
  return assistant;
}
