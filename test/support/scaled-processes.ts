import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client as Postgres } from 'pg';
import { loadDemoSchool } from '../../apps/standalone/src/demo/load-demo-school.js';
import { Client } from './client.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { demoPassword } from './demo-password.js';
import { freePort } from './ports.js';

const names = ['api', 'realtime', 'worker'] as const;
type Name = (typeof names)[number];

/** A JSON line of a log. */
export type LogLine = Readonly<Record<string, unknown>>;

/** The processes of a scaled installation as they are run there, on a database of their own. Needs a build. */
export class ScaledProcesses {
  private constructor(
    readonly database: TestDatabase,
    /** Where each is spoken to; the worker for its metrics only. */
    readonly at: Readonly<Record<Name, string>>,
    private readonly children: ReadonlyMap<Name, ChildProcess>,
    private readonly written: ReadonlyMap<Name, string[]>,
    private readonly folder: string,
  ) {}

  static async start(env: Readonly<Record<string, string>> = {}): Promise<ScaledProcesses> {
    const database = await createTestDatabase();
    await loadDemoSchool(database.appUrl, demoPassword);
    const folder = mkdtempSync(join(tmpdir(), 'firstbell-scaled-'));
    const ports = { api: await freePort(), realtime: await freePort(), worker: await freePort() };
    const children = new Map<Name, ChildProcess>();
    const written = new Map<Name, string[]>();
    await Promise.all(
      names.map(async (name) => {
        const main = resolve(`dist/apps/${name}/src/main.js`);
        if (!existsSync(main)) throw new Error('Firstbell is not built yet: npm run build');
        const child = fork(main, [], {
          env: {
            PATH: process.env['PATH'],
            NODE_ENV: 'production',
            DATABASE_URL: database.appUrl,
            RELAY_DATABASE_URL: database.relayUrl,
            QUEUE_DATABASE_URL: database.queueUrl,
            DATA_DIR: folder,
            ...(name === 'worker' ? { METRICS_PORT: String(ports.worker) } : { PORT: String(ports[name]) }),
            ...env,
          },
          execArgv: [],
          stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        });
        const chunks: string[] = [];
        for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk.toString('utf8')));
        children.set(name, child);
        written.set(name, chunks);
        await Promise.race([
          once(child, 'message'),
          once(child, 'exit').then(() => {
            throw new Error(`${name} ended instead of getting ready:\n${chunks.join('')}`);
          }),
        ]);
      }),
    );
    const at = { api: local(ports.api), realtime: local(ports.realtime), worker: local(ports.worker) };
    return new ScaledProcesses(database, at, children, written, folder);
  }

  client(): Client {
    return new Client(this.at.api);
  }

  async signedIn(name: string): Promise<Client> {
    const client = this.client();
    await client.call('signIn', { email: `${name}@demo.example`, password: demoPassword });
    return client;
  }

  /** Plain SQL as the database's superuser, for what no operation does. */
  async sql(text: string): Promise<void> {
    const postgres = new Postgres({ connectionString: this.database.superuserUrl });
    await postgres.connect();
    await postgres.query(text);
    await postgres.end();
  }

  /** Everything written until now, by one or by all. */
  output(name?: Name): string {
    return names.flatMap((one) => (name === undefined || name === one ? (this.written.get(one) ?? []) : [])).join('');
  }

  /** The same line by line; fails when one is not JSON. */
  lines(name?: Name): LogLine[] {
    return this.output(name)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as LogLine);
  }

  async metrics(name: Name, headers: Record<string, string> = {}): Promise<string> {
    const answer = await fetch(`${this.at[name]}/metrics`, { headers });
    return answer.text();
  }

  async stop(): Promise<void> {
    await Promise.all(
      [...this.children.values()].map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }),
    );
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const local = (port: number): string => `http://127.0.0.1:${port}`;
