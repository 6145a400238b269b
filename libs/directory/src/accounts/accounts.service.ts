import { Injectable } from '@nestjs/common';
import type { AccountRow, directoryOperations } from '@firstbell/contracts/directory';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { searchName } from '@firstbell/people';
import { Database, type Actor } from '@firstbell/platform';
import { stringify } from 'csv-stringify/sync';
import { AccountsListStore } from './accounts-list.store.js';
import { AccountsOfPeople } from './accounts-of-people.js';

type Ops = typeof directoryOperations;

const csvRows = 50_000;
const columns: readonly (keyof AccountRow)[] = [
  'name',
  'homeroom',
  'state',
  'username',
  'address',
  'adopted',
  'reasonCode',
  'reason',
  'retryAt',
  'delivery',
  'deliveredAt',
];

/** What an administrator does with the accounts: look, wish, retry. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly store: AccountsListStore,
    private readonly accounts: AccountsOfPeople,
  ) {}

  async list(actor: Actor, input: InputOf<Ops['listAccounts']>): Promise<OutputOf<Ops['listAccounts']>> {
    const filter = filterOf(input);
    return this.database.read(actor.schoolId, async (tx) => ({
      total: await this.store.count(tx, filter),
      rows: await this.store.page(tx, filter, input),
      states: await this.store.states(tx),
      reasons: await this.store.reasons(tx),
    }));
  }

  async csv(actor: Actor, input: InputOf<Ops['accountsCsv']>): Promise<string> {
    const rows = await this.database.read(actor.schoolId, (tx) => this.store.page(tx, filterOf(input), { offset: 0, limit: csvRows }));
    // A cell that a spreadsheet would take for a formula is said to be text.
    return stringify(rows, { header: true, columns: [...columns], bom: true, escape_formulas: true, cast: { boolean: String } });
  }

  async want(actor: Actor, { requestId }: InputOf<Ops['wantAccounts']>): Promise<OutputOf<Ops['wantAccounts']>> {
    return this.database.once(
      actor.schoolId,
      requestId,
      async (tx) => {
        const wanted = await this.accounts.wantForStudents(tx, actor.id);
        await tx.append({
          type: 'directory.changed',
          subjectType: 'directory',
          subjectId: actor.schoolId,
          version: 0,
          actorId: actor.id,
          requestId,
          data: { wanted },
        });
        return { wanted };
      },
      async (tx) => {
        const first = await tx.first<{ wanted: number }>(
          `SELECT (data->>'wanted')::int AS wanted FROM event WHERE school_id = $1 AND request_id = $2`,
          [tx.schoolId, requestId],
        );
        return { wanted: first?.wanted ?? 0 };
      },
    );
  }

  /** Repeating it finds nothing left to retry. */
  async retry(actor: Actor, { accountIds, reasonCode }: InputOf<Ops['retryAccounts']>): Promise<OutputOf<Ops['retryAccounts']>> {
    return this.database.transaction(actor.schoolId, async (tx) => {
      const named = await this.accounts.retry(tx, accountIds, actor.id);
      const ofReason = reasonCode === undefined ? 0 : await this.accounts.retryAllOf(tx, reasonCode, actor.id);
      return { retried: named + ofReason };
    });
  }
}

const filterOf = ({ state, reasonCode, search }: InputOf<Ops['accountsCsv']>) => ({
  state,
  reasonCode,
  search: search === undefined ? undefined : searchName(search),
});
