import type { Job, Queue, Worker } from 'bullmq';
import { Pool } from 'pg';
import { survivesLosses } from '../database/survives-losses.js';
import type { Env } from '../env.js';

type QueueProcessor = (job: Job, token: string | undefined) => Promise<void>;

/** BullMQ on whichever store this installation has. */
export interface QueueBackend {
  readonly kind: 'postgres' | 'redis';
  openQueue(name: string): Queue;
  openWorker(name: string, concurrency: number, process: QueueProcessor): Worker;
  /** After the queues and workers were closed. */
  close(): Promise<void>;
}

/**
 * A job whose worker died is given to another within seconds, since jobs here are short. That may happen a few times
 * before it counts as failed; the row says whether it is still due.
 */
const recovery = { lockDuration: 20_000, stalledInterval: 5_000, maxStalledCount: 5 };

/**
 * Redis when there is one, else PostgreSQL. BullMQ is loaded only here, so that a process without queues does not carry it.
 * `connections` bounds those of PostgreSQL; each worker keeps one of them to listen.
 */
export async function openQueueBackend(
  env: Pick<Env, 'REDIS_URL' | 'QUEUE_DATABASE_URL'>,
  connections: number,
  report: (error: unknown) => void,
): Promise<QueueBackend> {
  if (env.REDIS_URL !== undefined) return onRedis(env.REDIS_URL, report);
  if (env.QUEUE_DATABASE_URL !== undefined) return onPostgres(env.QUEUE_DATABASE_URL, connections, report);
  throw new Error('The queues have no store: set REDIS_URL, or QUEUE_DATABASE_URL for PostgreSQL, and start again.');
}

async function onPostgres(url: string, connections: number, report: (error: unknown) => void): Promise<QueueBackend> {
  const { createPostgresBackend, Queue, setDefaultBackendFactory, Worker } = await import('bullmq');
  const connection = new Pool({
    connectionString: url,
    max: connections,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    options: '-c search_path=bullmq -c timezone=UTC',
    application_name: 'firstbell queues',
    ...survivesLosses,
  });
  // Each queue and worker listens to the pool; there are a dozen at most.
  connection.setMaxListeners(0);
  connection.on('error', report);
  return {
    kind: 'postgres',
    openQueue: (name) => {
      setDefaultBackendFactory(createPostgresBackend);
      return listening(new Queue(name, { connection }), report);
    },
    openWorker: (name, concurrency, process) => {
      setDefaultBackendFactory(createPostgresBackend);
      return listening(new Worker(name, (job, token) => process(job, token), { connection, concurrency, ...recovery }), report);
    },
    close: () => connection.end(),
  };
}

async function onRedis(url: string, report: (error: unknown) => void): Promise<QueueBackend> {
  const { createRedisBackend, Queue, setDefaultBackendFactory, Worker } = await import('bullmq');
  return {
    kind: 'redis',
    openQueue: (name) => {
      setDefaultBackendFactory(createRedisBackend);
      // Whoever adds a job has to hear that Redis is away, not wait for it: the row stays due.
      return listening(new Queue(name, { connection: { url, maxRetriesPerRequest: 1, enableOfflineQueue: false } }), report);
    },
    openWorker: (name, concurrency, process) => {
      setDefaultBackendFactory(createRedisBackend);
      const connection = { url, maxRetriesPerRequest: null };
      return listening(new Worker(name, (job, token) => process(job, token), { connection, concurrency, ...recovery }), report);
    },
    close: () => Promise.resolve(),
  };
}

/** An `error` nobody listens to would end the process; BullMQ reconnects by itself. */
function listening<T extends { on(event: 'error', listener: (error: Error) => void): unknown }>(
  part: T,
  report: (error: unknown) => void,
): T {
  part.on('error', report);
  return part;
}
