import { Injectable } from '@nestjs/common';
import type { foundLaptopOperations } from '@firstbell/contracts/found-laptops';
import type { InputOf } from '@firstbell/contracts/operation';
import { Database, FirstbellError, notFound, type Actor, type Tx } from '@firstbell/platform';
import { HeldDevicesStore } from '../check-outs/held-devices.store.js';
import { isMissing, stateAtHand } from '../registry/device.rules.js';
import { DevicesStore } from '../registry/devices.store.js';
import { FoundLaptopsStore, type OpenReport } from './found-laptops.store.js';

type Ops = typeof foundLaptopOperations;
const done = { done: true } as const;

/** A found laptop's way: reported at a kiosk, taken in by the desk, with its owner again. */
@Injectable()
export class FoundLaptopsService {
  constructor(
    private readonly database: Database,
    private readonly store: FoundLaptopsStore,
    private readonly held: HeldDevicesStore,
    private readonly devices: DevicesStore,
  ) {}

  /** It counts as seen now; lost or stolen it stays in the books until the desk has it. */
  async report(actor: Actor, input: InputOf<Ops['reportFoundLaptop']>): Promise<{ done: true }> {
    const deskId = deskOf(actor);
    return this.once(actor, input.id, async (tx) => {
      const device = await this.held.lock(tx, { deviceTag: input.scan });
      await this.store.report(tx, { id: input.id, deviceId: device.id, deskId, secondsAgo: input.secondsAgo });
      const by = { actorId: actor.id, requestId: input.id, secondsAgo: input.secondsAgo };
      await this.held.change(tx, device.id, {}, { ...by, type: 'device.found' });
    });
  }

  async takeIn(actor: Actor, input: InputOf<Ops['takeInFoundLaptop']>): Promise<{ done: true }> {
    return this.once(actor, input.requestId, async (tx) => {
      const report = await this.openOne(tx, input.foundId);
      if (report === undefined || report.taken_in) return;
      await this.store.takeIn(tx, input.foundId);
      await this.noLongerMissing(tx, actor, report.device_id, input.requestId);
      await this.held.change(tx, report.device_id, {}, { actorId: actor.id, requestId: input.requestId, type: 'device.taken_in' });
    });
  }

  async end(actor: Actor, input: InputOf<Ops['endFoundLaptop']>): Promise<{ done: true }> {
    return this.once(actor, input.requestId, async (tx) => {
      const report = await this.openOne(tx, input.foundId);
      if (report === undefined) return;
      await this.store.end(tx, input.foundId);
      await this.held.change(tx, report.device_id, {}, { actorId: actor.id, requestId: input.requestId, type: 'device.given_back' });
    });
  }

  private async noLongerMissing(tx: Tx, actor: Actor, deviceId: string, requestId: string): Promise<void> {
    const device = await this.devices.findForUpdate(tx, deviceId);
    if (device === undefined || !isMissing(device.state)) return;
    const state = stateAtHand(device);
    const found = { id: requestId, deviceId, kind: 'found', by: actor.id, lastSeenOn: null, place: null, note: null } as const;
    const version = await this.devices.report(tx, found, state);
    await tx.append({
      type: 'device.reported',
      subjectType: 'device',
      subjectId: deviceId,
      version,
      actorId: actor.id,
      data: { report: 'found', state },
    });
  }

  /**
   * Undefined when it is over already: two may press at once. The device is locked before its report, as whoever finds it once
   * more does, so that the two never wait for each other in a circle.
   */
  private async openOne(tx: Tx, id: string): Promise<OpenReport | undefined> {
    const deviceId = await this.store.deviceOf(tx, id);
    if (deviceId === undefined) throw notFound('found_laptop', 'foundId');
    await this.held.lock(tx, { deviceId });
    return this.store.lockOpen(tx, id);
  }

  private once(actor: Actor, requestId: string, work: (tx: Tx) => Promise<void>): Promise<{ done: true }> {
    return this.database.once<{ done: true }>(
      actor.schoolId,
      requestId,
      async (tx) => {
        await work(tx);
        return done;
      },
      () => Promise.resolve(done),
    );
  }
}

function deskOf(actor: Actor): string {
  if (actor.kind === 'station') return actor.deskId;
  throw new FirstbellError('station.needed', 403, 'Only a paired kiosk can do this. Pair this screen first.');
}
