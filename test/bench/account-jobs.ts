import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { openQueueBackend } from '@firstbell/platform';
import { AccountSchool } from './account-school.js';
import { hasRedis, howToGetRedis, startRedis } from '../support/redis.js';
import { bareQueue } from './bare-account-job.js';
import type { BenchContext } from './bench-context.js';
import { BenchDatabase, poolSize } from './bench-database.js';
import { BenchProcess } from './bench-process.js';
import { resultOf, type BenchResult } from './bench-result.js';

const bar = 0.6;
const sizes = { full: { rounds: 3, accounts: 1_400 }, quick: { rounds: 1, accounts: 30 } } as const;
const longestMs = 300_000;

/** Where the queues are, as the environment of a process says it. */
interface Store {
  readonly profile: BenchResult['profile'];
  readonly env: Readonly<Record<string, string>>;
}

interface Done {
  jobs: number;
  seconds: number;
  cpuMs: number;
}

/**
 * Accounts wished in one transaction until all are ready, in the built-in directory with password hashing apart: event, relay,
 * queue, row and event. In turn with BullMQ alone on the same store, whose handler runs the same statements of row and event.
 */
export async function accountJobs(context: BenchContext): Promise<BenchResult[]> {
  const database = await BenchDatabase.start();
  try {
    const { QUEUE_DATABASE_URL = '', ...env } = database.env(0);
    const results = [await measure(context, database, { profile: 'embedded', env: { ...env, QUEUE_DATABASE_URL } })];
    if (!hasRedis) {
      console.log(`(on Redis: left out, ${howToGetRedis})`);
      return results;
    }
    const redis = await startRedis();
    try {
      results.push(await measure(context, database, { profile: 'scaled', env: { ...env, REDIS_URL: redis.url } }));
    } finally {
      await redis.stop();
    }
    return results;
  } finally {
    await database.stop();
  }
}

async function measure(context: BenchContext, database: BenchDatabase, store: Store): Promise<BenchResult> {
  const { rounds, accounts } = context.quick ? sizes.quick : sizes.full;
  // Whoever does not work on the accounts of a school must not find them due: its directory rests.
  const ours = await AccountSchool.found(database, accounts * (rounds + 1), { resting: false });
  const bare = await AccountSchool.found(database, accounts * (rounds + 1), { resting: true });
  const worker = await BenchProcess.start('./account-worker.js', { ...store.env }, context.execArgv);
  const bareWorker = await BenchProcess.start('./bare-account-worker.js', { ...store.env, DATABASE_URL: database.bareUrl });
  const backend = await openQueueBackend(
    { REDIS_URL: store.env['REDIS_URL'], QUEUE_DATABASE_URL: store.env['QUEUE_DATABASE_URL'] },
    poolSize,
    console.error,
  );
  const queue = backend.openQueue(bareQueue);
  try {
    const done = { ours: { jobs: 0, seconds: 0, cpuMs: 0 }, bare: { jobs: 0, seconds: 0, cpuMs: 0 } };
    // The first round warms up and does not count.
    for (let round = 0; round <= rounds; round += 1) {
      for (const way of round % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const)) {
        await database.settle();
        const begin =
          way === 'ours'
            ? () => ours.wish(accounts)
            : async () => {
                const jobs = await bare.wish(accounts);
                return queue.addBulk(
                  jobs.map((data) => ({ name: 'settle', data, opts: { jobId: `a-${data.accountId}`, removeOnComplete: true } })),
                );
              };
        const counted = await until(way === 'ours' ? ours : bare, way === 'ours' ? worker : bareWorker, begin);
        if (round > 0) add(done[way], counted);
      }
    }
    const rate = (of: Done) => of.jobs / of.seconds;
    return resultOf({
      name: 'account-jobs',
      profile: store.profile,
      clients: 6,
      rate: rate(done.ours),
      limit: rate(done.bare),
      cpu_ms_per_op: done.ours.cpuMs / done.ours.jobs,
      bar: `≥${bar} of bare BullMQ`,
      met: rate(done.ours) >= bar * rate(done.bare),
      note: `queues on ${store.profile === 'scaled' ? 'Redis' : 'PostgreSQL'}; limit: BullMQ whose handler runs the same statements by bare pg, CPU ${(done.bare.cpuMs / done.bare.jobs).toFixed(2)} ms`,
    });
  } finally {
    await queue.close();
    await backend.close();
    await bareWorker.stop();
    await worker.stop();
    await Promise.all([ours.close(), bare.close()]);
  }
}

/** From the wish to the last account that is ready. */
async function until(school: AccountSchool, { cpuMs }: BenchProcess, begin: () => Promise<unknown>): Promise<Done> {
  const readyBefore = await school.ready();
  const cpuBefore = cpuMs();
  const began = performance.now();
  await begin();
  const wished = school.wished;
  for (;;) {
    if ((await school.ready()) === wished) break;
    if (performance.now() - began > longestMs) throw new Error(`Only ${await school.ready()} of ${wished} accounts became ready.`);
    await sleep(20);
  }
  return { jobs: wished - readyBefore, seconds: (performance.now() - began) / 1_000, cpuMs: cpuMs() - cpuBefore };
}

function add(sum: Done, one: Done): void {
  sum.jobs += one.jobs;
  sum.seconds += one.seconds;
  sum.cpuMs += one.cpuMs;
}
