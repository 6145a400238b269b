import { Pool, type QueryResultRow } from 'pg';
import { survivesLosses } from '../database/survives-losses.js';

/** Figures of all schools together, read as the relay's role, which sees every school and changes none. One question at a time. */
export class AcrossSchools {
  private readonly pool: Pool;

  constructor(relayUrl: string) {
    this.pool = new Pool({
      connectionString: relayUrl,
      max: 1,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 5_000,
      idleTimeoutMillis: 60_000,
      application_name: 'firstbell figures',
      ...survivesLosses,
    });
    this.pool.on('error', () => undefined); // the next question finds out
  }

  async rows<R extends QueryResultRow>(text: string): Promise<R[]> {
    return (await this.pool.query<R>(text)).rows;
  }

  async stop(): Promise<void> {
    await this.pool.end();
  }
}
