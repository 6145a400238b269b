import { Injectable } from '@nestjs/common';
import type { circulationOperations, ShelfRow } from '@firstbell/contracts/circulation';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { Database, FirstbellError, notFound, type Actor, type Tx } from '@firstbell/platform';
import { HeldDevicesStore } from '../check-outs/held-devices.store.js';
import { RepairsStore } from './repairs.store.js';

type Ops = typeof circulationOperations;

/** Dropped-off devices under numbers, so that the right one is found when it is fetched. */
@Injectable()
export class ShelfService {
  constructor(
    private readonly database: Database,
    private readonly store: RepairsStore,
    private readonly devices: HeldDevicesStore,
  ) {}

  async list(actor: Actor): Promise<OutputOf<Ops['listShelf']>> {
    return { shelf: await this.database.read(actor.schoolId, (tx) => this.store.shelf(tx)) };
  }

  async shelve(actor: Actor, input: InputOf<Ops['shelveDevice']>): Promise<ShelfRow> {
    return this.database.once(
      actor.schoolId,
      input.requestId,
      async (tx) => {
        const device = await this.devices.lock(tx, { deviceTag: input.deviceTag });
        if (device.shelf !== null) throw onTheShelf(device.tag, device.shelf);
        const shelf = await this.store.freeShelf(tx);
        await this.devices.change(tx, device.id, { shelf }, { actorId: actor.id, requestId: input.requestId, type: 'device.shelved' });
        return this.row(tx, device.id);
      },
      (tx, deviceId) => this.row(tx, deviceId),
    );
  }

  async fetch(actor: Actor, input: InputOf<Ops['fetchFromShelf']>): Promise<{ done: true }> {
    return this.database.once<{ done: true }>(
      actor.schoolId,
      input.requestId,
      async (tx) => {
        const device = await this.devices.lock(tx, { deviceId: input.deviceId });
        const by = { actorId: actor.id, requestId: input.requestId, type: 'device.shelved' } as const;
        if (device.shelf !== null) await this.devices.change(tx, device.id, { shelf: null }, by);
        return { done: true };
      },
      () => Promise.resolve({ done: true }),
    );
  }

  private async row(tx: Tx, deviceId: string): Promise<ShelfRow> {
    const [row] = await this.store.shelf(tx, deviceId);
    if (row === undefined) throw notFound('device', 'deviceTag');
    return row;
  }
}

const onTheShelf = (tag: string, shelf: number) =>
  new FirstbellError('shelf.already_there', 409, `${tag} lies on the shelf already, under number ${shelf}.`, {
    field: 'deviceTag',
    facts: { tag, shelf },
  });
