import { Injectable } from '@nestjs/common';
import type { DeviceState } from '@firstbell/contracts/devices';
import { statement, type Tx } from '@firstbell/platform';
import { ambiguous, unknownDevice } from './check-out.rules.js';

export interface DeviceRow {
  readonly id: string;
  readonly tag: string;
  readonly model: string;
  readonly state: DeviceState;
  readonly loaner: boolean;
  readonly shelf: number | null;
  readonly holder_id: string | null;
  readonly version: number;
}

/** By id, or by what its label says: tag or serial number. */
export interface WhichDevice {
  readonly deviceId?: string | undefined;
  readonly deviceTag?: string | undefined;
}

/** What changing hands may write of a device. Names are the columns'. */
export interface DevicePatch {
  state?: DeviceState;
  holder_id?: string | null;
  loaner?: boolean;
  shelf?: number | null;
}

/** What may be told of it; when nothing is said, that it changed. */
type DeviceHappening = 'device.changed' | 'device.shelved' | 'device.found' | 'device.taken_in' | 'device.given_back';

const which = 'school_id = $1 AND (id = $2 OR tag = $3 OR serial = $3)';
const columns = 'id, tag, model, state, loaner, shelf, holder_id, version';
const locked = statement('held_device.lock', `SELECT ${columns} FROM device WHERE ${which} FOR UPDATE`);
const found = statement('held_device.find', `SELECT ${columns} FROM device WHERE ${which}`);
const lockedInOrder = statement(
  'held_device.lock_all',
  `SELECT id FROM device WHERE school_id = $1 AND (id = ANY($2) OR tag = ANY($3) OR serial = ANY($3)) ORDER BY id FOR UPDATE`,
);

/** Devices as they change hands: each is locked first, so that two stations with the same laptop come one after the other. */
@Injectable()
export class HeldDevicesStore {
  async find(tx: Tx, device: WhichDevice): Promise<DeviceRow | undefined> {
    return only(await tx.rows<DeviceRow>(found, [tx.schoolId, device.deviceId ?? null, device.deviceTag ?? null]));
  }

  /** The device, locked until the transaction ends. */
  async lock(tx: Tx, device: WhichDevice): Promise<DeviceRow> {
    const row = only(await tx.rows<DeviceRow>(locked, [tx.schoolId, device.deviceId ?? null, device.deviceTag ?? null]));
    if (row === undefined) throw unknownDevice();
    return row;
  }

  /** The cart's slot a device belongs in. */
  async slotOf(tx: Tx, deviceId: string): Promise<{ name: string; slot: number } | undefined> {
    return tx.first<{ name: string; slot: number }>(
      `SELECT k.name, s.slot FROM cart_slot s JOIN cart k ON k.school_id = s.school_id AND k.id = s.cart_id WHERE s.school_id = $1 AND s.device_id = $2`,
      [tx.schoolId, deviceId],
    );
  }

  /** Several at once and always in the same order, so that two exchanges never wait for each other in a circle. */
  async lockAll(tx: Tx, devices: readonly WhichDevice[]): Promise<void> {
    await tx.rows(lockedInOrder, [
      tx.schoolId,
      devices.flatMap(({ deviceId }) => deviceId ?? []),
      devices.flatMap(({ deviceTag }) => deviceTag ?? []),
    ]);
  }

  /** Writes the patch, the sighting and the fact. `secondsAgo` is null where nobody has seen it. */
  async change(
    tx: Tx,
    id: string,
    patch: DevicePatch,
    by: { actorId: string | null; secondsAgo?: number | null; requestId?: string; type?: DeviceHappening },
  ): Promise<void> {
    const names = Object.keys(patch);
    const values: unknown[] = Object.values(patch);
    const sets = names.map((name, index) => `${name} = $${index + 4}, `).join('');
    const row = await tx.first<{ version: number; state: string; holder_id: string | null }>(
      `UPDATE device SET ${sets}last_seen_at = greatest(last_seen_at, now() - make_interval(secs => $3)), version = version + 1
       WHERE school_id = $1 AND id = $2 RETURNING version, state, holder_id`,
      [tx.schoolId, id, by.secondsAgo === undefined ? 0 : by.secondsAgo, ...values],
    );
    if (row === undefined) throw unknownDevice();
    await tx.append({
      type: by.type ?? 'device.changed',
      subjectType: 'device',
      subjectId: id,
      version: row.version,
      actorId: by.actorId,
      ...(by.requestId === undefined ? {} : { requestId: by.requestId }),
      data: { state: row.state, holderId: row.holder_id },
    });
  }
}

function only(rows: readonly DeviceRow[]): DeviceRow | undefined {
  if (rows.length > 1) throw ambiguous('deviceTag');
  return rows[0];
}
