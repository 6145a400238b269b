import { Injectable } from '@nestjs/common';
import type { JobOutcome, JobPayload } from '@firstbell/contracts/jobs';
import { Database, notFound, type Tx } from '@firstbell/platform';
import { afterPush, signInNameOf, type SyncStep } from './checkout-sync.rules.js';
import { CheckoutSyncStore, type SyncClaim } from './checkout-sync.store.js';
import { DeviceManagements } from './device-managements.js';

const done: JobOutcome = { kind: 'done' };

/** Tells the device-management provider who has which device. The row says what is left; the job only makes it quick. */
@Injectable()
export class CheckoutSyncService {
  constructor(
    private readonly database: Database,
    private readonly store: CheckoutSyncStore,
    private readonly managements: DeviceManagements,
  ) {}

  /** The handler of the job `checkout.sync`. */
  async handle({ schoolId, subjectId }: JobPayload<'checkout.sync'>): Promise<JobOutcome> {
    const claim = await this.database.transaction(schoolId, (tx) => this.store.claim(tx, subjectId));
    // Told already, resting, or another worker is at this device; `due` finds the row when its time has come.
    if (claim === undefined) return done;
    const step = await this.stepOf(schoolId, claim);
    await this.database.transaction(schoolId, (tx) => this.settle(tx, claim, step));
    // The row says when to come back, so this job is over in either case.
    return done;
  }

  /** A person has seen to what was in the way. */
  async again(tx: Tx, checkOutId: string): Promise<number> {
    const version = await this.store.again(tx, checkOutId);
    if (version === undefined) throw notFound('check_out', 'checkOutId');
    return version;
  }

  private async stepOf(schoolId: string, claim: SyncClaim): Promise<SyncStep> {
    if (claim.superseded) return { state: 'done', providerId: null };
    const user = claim.returned ? null : signInNameOf({ address: claim.address, accountComing: claim.account_coming, name: claim.name });
    if (user !== null && typeof user !== 'string') return user;
    const management = await this.managements.of(schoolId);
    if (management === null)
      return { state: 'needs_person', reason: 'No device-management connection is set up. Set one up in the settings, then try again.' };
    return afterPush(await management.push({ providerId: claim.provider_id, serial: claim.serial, tag: claim.tag, user }), claim.failures);
  }

  private async settle(tx: Tx, claim: SyncClaim, step: SyncStep): Promise<void> {
    const version = await this.store.settle(tx, claim, step);
    if (version === undefined) return;
    if (step.state === 'due') {
      if (step.all) await this.store.restAll(tx, step.inSeconds);
      return;
    }
    if (step.state === 'done' && step.providerId !== null) await this.store.rememberProviderId(tx, claim.device_id, step.providerId);
    await tx.append({
      type: 'check_out.synced',
      subjectType: 'check_out',
      subjectId: claim.check_out_id,
      version,
      actorId: null,
      data: { deviceId: claim.device_id, state: step.state },
    });
  }
}
