import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Client as Postgres } from 'pg';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadEnv, type Env } from '@firstbell/platform';
import { createApi } from '../../apps/api/src/create-api.js';
import { loadDemoSchool } from '../../apps/standalone/src/demo/load-demo-school.js';
import { Client } from './client.js';
import { demoPassword } from './demo-password.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { startNginx } from './nginx.js';
import { isScaled } from './profile.js';
import { startRedis } from './redis.js';
import { ScaledProcesses } from './scaled-processes.js';

export { demoPassword };

export interface TestServer {
  readonly base: string;
  readonly database: TestDatabase;
  /** What of Firstbell runs in this process, for what a test puts in place of the world outside. */
  readonly parts: readonly INestApplicationContext[];
  /** Someone who is not signed in. */
  client(): Client;
  /** Signed in as `coach`, `assistant3`, `admin`, `teacher1`, `leader1`, `student1` of the demo school. */
  signedIn(name: string): Promise<Client>;
  /** A kiosk or board paired with the demo school's desk by its coach. */
  paired(kind: 'kiosk' | 'board'): Promise<Client>;
  /** Plain SQL as the database's superuser, for what no operation does. */
  sql(text: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The real API on a database of its own with the demo school, listening on a free port of the loopback. `prepare` is
 * called before it listens, for what else shares the process.
 */
export async function startTestServer(
  beside: (Type | DynamicModule)[] = [],
  prepare: (app: NestFastifyApplication, env: Env) => void = () => undefined,
): Promise<TestServer> {
  if (isScaled) return startScaledServer();
  const database = await demoSchoolDatabase();
  const env = loadEnv({
    DATABASE_URL: database.appUrl,
    RELAY_DATABASE_URL: database.relayUrl,
    QUEUE_DATABASE_URL: database.queueUrl,
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATA_DIR: join(tmpdir(), `firstbell-${database.name}`),
  });
  const app = await createApi(env, beside);
  prepare(app, env);
  await app.listen(0, '127.0.0.1');
  return {
    ...reached(await app.getUrl(), database),
    parts: [app],
    stop: async () => {
      await app.close();
      await database.drop();
    },
  };
}

/** The same school on two of each process behind the proxy; nothing of it runs in this process. */
async function startScaledServer(): Promise<TestServer> {
  const [database, redis] = [await demoSchoolDatabase(), await startRedis()];
  const folder = mkdtempSync(join(tmpdir(), 'firstbell-scaled-'));
  const sealingKey = randomBytes(32).toString('base64');
  const processes = await ScaledProcesses.start({
    env: () => ({
      DATABASE_URL: database.appUrl,
      RELAY_DATABASE_URL: database.relayUrl,
      REDIS_URL: redis.url,
      DATA_DIR: folder,
      SEALING_KEY: sealingKey,
      POOL_SIZE: '4',
      LOG_LEVEL: 'silent',
    }),
  });
  const nginx = await startNginx({ api: processes.portsOf('api'), realtime: processes.portsOf('realtime') });
  return {
    ...reached(`http://127.0.0.1:${nginx.plainPort}`, database),
    parts: [],
    stop: async () => {
      await Promise.all([nginx.stop(), processes.stop()]);
      await Promise.all([redis.stop(), database.drop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A database of its own with the demo school. */
export async function demoSchoolDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  await loadDemoSchool(database.appUrl, demoPassword);
  return database;
}

/** What is the same wherever it runs. */
export function reached(base: string, database: TestDatabase): Omit<TestServer, 'parts' | 'stop'> {
  const signedIn = async (name: string) => {
    const client = new Client(base);
    await client.call('signIn', { email: `${name}@demo.example`, password: demoPassword });
    return client;
  };
  return {
    base,
    database,
    client: () => new Client(base),
    signedIn,
    paired: async (kind) => {
      const [coach, screen] = [await signedIn('coach'), new Client(base)];
      const { desks } = await coach.call('me', {});
      const pairing = await screen.call('startPairing', { kind });
      await coach.call('pairStation', { code: pairing.code, name: `Test ${kind}`, deskId: desks[0]?.id ?? '' });
      await screen.call('pairingState', { pairingId: pairing.pairingId, secret: pairing.secret });
      return screen;
    },
    sql: async (text) => {
      const postgres = new Postgres({ connectionString: database.superuserUrl });
      await postgres.connect();
      await postgres.query(text);
      await postgres.end();
    },
  };
}
