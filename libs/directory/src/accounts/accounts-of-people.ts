import { Injectable } from '@nestjs/common';
import type { Tx } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { AccountsOfPeopleStore } from './accounts-of-people.store.js';

/** What others may wish of the directory. Each is part of the caller's transaction; the worker does the rest. */
@Injectable()
export class AccountsOfPeople {
  constructor(private readonly store: AccountsOfPeopleStore) {}

  /** Has the school chosen a directory? Until it has, wishes wait. */
  async isSetUp(tx: Tx): Promise<boolean> {
    return this.store.isSetUp(tx);
  }

  /**
   * Accounts for these people, made while the plan runs; for people who have one nothing is made, it only becomes part of the
   * plan. People who left are passed over. Answers how many accounts are still to be made for them.
   */
  async want(tx: Tx, planId: string | null, personIds: readonly string[], actorId: string | null = null): Promise<number> {
    const accounts = personIds.map((person_id) => ({ account_id: uuid(), person_id }));
    return this.store.want(tx, { planId, actorId, accounts });
  }

  /** Takes back what the plan wished and nobody has begun. Answers how many. */
  async cancelWanted(tx: Tx, planId: string): Promise<number> {
    return this.store.cancel(tx, planId);
  }

  /**
   * Tries failed accounts again, and waiting ones at once. Where somebody else's account was in the way, another username is
   * chosen. Answers how many.
   */
  async retry(tx: Tx, accountIds: readonly string[], actorId: string | null = null): Promise<number> {
    return this.store.retry(tx, { accountIds, reasonCode: null, actorId });
  }

  /** The same for all that failed for one reason. */
  async retryAllOf(tx: Tx, reasonCode: string, actorId: string | null): Promise<number> {
    return this.store.retry(tx, { accountIds: [], reasonCode, actorId });
  }

  /** For every student without an account. */
  async wantForStudents(tx: Tx, actorId: string): Promise<number> {
    return this.want(tx, null, await this.store.studentsWithout(tx), actorId);
  }
}
