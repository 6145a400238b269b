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
  return alone(ownerUrl, migrations, async (source) => (await source.runMigrations()).map((migration) => migration.name));
}

/** Brings a database without data to exactly these migrations, forwards or back: what an older release had. */
export async function migrateEmptyTo(ownerUrl: string, names: readonly string[]): Promise<void> {
  await alone(ownerUrl, migrations, async (source) => {
    for (let surplus = await migrationsNotIn(source, names); surplus > 0; surplus--) await source.undoLastMigration();
  });
  const wanted = migrations.filter(({ name }) => names.includes(name));
  await alone(ownerUrl, wanted, (source) => source.runMigrations());
}

async function migrationsNotIn(source: DataSource, names: readonly string[]): Promise<number> {
  const found: { is: boolean }[] = await source.query(`SELECT to_regclass('public.migrations') IS NOT NULL AS is`);
  if (found[0]?.is !== true) return 0;
  const ran: { name: string }[] = await source.query('SELECT name FROM migrations');
  return ran.filter(({ name }) => !names.includes(name)).length;
}

async function alone<T>(ownerUrl: string, list: typeof migrations, work: (source: DataSource) => Promise<T>): Promise<T> {
  const source = new DataSource({ type: 'postgres', url: ownerUrl, migrations: list, migrationsTransactionMode: 'each', poolSize: 2 });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock(7411)');
    return await work(source);
  } finally {
    await lock.query('SELECT pg_advisory_unlock(7411)').catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}
