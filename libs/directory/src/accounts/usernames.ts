import { Injectable } from '@nestjs/common';
import type { Tx } from '@firstbell/platform';
import { AccountWorkStore, type AccountClaim } from './account-work.store.js';
import { numberedUsername, usernameOf } from './username.rules.js';

/** Names tried before a person has to choose one: the first few in one look, then all the others. */
const namesTried = [10, 500] as const;

/** What an account is to be called, by the school's rule. */
@Injectable()
export class Usernames {
  constructor(private readonly store: AccountWorkStore) {}

  /** The account's name, or the first that is free. Null: the rule makes none of this person, or every number of it is taken. */
  async of(tx: Tx, claim: AccountClaim): Promise<string | null> {
    if (claim.username !== null) return claim.username;
    const wanted = usernameOf(claim.usernameRule, { ...claim, username: claim.rosterUsername });
    if (wanted === '') return null;
    for (const count of namesTried) {
      const names = Array.from({ length: count }, (_, index) => numberedUsername(wanted, index + 1));
      const taken = await this.store.takenOf(tx, names);
      const free = names.find((name) => !taken.has(name) && !claim.takenNames.includes(name));
      if (free !== undefined) return free;
    }
    return null;
  }
}
