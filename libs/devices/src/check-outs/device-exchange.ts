import { Injectable } from '@nestjs/common';
import type { CheckOutView } from '@firstbell/contracts/circulation';
import type { DeviceState } from '@firstbell/contracts/devices';
import type { Actor, Tx } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { DeviceManagementStore } from '../management/device-management.store.js';
import { DevicesStore } from '../registry/devices.store.js';
import { foundWithNobody, mustBeAbleToGive, notOut, reportedAs, stateWhenBack } from './check-out.rules.js';
import { CheckOutsStore, type NewCheckOut } from './check-outs.store.js';
import { HeldDevicesStore, type DeviceRow, type WhichDevice } from './held-devices.store.js';

export interface Gift extends Omit<NewCheckOut, 'deviceId' | 'personId' | 'outBy' | 'sync'> {
  readonly device: WhichDevice;
  readonly who: { readonly personId?: string | undefined; readonly scan?: string | undefined };
  /** Today in the school's time zone. */
  readonly today: string;
}

export interface TakingBack {
  readonly device: WhichDevice;
  /** Null where nobody looked. */
  readonly charger: boolean | null;
  readonly laptopCase: boolean | null;
  readonly condition: NonNullable<CheckOutView['inCondition']>;
  readonly conditionNote: string | null;
  readonly secondsAgo: number;
  /** It only leaves the books of whoever has it: nobody has it in their hands, and what is missing stays missing. */
  readonly unseen?: true;
}

/** A device goes from hand to hand inside somebody's transaction: the record, the device and both facts, or nothing. */
@Injectable()
export class DeviceExchange {
  constructor(
    private readonly devices: HeldDevicesStore,
    private readonly checkOuts: CheckOutsStore,
    private readonly registry: DevicesStore,
    private readonly management: DeviceManagementStore,
  ) {}

  async give(tx: Tx, actor: Actor, gift: Gift, requestId?: string): Promise<void> {
    const device = await this.devices.lock(tx, gift.device);
    const person = await this.checkOuts.lockPerson(tx, gift.who);
    const holder = device.holder_id === null ? undefined : await this.checkOuts.person(tx, device.holder_id);
    const cart = (await this.devices.slotOf(tx, device.id)) ?? null;
    mustBeAbleToGive({ ...device, holder: holder ?? null, cart }, person, gift);
    if (gift.agreement === 'ticked') await this.checkOuts.putAgreementOnFile(tx, person.id, gift.kind, gift.today, actor.id);
    const sync = await this.management.isSetUp(tx);
    await this.checkOuts.insert(tx, { ...gift, deviceId: device.id, personId: person.id, outBy: actor.id, sync });
    await tx.append({
      type: 'check_out.made',
      subjectType: 'check_out',
      subjectId: gift.id,
      version: 1,
      actorId: actor.id,
      ...(requestId === undefined ? {} : { requestId }),
      data: { deviceId: device.id, personId: person.id, kind: gift.kind, planId: gift.planId },
    });
    const patch = { state: 'in_use', holder_id: person.id, shelf: null } as const;
    await this.devices.change(tx, device.id, patch, { actorId: actor.id, secondsAgo: gift.secondsAgo });
  }

  async takeBack(
    tx: Tx,
    actor: Actor,
    taking: TakingBack,
    requestId?: string,
  ): Promise<{ checkOutId: string; wasReported: 'lost' | 'stolen' | null }> {
    const device = await this.devices.lock(tx, taking.device);
    const missing = reportedAs(device.state);
    if (device.holder_id === null) throw missing === null ? notOut(device.tag) : foundWithNobody(device.tag, missing);
    const checkOutId = (await this.checkOuts.present(tx, device.id))?.id ?? (await this.unrecorded(tx, device.id, device.holder_id));
    const sync = await this.management.isSetUp(tx);
    const version = await this.checkOuts.return(tx, { ...taking, checkOutId, inBy: actor.id, sync });
    const wasReported = taking.unseen === true ? null : missing;
    await tx.append({
      type: 'check_out.returned',
      subjectType: 'check_out',
      subjectId: checkOutId,
      version,
      actorId: actor.id,
      ...(requestId === undefined ? {} : { requestId }),
      data: { deviceId: device.id, personId: device.holder_id, wasReported },
    });
    const state = await this.stateOfBack(tx, device);
    if (wasReported !== null) await this.tellFound(tx, actor, device.id, state);
    if (missing !== null && taking.unseen === true) {
      await this.devices.change(tx, device.id, { holder_id: null }, { actorId: actor.id, secondsAgo: null });
    } else await this.devices.change(tx, device.id, { state, holder_id: null }, { actorId: actor.id, secondsAgo: taking.secondsAgo });
    return { checkOutId, wasReported };
  }

  /** A device that is missing from nobody's hands is at hand again. Nothing happens when it is not so any more. */
  async foundWithNobody(tx: Tx, actor: Actor, which: WhichDevice): Promise<void> {
    const device = await this.devices.lock(tx, which);
    if (device.holder_id !== null || reportedAs(device.state) === null) return;
    await this.tellFound(tx, actor, device.id, await this.stateOfBack(tx, device));
  }

  private async stateOfBack(tx: Tx, { id, state }: DeviceRow): Promise<DeviceState> {
    return stateWhenBack(state, (await this.registry.find(tx, id))?.inRepair === true);
  }

  /** What was looked for is in somebody's hands again: the registry keeps it as a report of its own, with who had it. */
  private async tellFound(tx: Tx, actor: Actor, deviceId: string, state: DeviceState): Promise<void> {
    const unsaid = { lastSeenOn: null, place: null, note: null };
    const version = await this.registry.report(tx, { id: uuid(), deviceId, kind: 'found', by: actor.id, ...unsaid }, state);
    const data = { report: 'found', state };
    await tx.append({ type: 'device.reported', subjectType: 'device', subjectId: deviceId, version, actorId: actor.id, data });
  }

  private async unrecorded(tx: Tx, deviceId: string, personId: string): Promise<string> {
    const id = uuid();
    await this.checkOuts.insertUnrecorded(tx, { id, deviceId, personId });
    return id;
  }
}
