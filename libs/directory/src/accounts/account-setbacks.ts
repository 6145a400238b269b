import { Injectable } from '@nestjs/common';
import { Database, isWrongKey, whenReachable, type Tx } from '@firstbell/platform';
import { passwordPolicy, type NeedsPerson, type Wait } from '../providers/directory-provider.js';
import { DirectorySettingsStore } from '../settings/directory-settings.store.js';
import { CredentialsStore } from '../credentials/credentials.store.js';
import { AccountWorkStore, type AccountClaim } from './account-work.store.js';

/** So often something may fail in passing before a person has to look. */
const attemptsAllowed = 8;
/** Accounts whose passwords are refused one after the other, before it is taken for the policy. */
const refusedPasswordsThatPause = 3;
const pauseAfterRefusedPasswordsMs = 15 * 60_000;
const pauseAfterWrongKeyMs = 15 * 60_000;

const nothingElse = (_tx: Tx): Promise<void> => Promise.resolve();

/** What becomes of an account whose directory did not do what it was asked. */
@Injectable()
export class AccountSetbacks {
  /** Accounts of a school whose passwords were refused since its directory last took one, as this process saw it. */
  private readonly refusedInARow = new Map<string, Set<string>>();

  constructor(
    private readonly database: Database,
    private readonly store: AccountWorkStore,
    private readonly settings: DirectorySettingsStore,
    private readonly credentialRows: CredentialsStore,
  ) {}

  /** @throws AccountClaimLost */
  async take(schoolId: string, claim: AccountClaim, outcome: Wait | NeedsPerson): Promise<void> {
    if (outcome.kind === 'needs_person') return this.failed(schoolId, claim, outcome.code, outcome.reason);
    if (outcome.whole) return this.pause(schoolId, claim, outcome);
    if (outcome.code === passwordPolicy) return this.passwordRefused(schoolId, claim, outcome);
    await this.putOff(schoolId, claim, outcome);
  }

  /** The directory takes our passwords: whatever it refuses next is about one of them. */
  passwordTaken(schoolId: string): void {
    this.refusedInARow.delete(schoolId);
  }

  /** The next try is with another password. Where several accounts in a row are refused, it is none of theirs that matters. */
  private async passwordRefused(schoolId: string, claim: AccountClaim, outcome: Wait): Promise<void> {
    const refused = (this.refusedInARow.get(schoolId) ?? new Set()).add(claim.accountId);
    this.refusedInARow.set(schoolId, refused);
    await this.putOff(schoolId, claim, outcome, (tx) => this.credentialRows.removeUndelivered(tx, claim.accountId));
    if (refused.size < refusedPasswordsThatPause) return;
    this.refusedInARow.delete(schoolId);
    await this.database.transaction(schoolId, (tx) => this.pauseAll(tx, { ...outcome, forMs: pauseAfterRefusedPasswordsMs }));
  }

  /** One try less. `also` is done only while the account is ours. */
  private async putOff(schoolId: string, claim: AccountClaim, { forMs, code, why }: Wait, also = nothingElse): Promise<void> {
    await this.database.transaction(schoolId, async (tx) => {
      if (claim.attempt + 1 >= attemptsAllowed) {
        const reason = `Tried ${attemptsAllowed} times. ${why}`;
        await this.store.settle(tx, claim, { state: 'needs_person', event: 'account.failed', reasonCode: code, reason });
      } else if (!(await this.store.release(tx, claim, { forMs, code, reason: why }))) return;
      await also(tx);
    });
  }

  /** Whether processes died over it so often that a person has to look. @throws AccountClaimLost */
  async diedTooOften(schoolId: string, claim: AccountClaim): Promise<boolean> {
    if (claim.attempt < attemptsAllowed) return false;
    await this.failed(schoolId, claim, 'account.interrupted', `Tried ${attemptsAllowed} times. The process that worked on it ended.`);
    return true;
  }

  /** Something nobody expected: it is tried again, with more time in between each time. @throws AccountClaimLost */
  async interrupted(schoolId: string, claim: AccountClaim, error: unknown): Promise<void> {
    const why = error instanceof Error ? error.message : String(error);
    if (isWrongKey(error)) {
      return this.take(schoolId, claim, { kind: 'wait', forMs: pauseAfterWrongKeyMs, code: error.code, why: error.detail, whole: true });
    }
    const forMs = 5_000 * 2 ** claim.attempt;
    // It may be PostgreSQL itself that went away: left as it is, the account would rest until its lease runs out.
    await whenReachable(() => this.take(schoolId, claim, { kind: 'wait', forMs, code: 'account.interrupted', why, whole: false }));
  }

  /** Nothing of it is this account's fault: it goes back unmarked, and the directory rests. */
  private async pause(schoolId: string, claim: AccountClaim, wait: Wait): Promise<void> {
    await this.database.transaction(schoolId, async (tx) => {
      await this.store.release(tx, claim);
      await this.pauseAll(tx, wait);
    });
  }

  private async pauseAll(tx: Tx, { forMs, code, why }: Wait): Promise<void> {
    const paused = await this.settings.pause(tx, { forMs, code, reason: why });
    if (paused === undefined) return;
    await tx.append({
      type: 'directory.paused',
      subjectType: 'directory',
      subjectId: tx.schoolId,
      version: paused.version,
      actorId: null,
      data: { code },
    });
  }

  private async failed(schoolId: string, claim: AccountClaim, reasonCode: string, reason: string): Promise<void> {
    await this.database.transaction(schoolId, (tx) =>
      this.store.settle(tx, claim, { state: 'needs_person', event: 'account.failed', reasonCode, reason }),
    );
  }
}
