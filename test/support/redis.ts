import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './ports.js';

const program = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'].find((path) => existsSync(path));

/** Undefined when there is no redis-server here; then the title of a skipped test says how to get one. */
export const hasRedis = program !== undefined;
export const howToGetRedis = 'needs redis-server: apt-get install redis-server';

export interface TestRedis {
  readonly url: string;
  readonly port: number;
  /** Everything in it is gone, as after a restart without its files. */
  wipe(): Promise<void>;
  /** Gone at once, with everything in it, until `start`. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** It stands still, as on a suspended computer, until `thaw`. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

/** A Redis of one's own on a free port, keeping nothing; over TLS alone when there is a folder with its certificate. */
export async function startRedis({ certificateIn }: { readonly certificateIn?: string } = {}): Promise<TestRedis> {
  if (program === undefined) throw new Error(`This test ${howToGetRedis}.`);
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'firstbell-redis-'));
  const listening = certificateIn === undefined ? ['--port', String(port)] : listenOverTls(port, certificateIn);
  const args = [...listening, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
  const tls = certificateIn === undefined ? {} : { tls: { ca: readFileSync(join(certificateIn, 'cert.pem')) } };
  let server: ChildProcess | undefined;
  const killed = () => server?.kill('SIGKILL');
  process.once('exit', killed);
  const client = new Redis(port, '127.0.0.1', { ...tls, maxRetriesPerRequest: null, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  const start = async () => {
    server = spawn(program, [...args, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
    await client.ping();
  };
  const end = async (signal: NodeJS.Signals) => {
    if (server === undefined) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    server = undefined;
    await Promise.race([ended, sleep(5_000, undefined, { ref: false })]);
  };
  await start();
  return {
    url: `${certificateIn === undefined ? 'redis' : 'rediss'}://127.0.0.1:${port}`,
    port,
    wipe: async () => {
      await client.flushall();
    },
    kill: () => end('SIGKILL'),
    start,
    freeze: () => server?.kill('SIGSTOP'),
    thaw: () => server?.kill('SIGCONT'),
    stop: async () => {
      client.disconnect();
      await end('SIGTERM');
      process.off('exit', killed);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const listenOverTls = (port: number, folder: string): string[] => [
  ...['--port', '0', '--tls-port', String(port), '--tls-auth-clients', 'no'],
  ...['--tls-cert-file', join(folder, 'cert.pem'), '--tls-key-file', join(folder, 'key.pem')],
];
