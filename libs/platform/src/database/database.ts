import { AsyncLocalStorage } from 'node:async_hooks';
import { DatabaseError, type Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { correlation } from '../logging/correlation.js';
import { within } from '../tracing/tracing.js';
import { poolOf } from './data-source.js';
import { sendTogether, statement, Tx } from './tx.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const firstAnswerOf = statement('event.by_request', 'SELECT subject_id FROM event WHERE school_id = $1 AND request_id = $2');

/** Whoever is in a transaction, and whether it still has its connection. */
const holding = new AsyncLocalStorage<{ connection: boolean }>();

/**
 * Whoever may have to ask for a transaction calls this first, so that being called within one is found out at once, not only when
 * there is something to ask. As many of them as there are connections, and each would wait for one that none of them gives back.
 * @throws Error within the work of a transaction
 */
export function mustHoldNoConnection(): void {
  if (holding.getStore()?.connection === true) throw new Error('A transaction is asked for within another one. Hand over its Tx instead.');
}

/** The only way to the data: a transaction bound to one school. */
export class Database {
  private readonly committed: (() => void)[] = [];
  private readonly pool: Pool;

  constructor(readonly source: DataSource) {
    this.pool = poolOf(source);
  }

  /** Called after every commit that may have appended events. */
  onCommit(listener: () => void): void {
    this.committed.push(listener);
  }

  /**
   * Runs `work` in one transaction of the school and commits it; any error rolls everything back.
   * The school is also set as `firstbell.school` for the length of the transaction, for row-level security.
   */
  async transaction<T>(schoolId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    const answer = await within('transaction', postgres, () => this.run('write', schoolId, work));
    for (const listener of this.committed) listener();
    return answer;
  }

  /** The same for reading: one consistent picture, nothing can be written. */
  async read<T>(schoolId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return within('read', postgres, () => this.run('read', schoolId, work));
  }

  /** Asked before a school is known, or of several: rows of what no school owns, and of functions that let go of little. */
  async withoutSchool<Row>(sql: string, values: readonly unknown[]): Promise<Row[]> {
    mustHoldNoConnection();
    return this.source.query<Row[]>(sql, [...values]);
  }

  /**
   * A change that must not happen twice. `work` appends an event carrying the request id; when that id has been seen,
   * everything is rolled back and `firstAnswer` tells again what happened the first time.
   */
  async once<T>(
    schoolId: string,
    requestId: string,
    work: (tx: Tx) => Promise<T>,
    firstAnswer: (tx: Tx, subjectId: string) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.transaction(schoolId, work);
    } catch (error) {
      const repeated = await this.read(schoolId, async (tx) => {
        const first = await tx.first<{ subject_id: string }>(firstAnswerOf, [schoolId, requestId]);
        return first === undefined ? undefined : { answer: await firstAnswer(tx, first.subject_id) };
      });
      if (repeated === undefined) throw error;
      return repeated.answer;
    }
  }

  /*
   * On the driver itself: the most frequent path of all, and TypeORM's way through it takes two more round trips. The
   * beginning is not waited for before the first statement is sent (the connections pipeline); if it failed, nothing is
   * committed.
   */
  private async run<T>(mode: 'write' | 'read', schoolId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (!uuid.test(schoolId)) throw new TypeError('A transaction needs the id of a school.');
    mustHoldNoConnection();
    const client = await this.pool.connect();
    const held = { connection: true };
    let broken = false;
    try {
      sendTogether(client);
      // Two statements in one message can have no parameters; the id was checked to be a UUID above.
      const begun = client.query(`${begin[mode]}; SET LOCAL firstbell.school = '${schoolId}'${mode === 'write' ? setTrace() : ''}`);
      begun.catch(ignore);
      const tx = new Tx(schoolId, client);
      const answer = await holding.run(held, () => work(tx));
      await begun;
      await tx.commit();
      return answer;
    } catch (error) {
      // The first error is the one that matters; a rollback fails only on a connection that is gone anyway.
      await client.query('ROLLBACK').catch(() => {
        broken = true;
      });
      throw error;
    } finally {
      held.connection = false;
      client.release(broken);
    }
  }
}

const postgres = { kind: 'client', facts: { 'db.system.name': 'postgresql' } } as const;

const begin = { write: 'BEGIN', read: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' } as const;

/** Events appended in the transaction take it from there as their default. It was checked to be a `traceparent`, or made here. */
function setTrace(): string {
  const trace = correlation()?.trace;
  return trace === undefined ? '' : `; SET LOCAL firstbell.trace = '${trace}'`;
}

/** What comes after the beginning fails by it as well. */
const ignore = (): void => undefined;

/** The name of the unique constraint or index an insert or update ran into, if that is what went wrong. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!(error instanceof DatabaseError) || error.code !== '23505') return undefined;
  return error.constraint;
}
