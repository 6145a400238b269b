import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './ports.js';

const program = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'].find((path) => existsSync(path));

/** Undefined when there is no redis-server here; then the title of a skipped test says how to get one. */
export const hasRedis = program !== undefined;
export const howToGetRedis = 'needs redis-server: apt-get install redis-server';

export interface TestRedis {
  readonly url: string;
  /** Everything in it is gone, as after a restart without its files. */
  wipe(): Promise<void>;
  stop(): Promise<void>;
}

/** A Redis of one's own on a free port, keeping nothing. */
export async function startRedis(): Promise<TestRedis> {
  if (program === undefined) throw new Error(`This test ${howToGetRedis}.`);
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'firstbell-redis-'));
  const server = spawn(
    program,
    [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--appendonly',
      'no',
      '--maxmemory-policy',
      'noeviction',
    ],
    { stdio: 'ignore' },
  );
  const killed = () => {
    server.kill('SIGKILL');
  };
  process.once('exit', killed);
  const client = new Redis(port, '127.0.0.1', { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  await client.ping();
  return {
    url: `redis://127.0.0.1:${port}`,
    wipe: async () => {
      await client.flushall();
    },
    stop: async () => {
      client.disconnect();
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await Promise.race([ended, sleep(5_000, undefined, { ref: false })]);
      process.off('exit', killed);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
