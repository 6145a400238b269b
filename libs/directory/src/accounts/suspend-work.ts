import { Injectable } from '@nestjs/common';
import type { JobOutcome, JobPayload } from '@firstbell/contracts/jobs';
import { Database } from '@firstbell/platform';
import { OpenDirectories } from '../providers/open-directories.js';
import { AccountSetbacks } from './account-setbacks.js';
import { AccountClaimLost, AccountWorkStore, type AccountClaim } from './account-work.store.js';
import { personOf, unlessLost } from './provision-work.js';

const done: JobOutcome = { kind: 'done' };

/**
 * Suspends the account of somebody who left the roster longer ago than the school's grace, and asks for it back when they
 * return. Nothing is ever deleted in the directory.
 */
@Injectable()
export class SuspendWork {
  constructor(
    private readonly database: Database,
    private readonly store: AccountWorkStore,
    private readonly directories: OpenDirectories,
    private readonly setbacks: AccountSetbacks,
  ) {}

  /** The handler of the job `account.suspend`. */
  async handle({ schoolId, subjectId }: JobPayload<'account.suspend'>): Promise<JobOutcome> {
    if (await this.database.transaction(schoolId, (tx) => this.store.wantBack(tx, subjectId))) return done;
    const claim = await this.database.transaction(schoolId, (tx) => this.store.claim(tx, subjectId, 'suspend'));
    if (claim === undefined) return done;
    try {
      if (!(await this.setbacks.diedTooOften(schoolId, claim))) await this.suspend(schoolId, claim);
    } catch (error) {
      if (error instanceof AccountClaimLost) return done;
      await this.setbacks.interrupted(schoolId, claim, error).catch(unlessLost);
      return { kind: 'failed', code: 'account.interrupted', detail: error instanceof Error ? error.message : String(error) };
    }
    return done;
  }

  /** An account that somebody deleted in the directory signs nobody in either. */
  private async suspend(schoolId: string, claim: AccountClaim): Promise<void> {
    const directory = this.directories.of(schoolId, claim.config, claim.secretSealed);
    const switched = await directory.suspend(personOf(claim, claim.username ?? ''), claim.externalId ?? '');
    if (switched.kind === 'wait' || switched.kind === 'needs_person') return this.setbacks.take(schoolId, claim, switched);
    const instead = switched.kind === 'done' ? switched.instead : undefined;
    const now = instead === undefined ? {} : { externalId: instead.externalId, address: instead.address };
    await this.database.transaction(schoolId, (tx) =>
      this.store.settle(tx, claim, { state: 'suspended', event: 'account.suspended', ...now }),
    );
  }
}
