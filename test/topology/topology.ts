import { randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { EmbeddedPostgres } from '../../apps/standalone/src/embedded-postgres/index.js';
import { KeptProcess } from '../../apps/standalone/src/kept-process.js';
import { CuttableLink } from '../support/cuttable-link.js';
import { startNginx, type TestNginx } from '../support/nginx.js';
import { freePort } from '../support/ports.js';
import { startRedis, type TestRedis } from '../support/redis.js';

export const kinds = ['api', 'realtime', 'worker'] as const;
export type Kind = (typeof kinds)[number];

export interface TopologyOptions {
  readonly demoPassword: string;
  /** Of each kind; default 2, as in docker/compose.yaml. */
  readonly replicas?: number;
  /** The folder whose build migrates, loads the demo school and runs; default this one. */
  readonly build?: string;
  /** More of the environment of every process. */
  readonly env?: Readonly<Record<string, string>>;
  /** No links to cut: what the processes say to their servers does not pass through this one, which would slow it down. */
  readonly direct?: boolean;
  readonly onNotice?: (text: string) => void;
}

interface Member {
  readonly port: number;
  readonly process: KeptProcess;
}

type StartMember = (build: string, kind: Kind, number: number) => Promise<Member>;

/**
 * The scaled installation of docker/compose.yaml as plain processes on the loopback: PostgreSQL, Redis, migrations once, two of
 * each process started again when they die, and nginx with docker/nginx.conf before them. Between the processes and their
 * servers are links that can be cut.
 */
export class Topology {
  private constructor(
    private readonly folder: string,
    readonly postgres: EmbeddedPostgres,
    readonly redis: TestRedis,
    readonly links: Readonly<Record<Kind | 'redis', CuttableLink>>,
    private readonly startMember: StartMember,
    private readonly members: Readonly<Record<Kind, Member[]>>,
    readonly proxy: TestNginx,
  ) {}

  static async start({
    demoPassword,
    replicas = 2,
    build = '.',
    env = {},
    direct = false,
    onNotice = () => undefined,
  }: TopologyOptions): Promise<Topology> {
    const folder = mkdtempSync(join(tmpdir(), 'firstbell-topology-'));
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
    const startMember: StartMember = async (build, kind, number) => {
      const port = await freePort();
      const process = new KeptProcess({
        name: `${kind} ${number}`,
        script: pathToFileURL(resolve(build, `dist/apps/${kind}/src/main.js`)),
        onNotice,
        env: {
          ...environment(),
          DATABASE_URL: through(links[kind], postgres.appUrl),
          RELAY_DATABASE_URL: through(links[kind], postgres.relayUrl),
          REDIS_URL: through(links.redis, redis.url),
          DATA_DIR: join(folder, 'data'),
          SEALING_KEY: sealingKey,
          // The database of `npm start` takes 60 connections.
          POOL_SIZE: '4',
          [kind === 'worker' ? 'METRICS_PORT' : 'PORT']: String(port),
          ...env,
        },
      });
      await process.start(Promise.resolve());
      return { port, process };
    };
    const team = (kind: Kind) => Promise.all(Array.from({ length: replicas }, (_, number) => startMember(build, kind, number + 1)));
    const members = { api: await team('api'), realtime: await team('realtime'), worker: await team('worker') };
    const proxy = await startNginx({ api: portsOf(members.api), realtime: portsOf(members.realtime) });
    return new Topology(folder, postgres, redis, links, startMember, members, proxy);
  }

  /** One more of each kind, of another build. The proxy does not know of them. */
  async join(build: string): Promise<void> {
    const join = async (kind: Kind) => this.members[kind].push(await this.startMember(build, kind, this.members[kind].length + 1));
    await Promise.all(kinds.map(join));
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
    return portsOf(this.members[kind]).map((port) => `http://127.0.0.1:${port}`);
  }

  pidsOf(kind: Kind): number[] {
    return this.members[kind].flatMap(({ process: { pid } }) => pid ?? []);
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
    await Promise.all(kinds.flatMap((kind) => this.members[kind].map(({ process }) => process.stop())));
    await Promise.all(Object.values(this.links).map((link) => link.stop()));
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
  promisify(execFile)(process.execPath, args, { env: { ...environment(), ...env } });

const portsOf = (members: readonly Member[]): number[] => members.map(({ port }) => port);

const environment = (): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  NODE_ENV: 'production',
  LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
  // Mail servers and directories of tests are on this computer.
  ALLOW_LOOPBACK: '1',
});
