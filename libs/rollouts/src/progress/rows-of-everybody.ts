import type { Statement, Tx } from '@firstbell/platform';
import type { QueryResultRow } from 'pg';

/**
 * Rows of a statement over the facts of everybody in a plan. Right after a start the planner still believes that nobody
 * takes part, and would go through everybody's check-outs again for each student: minutes for a school. Joined by hash
 * it is quick for few and for many, whatever the planner believes.
 */
export async function rowsOfEverybody<R extends QueryResultRow>(tx: Tx, query: Statement, values: readonly unknown[]): Promise<R[]> {
  const [, rows] = await Promise.all([tx.rows('SET LOCAL enable_nestloop = off'), tx.rows<R>(query, values)]);
  return rows;
}
