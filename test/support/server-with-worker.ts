import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { loadEnv } from '@firstbell/platform';
import { RealtimeModule } from '../../apps/realtime/src/realtime.module.js';
import { SocketAdapter } from '../../apps/realtime/src/socket-adapter.js';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { isScaled } from './profile.js';
import { hasRedis, howToGetRedis, startRedis, type TestRedis } from './redis.js';
import { startTestServer, type TestServer } from './server.js';

/** Where the queues are. Redis is left out, and said to be, where it is not installed. */
export interface QueueProfile {
  readonly title: string;
  readonly isHere: boolean;
  openRedis(): Promise<TestRedis | undefined>;
}
const onPostgres: QueueProfile = { title: 'PostgreSQL', isHere: true, openRedis: () => Promise.resolve(undefined) };
const onRedis: QueueProfile = {
  title: hasRedis ? 'Redis' : `Redis (${howToGetRedis})`,
  isHere: hasRedis,
  openRedis: () => startRedis(),
};
export const queueProfiles = isScaled ? [onRedis] : [onPostgres, onRedis];

/** All of Firstbell in this process: the API with live screens, and the worker beside it. */
export async function startServerWithWorker(profile: QueueProfile = onPostgres): Promise<TestServer> {
  if (isScaled) return startTestServer();
  const redis = await profile.openRedis();
  const server = await startTestServer([RealtimeModule], (app, env) => app.useWebSocketAdapter(new SocketAdapter(app, env)));
  const { appUrl, relayUrl, queueUrl, name } = server.database;
  const env = loadEnv({
    DATABASE_URL: appUrl,
    RELAY_DATABASE_URL: relayUrl,
    // Where the API keeps the key of sealed secrets, and uploads: both are one installation.
    DATA_DIR: join(tmpdir(), `firstbell-${name}`),
    LOG_LEVEL: 'silent',
    // Mail servers and directories of tests are on this computer.
    ALLOW_LOOPBACK: '1',
    ...(redis === undefined ? { QUEUE_DATABASE_URL: queueUrl } : { REDIS_URL: redis.url }),
  });
  const worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(env), { logger: false, abortOnError: false });
  return {
    ...server,
    parts: [...server.parts, worker],
    stop: async () => {
      await worker.close();
      await server.stop();
      await redis?.stop();
    },
  };
}
