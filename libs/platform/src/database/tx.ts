import type { EventType, SubjectType } from '@firstbell/contracts/events';
import type { PoolClient, QueryResultRow } from 'pg';
import { answeredWithin } from './time-limits.js';

/** A statement prepared once per connection under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export const statement = (name: string, text: string): Statement => ({ name, text });

export interface NewEvent {
  readonly type: EventType;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  /** The subject's version after the change. */
  readonly version: number;
  readonly actorId: string | null;
  readonly requestId?: string;
  /** Ids and enumerated values only. */
  readonly data?: Record<string, string | number | boolean | null>;
}

const appendEvent = statement(
  'event.append',
  `INSERT INTO event (school_id, type, subject_type, subject_id, version, actor_id, request_id, data)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

const markRequest = statement(
  'event.mark_request',
  `INSERT INTO event (school_id, type, subject_type, subject_id, version, request_id) VALUES ($1, 'request', 'request', $2, 0, $2)`,
);

/** One open transaction, bound to one school. Stores take it; nothing else talks to the database. */
export class Tx {
  private committed: Promise<void> | undefined;
  private answeredWithinMs: number | undefined;

  constructor(
    readonly schoolId: string,
    private readonly client: PoolClient,
  ) {}

  /** Runs plain SQL and answers its rows. `R` describes the named columns, as the driver reads them. */
  async rows<R extends QueryResultRow>(query: Statement | string, values: readonly unknown[] = []): Promise<R[]> {
    if (this.committed !== undefined) throw new Error('This transaction has had its last statement. Begin another one.');
    const config = typeof query === 'string' ? { text: query } : { name: query.name, text: query.text };
    sendTogether(this.client);
    const result = await this.client.query<R>({ ...config, values: [...values], ...this.patience() });
    return result.rows;
  }

  async first<R extends QueryResultRow>(query: Statement | string, values: readonly unknown[] = []): Promise<R | undefined> {
    return (await this.rows<R>(query, values))[0];
  }

  /**
   * The first row of the statement that ends the transaction: its COMMIT is sent right behind it, which saves a round
   * trip where one statement does it all. What it answers can no longer undo it.
   */
  async last<R extends QueryResultRow>(query: Statement | string, values: readonly unknown[] = []): Promise<R | undefined> {
    const answer = this.first<R>(query, values);
    this.committed = this.sendCommit();
    // Told by `commit`; when the statement itself failed, its own error says why.
    this.committed.catch(() => undefined);
    return answer;
  }

  /** Statements over a whole district take longer than any click may: from here on each may take so many minutes. */
  async mayTake(minutes: number): Promise<void> {
    const ms = minutes * 60_000;
    await this.rows(`SET LOCAL statement_timeout = ${ms}`);
    this.answeredWithinMs = answeredWithin(ms);
  }

  private patience(): { query_timeout?: number } {
    return this.answeredWithinMs === undefined ? {} : { query_timeout: this.answeredWithinMs };
  }

  /**
   * For work that found nothing to do, and so appends nothing that a repeat could run into: fails as a repeat does when this
   * request has been answered, and waits for it while it is under way. Leaves nothing behind.
   */
  async mustBeFirst(requestId: string): Promise<void> {
    await this.rows('SAVEPOINT request');
    await this.rows(markRequest, [this.schoolId, requestId]);
    await this.rows('ROLLBACK TO SAVEPOINT request');
  }

  /** For `Database`, when the work is done. */
  async commit(): Promise<void> {
    await (this.committed ?? this.sendCommit());
  }

  /** PostgreSQL answers the COMMIT of a transaction that has failed with a rollback, and without an error. */
  private async sendCommit(): Promise<void> {
    const { command } = await this.client.query('COMMIT');
    if (command !== 'COMMIT') throw new Error('A statement of this transaction failed and was passed over, so nothing of it was saved.');
  }

  /** Writes a fact in the same transaction as the change it tells of. */
  async append(event: NewEvent): Promise<void> {
    await this.rows(appendEvent, [
      this.schoolId,
      event.type,
      event.subjectType,
      event.subjectId,
      event.version,
      event.actorId,
      event.requestId ?? null,
      JSON.stringify(event.data ?? {}),
    ]);
  }
}

/**
 * What is said to the database before anything has to be waited for leaves in one write: on the most frequent path, the
 * beginning, the statement and the COMMIT. A write is a call of the operating system, and dearer than what it carries.
 */
export function sendTogether({ connection: { stream } }: PoolClient): void {
  stream.cork();
  process.nextTick(() => {
    stream.uncork();
  });
}
