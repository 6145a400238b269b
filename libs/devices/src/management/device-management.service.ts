import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { DeviceManagementSettings, deviceManagementOperations } from '@firstbell/contracts/device-management';
import type { EventType } from '@firstbell/contracts/events';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import type { ConnectionTest } from '@firstbell/contracts/values';
import { Database, FirstbellError, isServiceAccountKey, isWrongKey, Sealing, type Actor, type Tx } from '@firstbell/platform';
import { DeviceManagementStore, type DeviceManagementRow } from './device-management.store.js';
import { OpenDeviceManagements, secretSubject } from './open-device-managements.js';
import { secretStays } from './secret.rules.js';

type Ops = typeof deviceManagementOperations;

/** The pause of a person lasts until a person ends it. */
const pausedByPerson = { forMs: null, code: 'device_management.paused_by_person', reason: 'Paused by an administrator.' };

/** Which provider is told who has which device, whether it works, and how far it is told. */
@Injectable()
export class DeviceManagementService {
  constructor(
    private readonly database: Database,
    private readonly store: DeviceManagementStore,
    private readonly sealing: Sealing,
    private readonly managements: OpenDeviceManagements,
  ) {}

  async view(actor: Actor): Promise<OutputOf<Ops['deviceManagement']>> {
    return this.database.read(actor.schoolId, async (tx) => {
      const row = await this.store.find(tx);
      return { settings: row === undefined ? null : viewOf(row), told: await this.store.countTold(tx) };
    });
  }

  async save(actor: Actor, input: InputOf<Ops['saveDeviceManagement']>): Promise<DeviceManagementSettings> {
    return this.database.transaction(actor.schoolId, async (tx) => {
      const before = await this.store.find(tx);
      const change = { config: input.provider, secretSealed: this.secretToKeep(tx.schoolId, before, input) };
      const saved = await this.store.save(tx, change, input.version);
      if (saved === undefined) throw changedMeanwhile();
      if (before !== undefined && !isDeepStrictEqual(before.config, saved.config)) await this.store.forgetWhatWasTold(tx);
      await this.append(tx, actor, saved, 'device_management.changed', { kind: saved.config.kind });
      return viewOf(saved);
    });
  }

  /** Asks the provider itself, outside of any transaction, and keeps what it said of these settings. */
  async test(actor: Actor): Promise<DeviceManagementSettings> {
    const row = await this.database.read(actor.schoolId, (tx) => this.store.find(tx));
    const result = row && (await this.ask(actor.schoolId));
    if (row === undefined || result === undefined) throw notSetUp();
    const at = new Date().toISOString();
    return this.database.transaction(actor.schoolId, async (tx) => {
      const tested = await this.store.keepTest(tx, row.version, { ...result, detail: result.detail.slice(0, 1_000), at });
      if (tested === undefined) throw changedMeanwhile();
      await this.append(tx, actor, tested, 'device_management.changed', { kind: tested.config.kind });
      return viewOf(tested);
    });
  }

  private async ask(schoolId: string): Promise<Omit<ConnectionTest, 'at'> | undefined> {
    try {
      return await (await this.managements.of(schoolId))?.test();
    } catch (error) {
      if (!isWrongKey(error)) throw error;
      return { ok: false, code: error.code, detail: error.detail };
    }
  }

  async tellOfDevicesOut(actor: Actor): Promise<OutputOf<Ops['tellOfDevicesOut']>> {
    return this.database.transaction(actor.schoolId, async (tx) => {
      const row = await this.store.find(tx);
      if (row === undefined) throw notSetUp();
      const due = await this.store.tellOfAll(tx);
      if (due > 0) await this.append(tx, actor, row, 'device_management.tell_wanted', { due });
      return { due };
    });
  }

  async pause(actor: Actor): Promise<DeviceManagementSettings> {
    return this.changing(actor, async (tx) => (await this.store.pause(tx, pausedByPerson)) ?? this.store.find(tx));
  }

  async resume(actor: Actor): Promise<DeviceManagementSettings> {
    return this.changing(actor, (tx) => this.store.resume(tx));
  }

  async remove(actor: Actor, { version }: InputOf<Ops['removeDeviceManagement']>): Promise<OutputOf<Ops['removeDeviceManagement']>> {
    return this.database.transaction(actor.schoolId, async (tx) => {
      const removed = await this.store.remove(tx, version);
      if (removed === undefined) throw changedMeanwhile();
      await this.store.tellNobody(tx);
      await this.append(tx, actor, removed, 'device_management.changed', { kind: null });
      return { done: true };
    });
  }

  private async changing(actor: Actor, change: (tx: Tx) => Promise<DeviceManagementRow | undefined>): Promise<DeviceManagementSettings> {
    return this.database.transaction(actor.schoolId, async (tx) => {
      const row = await change(tx);
      if (row === undefined) throw notSetUp();
      await this.append(tx, actor, row, 'device_management.changed', { kind: row.config.kind });
      return viewOf(row);
    });
  }

  private async append(
    tx: Tx,
    actor: Actor,
    { version }: DeviceManagementRow,
    type: EventType,
    data: Record<string, string | number | null>,
  ): Promise<void> {
    await tx.append({ type, subjectType: 'device_management', subjectId: tx.schoolId, version, actorId: actor.id, data });
  }

  /** The stored secret is never sent to another address than the one it was entered for. */
  private secretToKeep(schoolId: string, before: DeviceManagementRow | undefined, input: InputOf<Ops['saveDeviceManagement']>): Buffer {
    if (input.secret === undefined) {
      if (before !== undefined && secretStays(before.config, input.provider)) return before.secret_sealed;
      throw new FirstbellError(
        'device_management.secret_needed',
        400,
        'Enter the secret of this provider: none is stored for this address.',
        { field: 'secret' },
      );
    }
    if (input.provider.kind === 'google' && !isServiceAccountKey(input.secret)) {
      throw new FirstbellError(
        'device_management.no_key_file',
        400,
        'Paste the whole key file of the service account: JSON with client_email and private_key, as Google’s console gives it out.',
        { field: 'secret' },
      );
    }
    return this.sealing.seal(input.secret, secretSubject(schoolId));
  }
}

const viewOf = (row: DeviceManagementRow): DeviceManagementSettings => ({
  provider: row.config,
  pausedUntil: row.paused_until?.toISOString() ?? null,
  pauseCode: row.paused_until === null ? null : row.pause_code,
  pauseReason: row.paused_until === null ? null : row.pause_reason,
  test: row.test_result,
  version: row.version,
});

const notSetUp = () =>
  new FirstbellError('device_management.not_set_up', 409, 'Nobody is told who has which device yet. Choose a provider and save it first.');
const changedMeanwhile = () =>
  new FirstbellError(
    'device_management.changed_meanwhile',
    409,
    'The device management was changed since you opened it. Look at it again and repeat your change.',
  );
