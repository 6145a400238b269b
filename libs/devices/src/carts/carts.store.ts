import { Injectable } from '@nestjs/common';
import type { CartView, DeviceBrief } from '@firstbell/contracts/circulation';
import type { Tx } from '@firstbell/platform';
import { deviceJson } from '../check-outs/check-outs.store.js';

interface CartRow {
  id: string;
  version: number;
  name: string;
  location: string | null;
  slots: number;
  devices: { slot: number; device: DeviceBrief }[];
}

const views = `
  SELECT k.id, k.version, k.name, k.location, k.slots,
    coalesce((SELECT json_agg(json_build_object('slot', s.slot, 'device', ${deviceJson('d')}) ORDER BY s.slot)
      FROM cart_slot s JOIN device d ON d.school_id = s.school_id AND d.id = s.device_id WHERE s.school_id = k.school_id AND s.cart_id = k.id), '[]') AS devices
  FROM cart k WHERE k.school_id = $1`;

@Injectable()
export class CartsStore {
  async list(tx: Tx): Promise<CartView[]> {
    return tx.rows<CartRow>(`${views} ORDER BY k.name`, [tx.schoolId]);
  }

  async view(tx: Tx, id: string): Promise<CartView | undefined> {
    return tx.first<CartRow>(`${views} AND k.id = $2`, [tx.schoolId, id]);
  }

  async insert(tx: Tx, cart: { id: string; name: string; location: string | null; slots: number }): Promise<void> {
    await tx.rows('INSERT INTO cart (school_id, id, name, location, slots) VALUES ($1, $2, $3, $4, $5)', [
      tx.schoolId,
      cart.id,
      cart.name,
      cart.location,
      cart.slots,
    ]);
  }

  /** Locks the cart and counts its version up. */
  async change(tx: Tx, id: string): Promise<{ slots: number; version: number } | undefined> {
    return tx.first<{ slots: number; version: number }>(
      'UPDATE cart SET version = version + 1 WHERE school_id = $1 AND id = $2 RETURNING slots, version',
      [tx.schoolId, id],
    );
  }

  async empty(tx: Tx, cartId: string, slot: number): Promise<void> {
    await tx.rows('DELETE FROM cart_slot WHERE school_id = $1 AND cart_id = $2 AND slot = $3', [tx.schoolId, cartId, slot]);
  }

  async fill(tx: Tx, cartId: string, slot: number, deviceId: string): Promise<void> {
    await tx.rows('INSERT INTO cart_slot (school_id, cart_id, slot, device_id) VALUES ($1, $2, $3, $4)', [
      tx.schoolId,
      cartId,
      slot,
      deviceId,
    ]);
  }
}
