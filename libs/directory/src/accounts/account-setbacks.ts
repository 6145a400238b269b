import { Injectable } from '@nestjs/common';
import { Database, isWrongKey, whenReachable } from '@firstbell/platform';
import type { NeedsPerson, Wait } from '../providers/directory-provider.js';
import { DirectorySettingsStore } from '../settings/directory-settings.store.js';
import { AccountWorkStore, type AccountClaim } from './account-work.store.js';

/** So often something may fail in passing before a person has to look. */
const attemptsAllowed = 8;
const pauseAfterWrongKeyMs = 15 * 60_000;

/** What becomes of an account whose directory did not do what it was asked. */
@Injectable()
export class AccountSetbacks {
  constructor(
    private readonly database: Database,
    private readonly store: AccountWorkStore,
    private readonly settings: DirectorySettingsStore,
  ) {}

  /** @throws AccountClaimLost */
  async take(schoolId: string, claim: AccountClaim, outcome: Wait | NeedsPerson): Promise<void> {
    if (outcome.kind === 'needs_person') return this.failed(schoolId, claim, outcome.code, outcome.reason);
    if (outcome.whole) return this.pause(schoolId, claim, outcome);
    if (claim.attempt + 1 >= attemptsAllowed)
      return this.failed(schoolId, claim, outcome.code, `Tried ${attemptsAllowed} times. ${outcome.why}`);
    await this.database.transaction(schoolId, (tx) =>
      this.store.release(tx, claim, { untilMs: outcome.untilMs, code: outcome.code, reason: outcome.why }),
    );
  }

  /** Something nobody expected: it is tried again, with more time in between each time. @throws AccountClaimLost */
  async interrupted(schoolId: string, claim: AccountClaim, error: unknown): Promise<void> {
    const why = error instanceof Error ? error.message : String(error);
    if (isWrongKey(error)) {
      const untilMs = Date.now() + pauseAfterWrongKeyMs;
      return this.take(schoolId, claim, { kind: 'wait', untilMs, code: error.code, why: error.detail, whole: true });
    }
    const untilMs = Date.now() + 5_000 * 2 ** claim.attempt;
    // It may be PostgreSQL itself that went away: left as it is, the account would rest until its lease runs out.
    await whenReachable(() => this.take(schoolId, claim, { kind: 'wait', untilMs, code: 'account.interrupted', why, whole: false }));
  }

  /** Nothing of it is this account's fault: it goes back unmarked, and the directory rests. */
  private async pause(schoolId: string, claim: AccountClaim, { untilMs, code, why }: Wait): Promise<void> {
    await this.database.transaction(schoolId, async (tx) => {
      await this.store.release(tx, claim);
      const paused = await this.settings.pause(tx, { untilMs, code, reason: why });
      if (paused === undefined) return;
      await tx.append({
        type: 'directory.paused',
        subjectType: 'directory',
        subjectId: schoolId,
        version: paused.version,
        actorId: null,
        data: { code },
      });
    });
  }

  private async failed(schoolId: string, claim: AccountClaim, reasonCode: string, reason: string): Promise<void> {
    await this.database.transaction(schoolId, (tx) =>
      this.store.settle(tx, claim, { state: 'needs_person', event: 'account.failed', reasonCode, reason }),
    );
  }
}
