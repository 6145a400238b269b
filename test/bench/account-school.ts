import { firstSettings, PeopleStore, SchoolsStore, searchName } from '@firstbell/people';
import { createDataSource, Database } from '@firstbell/platform';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { AccountsOfPeopleStore } from '../../libs/directory/src/accounts/accounts-of-people.store.js';
import type { BareAccountJob } from './bare-account-job.js';
import type { BenchDatabase } from './bench-database.js';

/** A school whose students get accounts in Firstbell itself. */
export class AccountSchool {
  wished = 0;

  private constructor(
    private readonly id: string,
    private readonly source: DataSource,
    private readonly database: Database,
    private readonly personIds: readonly string[],
  ) {}

  /** @param resting its directory is paused, so that no worker of ours takes its accounts. */
  static async found({ postgres }: BenchDatabase, students: number, { resting }: { resting: boolean }): Promise<AccountSchool> {
    const source = await createDataSource(postgres.appUrl, 2).initialize();
    const school = new AccountSchool(
      uuid(),
      source,
      new Database(source),
      Array.from({ length: students }, () => uuid()),
    );
    await school.insert(resting);
    return school;
  }

  /** Accounts for so many more students, in one transaction. */
  async wish(count: number): Promise<BareAccountJob[]> {
    const people = this.personIds.slice(this.wished, this.wished + count);
    const accounts = people.map((person_id) => ({ account_id: uuid(), person_id }));
    await this.database.transaction(this.id, async (tx) => {
      await new AccountsOfPeopleStore().want(tx, { planId: null, actorId: null, accounts });
      await tx.rows('NOTIFY firstbell_event');
    });
    this.wished += count;
    return accounts.map(({ account_id: accountId, person_id: personId }) => ({ schoolId: this.id, accountId, personId }));
  }

  async ready(): Promise<number> {
    const row = await this.database.read(this.id, (tx) =>
      tx.first<{ count: number }>(`SELECT count(*)::int AS count FROM directory_account WHERE school_id = $1 AND state = 'ready'`, [
        this.id,
      ]),
    );
    return row?.count ?? 0;
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }

  private async insert(resting: boolean): Promise<void> {
    await this.database.transaction(this.id, async (tx) => {
      await new SchoolsStore().insert(tx, { name: 'Bench', timeZone: 'UTC', demo: false, settings: firstSettings });
      await new PeopleStore().insert(
        tx,
        this.personIds.map((id, index) => ({
          id,
          givenName: 'Robin',
          familyName: `Bench ${index}`,
          searchName: searchName(null, 'Robin', `Bench ${index}`),
          language: 'en',
          roles: ['student' as const],
          badge: `${index}`,
        })),
      );
      await tx.rows(
        `INSERT INTO directory_provider (school_id, kind, config, username_rule, paused_until)
         VALUES ($1, 'built_in', $2, 'b{badge}', CASE WHEN $3 THEN now() + interval '1 day' END)`,
        [this.id, JSON.stringify({ kind: 'built_in', domain: `${this.id}.example` }), resting],
      );
    });
  }
}
