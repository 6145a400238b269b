import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { circulationOperations, PhotoRow } from '@firstbell/contracts/circulation';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { Database, FirstbellError, notFound, type Actor, type Tx } from '@firstbell/platform';
import { HeldDevicesStore } from '../check-outs/held-devices.store.js';
import type { PhotoType } from './photo.rules.js';
import { PhotosStore } from './photos.store.js';
import { readPhoto } from './read-photo.js';

type Ops = typeof circulationOperations;

/** Photos of what a device looked like when it went out, came back or broke. */
@Injectable()
export class PhotosService {
  constructor(
    private readonly database: Database,
    private readonly store: PhotosStore,
    private readonly devices: HeldDevicesStore,
  ) {}

  async add(actor: Actor, input: InputOf<Ops['addDevicePhoto']>, body: Readable): Promise<PhotoRow> {
    const photo = { ...input, checkOutId: input.checkOutId ?? null, repairId: input.repairId ?? null, ...(await readPhoto(body)) };
    return this.database.once(
      actor.schoolId,
      input.id,
      async (tx) => {
        await this.devices.lock(tx, { deviceId: input.deviceId });
        if (!(await this.store.belongs(tx, photo))) throw ofAnotherDevice();
        await this.store.insert(tx, { ...photo, byId: actor.id });
        await this.devices.change(tx, input.deviceId, {}, { actorId: actor.id, requestId: input.id });
        return this.row(tx, input.id);
      },
      (tx) => this.row(tx, input.id),
    );
  }

  async list(actor: Actor, input: InputOf<Ops['listDevicePhotos']>): Promise<OutputOf<Ops['listDevicePhotos']>> {
    return { photos: await this.database.read(actor.schoolId, (tx) => this.store.ofDevice(tx, input.deviceId)) };
  }

  async bytes(actor: Actor, photoId: string): Promise<{ type: PhotoType; bytes: Buffer }> {
    const photo = await this.database.read(actor.schoolId, (tx) => this.store.bytes(tx, photoId));
    if (photo === undefined) throw notFound('photo', 'photoId');
    return photo;
  }

  private async row(tx: Tx, id: string): Promise<PhotoRow> {
    const row = await this.store.row(tx, id);
    if (row === undefined) throw notFound('photo', 'photoId');
    return row;
  }
}

const ofAnotherDevice = () =>
  new FirstbellError('photo.of_another_device', 409, 'The check-out or repair named is not one of this device. Open it again and repeat.', {
    field: 'checkOutId',
  });
