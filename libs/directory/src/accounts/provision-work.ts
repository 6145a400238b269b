import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { JobOutcome, JobPayload } from '@firstbell/contracts/jobs';
import { Database, violatedConstraint, type Tx } from '@firstbell/platform';
import { Credentials } from '../credentials/credentials.js';
import { CredentialsStore } from '../credentials/credentials.store.js';
import type { Created, DirectoryPerson, DirectoryProvider, FoundAccount, Looked } from '../providers/directory-provider.js';
import { OpenDirectories } from '../providers/open-directories.js';
import { DirectorySettingsStore } from '../settings/directory-settings.store.js';
import { AccountSetbacks } from './account-setbacks.js';
import { AccountClaimLost, AccountWorkStore, type AccountClaim } from './account-work.store.js';
import { ProvisionHere } from './provision-here.js';
import { Usernames } from './usernames.js';

const done: JobOutcome = { kind: 'done' };
const racesAllowed = 10;

/**
 * Makes one account, or opens a suspended one again. It can break off at any moment and run twice at once: name and
 * password are kept before the directory hears of the person, the row says whether it was asked already, and whoever
 * lost the claim writes nothing.
 */
@Injectable()
export class ProvisionWork {
  constructor(
    private readonly database: Database,
    private readonly store: AccountWorkStore,
    private readonly settings: DirectorySettingsStore,
    private readonly credentials: Credentials,
    private readonly credentialRows: CredentialsStore,
    private readonly directories: OpenDirectories,
    private readonly setbacks: AccountSetbacks,
    private readonly usernames: Usernames,
    private readonly here: ProvisionHere,
  ) {}

  /** The handler of the job `account.provision`. */
  async handle({ schoolId, subjectId }: JobPayload<'account.provision'>): Promise<JobOutcome> {
    if (await this.here.make(schoolId, subjectId)) return done;
    const claim = await this.claim(schoolId, subjectId);
    if (claim === undefined) return done;
    try {
      if (!(await this.setbacks.diedTooOften(schoolId, claim))) await this.carryOut(schoolId, claim);
    } catch (error) {
      if (error instanceof AccountClaimLost) return done;
      await this.setbacks.interrupted(schoolId, claim, error).catch(unlessLost);
      return { kind: 'failed', code: 'account.interrupted', detail: error instanceof Error ? error.message : String(error) };
    }
    return done;
  }

  /** With a name and a password, kept before anything is asked of the directory. */
  private async claim(schoolId: string, accountId: string): Promise<AccountClaim | undefined> {
    for (let race = 1; ; race += 1) {
      try {
        return await this.database.transaction(schoolId, async (tx) => {
          const claim = await this.store.claim(tx, accountId, 'provision');
          return claim?.state === 'wanted' ? this.prepared(tx, claim) : claim;
        });
      } catch (error) {
        // Another has taken the name between our look and our writing; the next look sees it.
        if (violatedConstraint(error) !== 'directory_account_username' || race === racesAllowed) throw error;
      }
    }
  }

  private async prepared(tx: Tx, claim: AccountClaim): Promise<AccountClaim> {
    const username = await this.usernames.of(tx, claim);
    if (username === null) return claim;
    if (claim.username === null) await this.store.name(tx, claim, username);
    const { personId, accountId, planId } = claim;
    const names = [claim.givenName, claim.preferredName ?? '', claim.familyName, username];
    const sealed = claim.sealed ?? (await this.credentials.make(tx, { personId, accountId, planId }, names));
    return { ...claim, username, sealed };
  }

  private async carryOut(schoolId: string, claim: AccountClaim): Promise<void> {
    const directory = this.directories.of(schoolId, claim.config, claim.secretSealed);
    if (claim.state === 'resume_wanted') return this.resume(schoolId, claim, directory);
    if (claim.username === null || claim.sealed === null) return this.nameless(schoolId, claim);
    const person = personOf(claim, claim.username);
    const password = this.credentials.open(schoolId, claim.accountId, claim.sealed);

    const found = await directory.find(person);
    if (found.kind === 'found' && !claim.createSent) return this.adopt(schoolId, claim, found.account);
    if (found.kind === 'found') return this.settled(schoolId, claim, person, await directory.complete(found.account, password));
    if (found.kind !== 'absent') return this.setbacks.take(schoolId, claim, found);

    await this.announce(schoolId, claim, directory);
    const created = await directory.create(person, password);
    if (created.kind === 'needs_person' && created.begun !== true)
      await this.database.transaction(schoolId, (tx) => this.store.unmarkSent(tx, claim));
    if (created.kind !== 'conflict') return this.settled(schoolId, claim, person, created);
    const there = await directory.readBack(person);
    if (there.kind === 'found' && there.account.schoolOwnId === person.schoolOwnId) {
      return this.settled(schoolId, claim, person, await directory.complete(there.account, password));
    }
    await this.conflict(schoolId, claim, created.reason, there);
  }

