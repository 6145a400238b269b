import 'reflect-metadata';
import { endWithParent, openQueueBackend, tellReady } from '@firstbell/platform';
import * as z from 'zod';
import { accountsAtOnce, accountStatements, bareAccountJob, bareQueue } from './bare-account-job.js';
import { barePool, bareTransaction } from './bare-transaction.js';

/* The limit of account jobs, in a process of its own: BullMQ, whose handler runs the same statements in one transaction by bare pg. */
const env = z
  .object({
    DATABASE_URL: z.string(),
    QUEUE_DATABASE_URL: z.string().optional(),
    REDIS_URL: z.string().optional(),
    POOL_SIZE: z.coerce.number(),
  })
  .parse(process.env);
const pool = barePool(env.DATABASE_URL, env.POOL_SIZE);
const { QUEUE_DATABASE_URL, REDIS_URL } = env;
const backend = await openQueueBackend({ QUEUE_DATABASE_URL, REDIS_URL }, accountsAtOnce + 2, console.error);
const worker = backend.openWorker(bareQueue, accountsAtOnce, async (job) => {
  const row = await bareTransaction(pool, ...accountStatements(bareAccountJob.parse(job.data)));
  if (row === undefined) throw new Error('The bare statements settled nothing.');
});
await worker.waitUntilReady();
endWithParent(async () => {
  await worker.close();
  await backend.close();
  await pool.end();
});
tellReady();
