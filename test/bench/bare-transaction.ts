import type { Statement } from '@firstbell/platform';
import { Pool, type QueryResultRow } from 'pg';

/** Connections of the bare driver, kept open over the rounds of the others. */
export function barePool(connectionString: string, max: number): Pool {
  const pool = new Pool({ connectionString, max, idleTimeoutMillis: 0 });
  // A connection that is cut fails the statement on it; without a listener it would end the process.
  const fail = (): void => undefined;
  pool.on('error', fail);
  pool.on('connect', (client) => client.on('error', fail));
  return pool;
}

/**
 * The limit of anything that writes: the same statements in a transaction of their own, by the bare driver. Answers the first
 * row of the last.
 */
export async function bareTransaction<R extends QueryResultRow>(
  pool: Pool,
  ...statements: readonly (readonly [Statement, unknown[]])[]
): Promise<R | undefined> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    let row: R | undefined;
    for (const [{ name, text }, values] of statements) row = (await client.query<R>({ name, text, values })).rows[0];
    await client.query('COMMIT');
    return row;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
