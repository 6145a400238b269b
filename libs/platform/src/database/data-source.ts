import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError, Pool } from 'pg';
import { DataSource, QueryFailedError, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { tellDaysKept } from '../event-log/event-days-kept.js';
import { migrations } from './migrations/index.js';
import { survivesLosses } from './survives-losses.js';
import { answeredWithin, longestStatementMs } from './time-limits.js';

/** The application's connections: an unprivileged role, a bounded pool, nothing idle inside a transaction. */
export function createDataSource(
  url: string,
  poolSize: number,
  entities: EntityTarget<ObjectLiteral>[] = [],
  statementMs = longestStatementMs,
): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: entities.filter((entity) => typeof entity === 'function'),
    synchronize: false,
    poolSize,
    extra: {
      application_name: 'firstbell',
      options: `-c idle_in_transaction_session_timeout=30000 -c statement_timeout=${statementMs} -c timezone=UTC`,
      query_timeout: answeredWithin(statementMs),
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      // What was sent without waiting for the answer before it goes out at once.
      pipeline: true,
      ...survivesLosses,
    },
  });
}

/** The connections below an initialised data source. */
export function poolOf(source: DataSource): Pool {
  const { driver } = source;
  if ('master' in driver && driver.master instanceof Pool) return driver.master;
  throw new TypeError('This data source has no pool of PostgreSQL connections; initialise it first.');
}

/** Shorter than the second after which PostgreSQL looks for deadlocks: of a migration and a request that wait for each other, the migration steps back. */
const longestLockWaitMs = 400;
const patienceMs = 60_000;

/**
 * Brings the schema up to date, as the role that owns it. Two starts at once wait for each other. Answers the names of what ran.
 * The processes of the last release may be at work: a migration that would make them wait steps back and tries again.
 */
export async function runMigrations(ownerUrl: string): Promise<string[]> {
  return alone(ownerUrl, migrations, async (source) => {
    const before = await migrationsIn(source);
    await withPatience(() => source.runMigrations());
    await withPatience(() => source.query(tellDaysKept));
    return migrations.map(({ name }) => name).filter((name) => !before.includes(name));
  });
}

async function withPatience(migrate: () => Promise<unknown>): Promise<void> {
  for (const began = performance.now(); ; await sleep(100)) {
    try {
      await migrate();
      return;
    } catch (error) {
      if (!isInTheWay(error) || performance.now() - began > patienceMs) throw error;
    }
  }
}

/** PostgreSQL 55P03: a lock was not to be had in time; 40P01: a deadlock. */
const isInTheWay = (error: unknown): boolean =>
  error instanceof QueryFailedError &&
  error.driverError instanceof DatabaseError &&
  ['55P03', '40P01'].includes(error.driverError.code ?? '');

/** Brings a database without data to exactly these migrations, forwards or back: what an older release had. */
export async function migrateEmptyTo(ownerUrl: string, names: readonly string[]): Promise<void> {
  await alone(ownerUrl, migrations, async (source) => {
    const surplus = (await migrationsIn(source)).filter((name) => !names.includes(name));
    for (let left = surplus.length; left > 0; left--) await source.undoLastMigration();
  });
  const wanted = migrations.filter(({ name }) => names.includes(name));
  await alone(ownerUrl, wanted, (source) => source.runMigrations());
}

/** The names of those that ran. */
async function migrationsIn(source: DataSource): Promise<string[]> {
  const found: { is: boolean }[] = await source.query(`SELECT to_regclass('public.migrations') IS NOT NULL AS is`);
  if (found[0]?.is !== true) return [];
  const ran: { name: string }[] = await source.query('SELECT name FROM migrations');
  return ran.map(({ name }) => name);
}

async function alone<T>(ownerUrl: string, list: typeof migrations, work: (source: DataSource) => Promise<T>): Promise<T> {
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations: list,
    migrationsTransactionMode: 'each',
    poolSize: 2,
    extra: { options: `-c lock_timeout=${longestLockWaitMs}` },
  });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('SET lock_timeout = 0');
    await lock.query('SELECT pg_advisory_lock(7411)');
    return await work(source);
  } finally {
    await lock.query('SELECT pg_advisory_unlock(7411)').catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}
