import { AccountSchool } from './account-school.js';
import type { BenchContext } from './bench-context.js';
import { BenchProcess } from './bench-process.js';
import { resultOf, type BenchResult } from './bench-result.js';
import { HttpConnection } from './http-connection.js';
import type { Latencies } from './latencies.js';
import { NewFilings } from './new-filings.js';
import { runOpenLoop } from './open-loop.js';
import { refillLine } from './ticket-history.js';

const bar = 2;
const ticketsASecond = 20;
const sizes = { full: { accounts: 4_200, forMs: 30_000, warmUpMs: 10_000 }, quick: { accounts: 100, forMs: 1_000, warmUpMs: 0 } } as const;
/** Kiosks that file in turn; more than are ever waiting for an answer at once. */
const kiosks = 40;

/**
 * Tickets filed at a steady pace beside the worker, first while it has nothing to do, then while it makes a school's 4,200
 * accounts, passwords and all.
 */
export async function ticketsDuringRollout(context: BenchContext): Promise<BenchResult[]> {
  const { database, school, port, cpuMs, queues } = await context.server();
  const { accounts, forMs, warmUpMs } = context.quick ? sizes.quick : sizes.full;
  // What the rows before have left in line would be the same tickets.
  await refillLine(database, school, school.desks[0]?.id ?? '', 0);
  const rollout = await AccountSchool.found(database, accounts, { resting: false });
  const worker = await BenchProcess.start('../../apps/worker/src/main.js', { ...database.env(0), ...queues });
  const connections = await HttpConnection.openMany(port, kiosks);
  const filings = new NewFilings(school);
  const free = [...connections];
  const file = async (): Promise<void> => {
    const connection = free.pop();
    if (connection === undefined) throw new Error(`${kiosks} tickets at once were not answered.`);
    const { desk, request } = filings.next(school.desks);
    const answer = await connection.post('/api/tickets', desk.kioskCookie, request);
    if (answer.status !== 200) throw new Error(`A ticket was not filed: ${answer.status} ${answer.body}`);
    free.push(connection);
  };
  const p99 = (latencies: Latencies) => latencies.percentile(0.99) ?? 0;
  try {
    await runOpenLoop({ perSecond: ticketsASecond, forMs: warmUpMs }, file);
    const alone = await runOpenLoop({ perSecond: ticketsASecond, forMs }, file);
    await rollout.wish(accounts);
    const cpuBefore = cpuMs();
    const during = await runOpenLoop({ perSecond: ticketsASecond, forMs }, file);
    const ready = await rollout.ready();
    if (ready === 0) throw new Error('No account was made meanwhile.');
    if (!context.quick && ready >= accounts)
      throw new Error('The accounts were all made before the tickets were: the figure says less than it seems to.');
    return [
      resultOf({
        name: 'tickets-during-rollout',
        clients: kiosks,
        rate: ticketsASecond,
        ratio: p99(during) / p99(alone),
        ...during.percentiles(),
        cpu_ms_per_op: (cpuMs() - cpuBefore) / during.count,
        bar: `p99 ≤${bar}× without the rollout`,
        met: p99(during) <= bar * p99(alone),
        note: `open loop; ${ready.toLocaleString('en')} of ${accounts.toLocaleString('en')} accounts made meanwhile; ratio: of the p99, alone p50 ${(alone.percentile(0.5) ?? 0).toFixed(1)} ms, p99 ${p99(alone).toFixed(1)} ms`,
      }),
    ];
  } finally {
    for (const connection of connections) connection.close();
    await worker.stop();
    await rollout.close();
  }
}
