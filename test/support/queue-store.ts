import { JobQueues, openQueueBackend, queueNames, type QueueBackend } from '@firstbell/platform';
import { createTestDatabase, type TestDatabase } from './database.js';
import { hasRedis, howToGetRedis, startRedis } from './redis.js';

/** A place for queues in a test, with a database beside it. */
export interface QueueStore {
  readonly database: TestDatabase;
  openBackend(): Promise<QueueBackend>;
  /** Every queue is lost. */
  wipe(): Promise<void>;
  stop(): Promise<void>;
}

const fail = (error: unknown) => {
  console.error(error);
};

/** Both stores Firstbell knows, for `describe.each`; Redis is left out, and said to be, where it is not installed. */
export const queueStores: readonly { title: string; isHere: boolean; start: () => Promise<QueueStore> }[] = [
  { title: 'PostgreSQL', isHere: true, start: onPostgres },
  { title: hasRedis ? 'Redis' : `Redis (${howToGetRedis})`, isHere: hasRedis, start: onRedis },
];

async function onPostgres(): Promise<QueueStore> {
  const database = await createTestDatabase();
  const openBackend = () => openQueueBackend({ REDIS_URL: undefined, QUEUE_DATABASE_URL: database.queueUrl }, 8, fail);
  return {
    database,
    openBackend,
    wipe: async () => {
      const backend = await openBackend();
      const queues = new JobQueues(backend);
      for (const name of queueNames) await queues.queue(name).obliterate({ force: true });
      await queues.close();
      await backend.close();
    },
    stop: () => database.drop(),
  };
}

async function onRedis(): Promise<QueueStore> {
  const [database, redis] = [await createTestDatabase(), await startRedis()];
  return {
    database,
    openBackend: () => openQueueBackend({ REDIS_URL: redis.url, QUEUE_DATABASE_URL: undefined }, 8, fail),
    wipe: () => redis.wipe(),
    stop: async () => {
      await redis.stop();
      await database.drop();
    },
  };
}
