import { Injectable } from '@nestjs/common';
import type { JobOutcome, JobPayload } from '@firstbell/contracts/jobs';
import { Database, isWrongKey, type Tx } from '@firstbell/platform';
import { DeviceManagementStore } from '../management/device-management.store.js';
import { OpenDeviceManagements } from '../management/open-device-managements.js';
import { afterPush, signInNameOf, type SyncStep } from './checkout-sync.rules.js';
import { CheckoutSyncStore, type SyncClaim } from './checkout-sync.store.js';

const done: JobOutcome = { kind: 'done' };
const pauseAfterWrongKeySeconds = 15 * 60;

/** Tells the device-management provider who has which device. The row says what is left; the job only makes it quick. */
@Injectable()
export class CheckoutSyncService {
  constructor(
    private readonly database: Database,
    private readonly store: CheckoutSyncStore,
    private readonly settings: DeviceManagementStore,
    private readonly managements: OpenDeviceManagements,
  ) {}

  /** The handler of the job `checkout.sync`. */
  async handle({ schoolId, subjectId }: JobPayload<'checkout.sync'>): Promise<JobOutcome> {
    const claim = await this.database.transaction(schoolId, (tx) => this.store.claim(tx, subjectId));
    // Told already, resting, or another worker is at this device; `due` finds the row when its time has come.
    if (claim === undefined) return done;
    const step = await this.stepOf(schoolId, claim);
    if (step !== undefined) await this.database.transaction(schoolId, (tx) => this.settle(tx, claim, step));
    // The row says when to come back, so this job is over in either case.
    return done;
  }

  /** A person has seen to what was in the way, of these or (null) of all that wait for one. Answers how many. */
  async again(tx: Tx, checkOutIds: readonly string[] | null, actorId: string): Promise<number> {
    const settings = await this.settings.find(tx);
    const retried = settings === undefined ? 0 : await this.store.again(tx, checkOutIds);
    if (settings === undefined || retried === 0) return 0;
    await tx.append({
      type: 'device_management.tell_wanted',
      subjectType: 'device_management',
      subjectId: tx.schoolId,
      version: settings.version,
      actorId,
      data: { due: retried },
    });
    return retried;
  }

  /** Undefined when nobody is told any more: whoever switched it off has settled the row. */
  private async stepOf(schoolId: string, claim: SyncClaim): Promise<SyncStep | undefined> {
    if (claim.superseded) return { state: 'done', providerId: null };
    const user = claim.returned ? null : signInNameOf({ address: claim.address, accountComing: claim.account_coming, name: claim.name });
    if (user !== null && typeof user !== 'string') return user;
    const wanted = { providerId: claim.provider_id, serial: claim.serial, tag: claim.tag, user };
    try {
      const management = await this.managements.of(schoolId);
      return management === null ? undefined : afterPush(await management.push(wanted), claim.failures);
    } catch (error) {
      if (!isWrongKey(error)) throw error;
      return { state: 'paused', seconds: pauseAfterWrongKeySeconds, code: error.code, reason: error.detail };
    }
  }

  private async settle(tx: Tx, claim: SyncClaim, step: SyncStep): Promise<void> {
    const version = await this.store.settle(tx, claim, step);
    if (version === undefined || step.state === 'due') return;
    if (step.state === 'paused') return this.pause(tx, step);
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

  private async pause(tx: Tx, { seconds, code, reason }: Extract<SyncStep, { state: 'paused' }>): Promise<void> {
    const paused = await this.settings.pause(tx, { forMs: seconds * 1_000, code, reason });
    if (paused === undefined) return;
    await tx.append({
      type: 'device_management.paused',
      subjectType: 'device_management',
      subjectId: tx.schoolId,
      version: paused.version,
      actorId: null,
      data: { code },
    });
  }
}
