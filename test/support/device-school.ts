import { createDataSource, Database, type PersonActor } from '@firstbell/platform';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, type TestDatabase } from './database.js';

/** A database of its own with as many schools as a suite of devices asks for. */
export class DeviceSchools {
  private constructor(
    private readonly own: TestDatabase,
    private readonly source: DataSource,
    readonly database: Database,
  ) {}

  static async open(): Promise<DeviceSchools> {
    const own = await createTestDatabase();
    const source = await createDataSource(own.appUrl, 4).initialize();
    return new DeviceSchools(own, source, new Database(source));
  }

  async close(): Promise<void> {
    await this.source.destroy();
    await this.own.drop();
  }

  /** An empty school and its administrator. */
  async school(): Promise<PersonActor> {
    const schoolId = uuid();
    await this.database.transaction(schoolId, (tx) =>
      tx.rows(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Juniper Valley', 'America/Chicago', '{}')`, [schoolId]),
    );
    const id = await this.person(schoolId, 'Alex', { roles: ['administrator'] });
    return {
      kind: 'person',
      id,
      schoolId,
      sessionId: uuid(),
      accountId: null,
      timeZone: 'America/Chicago',
      roles: ['administrator'],
      skills: [],
    };
  }

  async person(
    schoolId: string,
    givenName: string,
    {
      email = `${givenName.toLowerCase()}@juniper.example`,
      username = givenName.toLowerCase(),
      roles = ['student'],
    }: { email?: string; username?: string; roles?: string[] } = {},
  ): Promise<string> {
    const id = uuid();
    await this.database.transaction(schoolId, (tx) =>
      tx.rows(
        `INSERT INTO person (school_id, id, given_name, family_name, search_name, email, username, roles) VALUES ($1, $2, $3, 'Reyes', $4, $5, $6, $7)`,
        [schoolId, id, givenName, `${givenName.toLowerCase()} reyes`, email, username, roles],
      ),
    );
    return id;
  }

  /** Has a table counted and its indexes put in order, as the database does by itself after a while: the planner chooses by it. */
  async analyse(table: string): Promise<void> {
    const owner = new Client({ connectionString: this.own.ownerUrl });
    await owner.connect();
    await owner.query(`VACUUM (ANALYZE) ${table}`).finally(() => owner.end());
  }

  /** Any statement whose `$1` is the school. */
  async rows<R extends object>(schoolId: string, sql: string, more: readonly unknown[] = []): Promise<R[]> {
    return this.database.transaction(schoolId, (tx) => tx.rows<R & Record<string, unknown>>(sql, [schoolId, ...more]));
  }
}
