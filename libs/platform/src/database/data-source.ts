import { Pool } from 'pg';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { migrations } from './migrations/index.js';

/** The application's connections: an unprivileged role, a bounded pool, nothing idle inside a transaction. */
export function createDataSource(url: string, poolSize: number, entities: EntityTarget<ObjectLiteral>[] = []): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: entities.filter((entity) => typeof entity === 'function'),
    synchronize: false,
    poolSize,
    extra: {
      application_name: 'firstbell',
      options: '-c idle_in_transaction_session_timeout=30000 -c statement_timeout=60000 -c timezone=UTC',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      // What was sent without waiting for the answer before it goes out at once.
      pipeline: true,
    },
  });
}

/** The connections below an initialised data source. */
export function poolOf(source: DataSource): Pool {
  const { driver } = source;
  if ('master' in driver && driver.master instanceof Pool) return driver.master;
  throw new TypeError('This data source has no pool of PostgreSQL connections; initialise it first.');
}

/** Brings the schema up to date, as the role that owns it. Two starts at once wait for each other. Answers the names of what ran. */
export async function runMigrations(ownerUrl: string): Promise<string[]> {
  const source = new DataSource({ type: 'postgres', url: ownerUrl, migrations, migrationsTransactionMode: 'each', poolSize: 2 });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock(7411)');
    const ran = await source.runMigrations();
    return ran.map((migration) => migration.name);
  } finally {
    await lock.query('SELECT pg_advisory_unlock(7411)').catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}