  /** Says that the directory is about to be asked, and waits for its turn where it takes only so many a second. */
  private async announce(schoolId: string, claim: AccountClaim, { createsPerSecond }: DirectoryProvider): Promise<void> {
    const waitMs = await this.database.transaction(schoolId, async (tx) => {
      await this.store.markSent(tx, claim);
      return createsPerSecond === 0 ? 0 : this.settings.takeSlot(tx, createsPerSecond);
    });
    if (waitMs > 0) await sleep(waitMs);
  }

  private async settled(schoolId: string, claim: AccountClaim, person: DirectoryPerson, created: Created): Promise<void> {
    if (created.kind === 'conflict') return this.conflict(schoolId, claim, created.reason, { kind: 'absent' });
    if (created.kind !== 'ready') return this.setbacks.take(schoolId, claim, created);
    this.setbacks.passwordTaken(schoolId);
    await this.database.transaction(schoolId, (tx) =>
      this.store.settle(tx, claim, {
        state: 'ready',
        event: 'account.ready',
        username: person.username,
        address: created.address,
        externalId: created.externalId,
      }),
    );
  }

  /** It was there before us: it keeps its name and its password, of which we know nothing. */
  private async adopt(schoolId: string, claim: AccountClaim, { username, address, externalId }: FoundAccount): Promise<void> {
    try {
      await this.database.transaction(schoolId, async (tx) => {
        await this.store.settle(tx, claim, { state: 'ready', event: 'account.ready', username, address, externalId, adopted: true });
        await this.credentialRows.removeUndelivered(tx, claim.accountId);
      });
    } catch (error) {
      if (violatedConstraint(error) !== 'directory_account_username') throw error;
      const reason = `The directory has this student’s account under the name ${username}, which another student has here. Rename one of them in the directory and try again.`;
      await this.setbacks.take(schoolId, claim, { kind: 'needs_person', code: 'account.name_twice', reason });
    }
  }

  private async conflict(schoolId: string, claim: AccountClaim, reason: string, there: Looked): Promise<void> {
    if (there.kind === 'wait' || there.kind === 'needs_person') return this.setbacks.take(schoolId, claim, there);
    const owner = there.kind === 'found' ? there.account.schoolOwnId : null;
    const whose = owner === null ? 'It does not say whose it is.' : `It belongs to ${owner} at the school.`;
    await this.database.transaction(schoolId, (tx) =>
      this.store.settle(tx, claim, {
        state: 'conflict',
        event: 'account.failed',
        reasonCode: owner === null ? 'account.name_taken' : 'account.name_taken_by_other',
        reason: `${reason} ${whose}`,
      }),
    );
  }

  private async nameless(schoolId: string, claim: AccountClaim): Promise<void> {
    const reason = 'The username rule makes no name of what the roster says of this person, or every number of it is taken.';
    await this.setbacks.take(schoolId, claim, { kind: 'needs_person', code: 'account.no_username', reason });
  }

  private async resume(schoolId: string, claim: AccountClaim, directory: DirectoryProvider): Promise<void> {
    const switched = await directory.resume(personOf(claim, claim.username ?? ''), claim.externalId ?? '');
    if (switched.kind === 'absent') return this.database.transaction(schoolId, (tx) => this.store.wantAnew(tx, claim));
    if (switched.kind !== 'done') return this.setbacks.take(schoolId, claim, switched);
    if (switched.instead !== undefined) return this.adopt(schoolId, claim, switched.instead);
    await this.database.transaction(schoolId, (tx) => this.store.settle(tx, claim, { state: 'ready', event: 'account.ready' }));
  }
}

export const personOf = (claim: AccountClaim, username: string): DirectoryPerson => ({
  personId: claim.personId,
  schoolOwnId: claim.sourceId ?? claim.personId,
  username,
  givenName: claim.preferredName ?? claim.givenName,
  familyName: claim.familyName,
});

export function unlessLost(error: unknown): void {
  if (!(error instanceof AccountClaimLost)) throw error;
}
