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

/** The limit of anything that writes: the same statement in a transaction of its own, by the bare driver. Answers the first row. */
export async function bareTransaction<R extends QueryResultRow>(
  pool: Pool,
  statement: Statement,
  values: unknown[],
): Promise<R | undefined> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<R>({ name: statement.name, text: statement.text, values });
    await client.query('COMMIT');
    return rows[0];
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
