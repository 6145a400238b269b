import { createDataSource, Database } from '@firstbell/platform';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { AccountsOfPeopleStore } from '../../libs/directory/src/accounts/accounts-of-people.store.js';
import type { FoundedSchool } from './found-schools.js';

/** The accounts of a school's students, in Firstbell itself, one job each. */
export class Rollout {
  private wished = 0;

  private constructor(
    private readonly school: FoundedSchool,
    private readonly source: DataSource,
    private readonly database: Database,
  ) {}

  static async of(school: FoundedSchool, appUrl: string): Promise<Rollout> {
    const source = await createDataSource(appUrl, 2).initialize();
    const rollout = new Rollout(school, source, new Database(source));
    await rollout.database.transaction(school.id, (tx) =>
      tx.rows(`INSERT INTO directory_provider (school_id, kind, config, username_rule) VALUES ($1, 'built_in', $2, 'b{badge}')`, [
        school.id,
        JSON.stringify({ kind: 'built_in', domain: `${school.id}.example` }),
      ]),
    );
    return rollout;
  }

  /** Accounts for so many more students, in one transaction; for all that are left when nothing is said. */
  async wish(count = Infinity): Promise<void> {
    const people = this.school.studentIds.slice(this.wished, this.wished + count);
    const accounts = people.map((person_id) => ({ account_id: uuid(), person_id }));
    await this.database.transaction(this.school.id, async (tx) => {
      await new AccountsOfPeopleStore().want(tx, { planId: null, actorId: null, accounts });
      await tx.rows('NOTIFY firstbell_event');
    });
    this.wished += accounts.length;
  }

  async ready(): Promise<number> {
    const row = await this.database.read(this.school.id, (tx) =>
      tx.first<{ count: number }>(`SELECT count(*)::int AS count FROM directory_account WHERE school_id = $1 AND state = 'ready'`, [
        this.school.id,
      ]),
    );
    return row?.count ?? 0;
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }
}
