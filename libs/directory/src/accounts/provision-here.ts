import { Injectable } from '@nestjs/common';
import { DirectoryAccounts } from '@firstbell/people';
import { Database, violatedConstraint } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { Credentials } from '../credentials/credentials.js';
import { oneTimePassword } from '../credentials/one-time-password.js';
import { OpenDirectories } from '../providers/open-directories.js';
import { PasswordHashing } from '../providers/password-hashing.js';
import { AccountWorkStore } from './account-work.store.js';
import { Usernames } from './usernames.js';

/** Of two who want the same name or address, the second runs into one of these. */
const taken: readonly (string | undefined)[] = ['directory_account_username', 'account_email'];

/**
 * Accounts in Firstbell itself. Nobody outside of the database is asked, so all of it is one transaction: there is no half of
 * it, nothing to look up beforehand and nothing to read back. Only the plain case: whatever else there is, goes the way of
 * every other directory.
 */
@Injectable()
export class ProvisionHere {
  constructor(
    private readonly database: Database,
    private readonly store: AccountWorkStore,
    private readonly usernames: Usernames,
    private readonly credentials: Credentials,
    private readonly directories: OpenDirectories,
    private readonly accounts: DirectoryAccounts,
    private readonly hashing: PasswordHashing,
  ) {}

  /** False when it was not made here, and nothing was changed. */
  async make(schoolId: string, accountId: string): Promise<boolean> {
    if (this.directories.kindOf(schoolId) !== 'built_in') return false;
    const password = oneTimePassword();
    // Before the account is held: nobody shall wait for a core.
    const passwordHash = await this.hashing.inTurn(password);
    try {
      return await this.makeNow(schoolId, accountId, { password, passwordHash });
    } catch (error) {
      if (taken.includes(violatedConstraint(error))) return false;
      throw error;
    }
  }

  private async makeNow(schoolId: string, accountId: string, made: { password: string; passwordHash: string }): Promise<boolean> {
    return this.database.transaction(schoolId, async (tx) => {
      const claim = await this.store.hold(tx, accountId);
      if (claim === undefined || claim.config.kind !== 'built_in' || claim.createSent || claim.sealed !== null) return false;
      const username = await this.usernames.of(tx, claim);
      if (username === null) return false;
      const { personId, planId } = claim;
      const account = { id: uuid(), email: `${username}@${claim.config.domain}`, passwordHash: made.passwordHash, personId };
      const to = { state: 'ready', event: 'account.ready', username, address: account.email, externalId: account.id } as const;
      // Sent in one write with the end of the transaction; the first that fails undoes them all.
      await Promise.all([
        this.accounts.makeFirst(tx, account),
        this.credentials.keep(tx, { personId, accountId, planId }, made.password),
        this.store.settleLast(tx, claim, to),
      ]);
      return true;
    });
  }
}
