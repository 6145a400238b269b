import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateQueues, runMigrations } from '@firstbell/platform';
import { Client } from 'pg';
import { EmbeddedPostgres } from '../../apps/standalone/src/embedded-postgres/index.js';

/** Connections of a process for requests, ours and the bare ones alike: what `POOL_SIZE` is by default. */
export const poolSize = 10;

/** A PostgreSQL as `npm start` runs it: every acknowledged commit is on the disk (fsync and synchronous_commit on). */
export class BenchDatabase {
  private constructor(
    private readonly folder: string,
    readonly postgres: EmbeddedPostgres,
  ) {}

  static async start(): Promise<BenchDatabase> {
    const folder = mkdtempSync(join(tmpdir(), 'firstbell-bench-'));
    // The server of a root user runs as another user, who has to get in.
    chmodSync(folder, 0o711);
    const postgres = await EmbeddedPostgres.start(folder);
    await runMigrations(postgres.ownerUrl);
    await migrateQueues(postgres.queueUrl);
    return new BenchDatabase(folder, postgres);
  }

  /** What our processes are started with. */
  env(port: number): Record<string, string> {
    const { appUrl, relayUrl, queueUrl } = this.postgres;
    return {
      DATABASE_URL: appUrl,
      RELAY_DATABASE_URL: relayUrl,
      QUEUE_DATABASE_URL: queueUrl,
      PORT: String(port),
      POOL_SIZE: String(poolSize),
      DATA_DIR: join(this.folder, 'data'),
      LOG_FORMAT: 'text',
    };
  }

  /** For the limits: a role to whom no row-level security applies. */
  get bareUrl(): string {
    return this.postgres.ownerUrl;
  }

  /** Statements of the bench itself, with every right. Answers the rows of the last one. */
  async asSuperuser(...statements: (string | { text: string; values: unknown[] })[]): Promise<Record<string, unknown>[]> {
    const client = new Client({
      connectionString: this.postgres.superuserUrl.replace(/\/[^/]+$/, new URL(this.postgres.ownerUrl).pathname),
    });
    await client.connect();
    try {
      let rows: Record<string, unknown>[] = [];
      for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows;
      return rows;
    } finally {
      await client.end();
    }
  }

  /** Every round starts on a database with nothing left to write behind. */
  async settle(): Promise<void> {
    await this.asSuperuser('CHECKPOINT');
  }

  async stop(): Promise<void> {
    await this.postgres.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
