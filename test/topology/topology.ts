import { randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { EmbeddedPostgres } from '../../apps/standalone/src/embedded-postgres/index.js';
import { CuttableLink } from '../support/cuttable-link.js';
import { startNginx, type TestNginx, type Upstreams } from '../support/nginx.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { kinds, plainEnvironment, ScaledProcesses, type Kind, type ScaledProcessesOptions } from '../support/scaled-processes.js';

export { kinds, type Kind };

/** Its `build` also migrates and loads the demo school. */
export interface TopologyOptions extends Pick<ScaledProcessesOptions, 'replicas' | 'build' | 'onNotice'> {
  readonly demoPassword: string;
  /** More of the environment of every process. */
  readonly env?: Readonly<Record<string, string>>;
  /** No links to cut: what the processes say to their servers does not pass through this one, which would slow it down. */
  readonly direct?: boolean;
  /** Where its folder is made, with the database in it; default that of the system for temporary files. */
  readonly inFolder?: string;
  /** Links between the proxy and the processes, too. A process that has ended then takes connections and drops them, where it would refuse them. */
  readonly linksBehindProxy?: boolean;
}

/**
 * The scaled installation of docker/compose.yaml as plain processes on the loopback: PostgreSQL, Redis, migrations once, two of
 * each process started again when they die, and nginx with docker/nginx.conf before them. Between the processes and their
 * servers are links that can be cut: one for all processes of a kind to PostgreSQL, and one of all processes to Redis.
 */
export class Topology {
  private constructor(
    private readonly folder: string,
    readonly postgres: EmbeddedPostgres,
    readonly redis: TestRedis,
    readonly links: Readonly<Record<Kind | 'redis', CuttableLink>>,
    /** From the proxy to each process; none unless asked for. */
    readonly linksBehindProxy: Readonly<Record<keyof Upstreams, readonly CuttableLink[]>>,
    private readonly processes: ScaledProcesses,
    readonly proxy: TestNginx,
  ) {}

  static async start({
    demoPassword,
    replicas = 2,
    build = '.',
    env = {},
    direct = false,
    inFolder = tmpdir(),
    linksBehindProxy = false,
    onNotice = () => undefined,
  }: TopologyOptions): Promise<Topology> {
    const folder = mkdtempSync(join(inFolder, 'firstbell-topology-'));
    chmodSync(folder, 0o711);
    const postgres = await EmbeddedPostgres.start(folder, { onNotice });
    const redis = await startRedis();
    const links = {
      api: await CuttableLink.to(postgres.port),
      realtime: await CuttableLink.to(postgres.port),
      worker: await CuttableLink.to(postgres.port),
      redis: await CuttableLink.to(redis.port),
    };
    const through = (link: CuttableLink, url: string) => (direct ? url : link.through(url));
    await migrate(build, postgres);
    await loadDemo(build, postgres, demoPassword);

    const sealingKey = randomBytes(32).toString('base64');
    const processes = await ScaledProcesses.start({
      replicas,
      build,
      onNotice,
      env: (kind) => ({
        ...quiet(),
        DATABASE_URL: through(links[kind], postgres.appUrl),
        RELAY_DATABASE_URL: through(links[kind], postgres.relayUrl),
        REDIS_URL: through(links.redis, redis.url),
        DATA_DIR: join(folder, 'data'),
        SEALING_KEY: sealingKey,
        // The database of `npm start` takes 60 connections.
        POOL_SIZE: '4',
        ...env,
      }),
    });
    const linksTo = (kind: Kind) => Promise.all(processes.portsOf(kind).map((port) => CuttableLink.to(port)));
    const behindProxy = linksBehindProxy ? { api: await linksTo('api'), realtime: await linksTo('realtime') } : { api: [], realtime: [] };
    const portsOf = (kind: keyof Upstreams) => (linksBehindProxy ? behindProxy[kind].map(({ port }) => port) : processes.portsOf(kind));
    const proxy = await startNginx({ api: portsOf('api'), realtime: portsOf('realtime') });
    return new Topology(folder, postgres, redis, links, behindProxy, processes, proxy);
  }

  /** One more of each kind, of another build. The proxy does not know of them. */
  join(build: string): Promise<void> {
    return this.processes.join(build);
  }

  /** Through the proxy, without TLS. */
  get base(): string {
    return `http://127.0.0.1:${this.proxy.plainPort}`;
  }

  /** Through the proxy, as a browser comes. */
  get secureBase(): string {
    return `https://localhost:${this.proxy.httpsPort}`;
  }

  /** Each process by itself, past the proxy. */
  basesOf(kind: Kind): string[] {
    return this.processes.basesOf(kind);
  }

  pidsOf(kind: Kind): number[] {
    return this.processes.pidsOf(kind);
  }

  /** As the owner of the database, past the links. */
  async sql<R extends Record<string, unknown>>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    const client = new Client({ connectionString: this.postgres.ownerUrl });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<R>(text, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    await this.proxy.stop();
    await this.processes.stop();
    const links = [...Object.values(this.links), ...Object.values(this.linksBehindProxy).flat()];
    await Promise.all(links.map((link) => link.stop()));
    await this.redis.stop();
    await this.postgres.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The one-off of a release, from its own build. */
export async function migrate(build: string, { ownerUrl, appUrl }: { ownerUrl: string; appUrl: string }): Promise<void> {
  const script = resolve(build, 'dist/apps/standalone/src/migrate.js');
  await run([script], { OWNER_DATABASE_URL: ownerUrl, DATABASE_URL: appUrl });
}

async function loadDemo(build: string, { appUrl }: { appUrl: string }, password: string): Promise<void> {
  const module = pathToFileURL(resolve(build, 'dist/apps/standalone/src/demo/load-demo-school.js')).href;
  const load = `import { loadDemoSchool } from '${module}'; await loadDemoSchool(process.argv[1], process.argv[2]);`;
  await run(['--input-type=module', '--eval', load, appUrl, password]);
}

/** Rejects with what the program wrote when it fails. */
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  promisify(execFile)(process.execPath, args, { env: { ...quiet(), ...env } });

const quiet = (): Record<string, string> => ({ ...plainEnvironment(), LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent' });
