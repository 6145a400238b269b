import { Injectable } from '@nestjs/common';
import type { DeviceBrief, ReservationView, SeatRow } from '@firstbell/contracts/circulation';
import type { PersonBrief } from '@firstbell/contracts/values';
import type { Tx } from '@firstbell/platform';
import { deviceJson, personJson } from '../check-outs/check-outs.store.js';

interface ViewRow {
  id: string;
  version: number;
  cart_id: string;
  cart_name: string;
  day: string;
  period: ReservationView['period'];
  class_name: string;
  reserved_by: PersonBrief;
  prompted_at: Date | null;
  returned_at: Date | null;
  cancelled: boolean;
  missing: number;
}

/** A device of the cart as the class found it, with its labels for the return check. */
export interface Seat {
  readonly slot: number;
  readonly deviceId: string;
  readonly tag: string;
  readonly serial: string | null;
  readonly personId: string | null;
  readonly missing: boolean;
}

const views = `
  SELECT r.id, r.version, r.cart_id, k.name AS cart_name, r.day::text,
    json_build_object('id', q.id, 'name', q.name, 'startsAt', to_char(coalesce(b.starts_at, q.starts_at), 'HH24:MI'),
      'endsAt', to_char(coalesce(b.ends_at, q.ends_at), 'HH24:MI')) AS period,
    r.class_name, ${personJson('p')} AS reserved_by, r.prompted_at, r.returned_at, r.cancelled_at IS NOT NULL AS cancelled,
    (SELECT count(*)::int FROM cart_seat s WHERE s.school_id = r.school_id AND s.reservation_id = r.id AND s.missing) AS missing
  FROM cart_reservation r
  JOIN cart k ON k.school_id = r.school_id AND k.id = r.cart_id
  JOIN period q ON q.school_id = r.school_id AND q.id = r.period_id
  LEFT JOIN special_bell b ON b.school_id = r.school_id AND b.day = r.day AND b.period_id = r.period_id
  JOIN person p ON p.school_id = r.school_id AND p.id = r.reserved_by
  WHERE r.school_id = $1`;

/* What the class has: the seats written down, and until the return check whatever else lies in the cart's slots. */
const seats = `
  SELECT x.slot, x.device_id, x.person_id, x.missing FROM cart_seat x WHERE x.school_id = $1 AND x.reservation_id = $2
  UNION ALL
  SELECT s.slot, s.device_id, NULL, false FROM cart_reservation r JOIN cart_slot s ON s.school_id = r.school_id AND s.cart_id = r.cart_id
  WHERE r.school_id = $1 AND r.id = $2 AND r.returned_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM cart_seat x WHERE x.school_id = $1 AND x.reservation_id = $2 AND x.slot = s.slot)`;

const prompt = `
  UPDATE cart_reservation r SET prompted_at = now(), version = r.version + 1
  FROM school s, period q
  WHERE s.id = r.school_id AND q.school_id = r.school_id AND q.id = r.period_id AND r.school_id = $1 AND r.id = $2
    AND r.prompted_at IS NULL AND r.returned_at IS NULL AND r.cancelled_at IS NULL
  RETURNING r.version, r.cart_id AS "cartId"`;

@Injectable()
export class ReservationsStore {
  /** Those that stand from that day on, and those before it whose devices are still missing. */
  async from(tx: Tx, day: string): Promise<ReservationView[]> {
    const rows = await tx.rows<ViewRow>(
      `${views} AND r.cancelled_at IS NULL AND (r.day >= $2 OR EXISTS (SELECT 1 FROM cart_seat s WHERE s.school_id = r.school_id AND s.reservation_id = r.id AND s.missing))
       ORDER BY r.day, coalesce(b.starts_at, q.starts_at), k.name LIMIT 500`,
      [tx.schoolId, day],
    );
    return rows.map(toView);
  }

  async view(tx: Tx, id: string): Promise<ReservationView | undefined> {
    const row = await tx.first<ViewRow>(`${views} AND r.id = $2`, [tx.schoolId, id]);
    return row && toView(row);
  }

  /** The reservation that stands in the way. */
  async standing(tx: Tx, cartId: string, day: string, periodId: string): Promise<ReservationView | undefined> {
    const row = await tx.first<ViewRow>(`${views} AND r.cart_id = $2 AND r.day = $3 AND r.period_id = $4 AND r.cancelled_at IS NULL`, [
      tx.schoolId,
      cartId,
      day,
      periodId,
    ]);
    return row && toView(row);
  }

  async insert(
    tx: Tx,
    row: { id: string; cartId: string; day: string; periodId: string; className: string; reservedBy: string },
  ): Promise<void> {
    await tx.rows(
      'INSERT INTO cart_reservation (school_id, id, cart_id, day, period_id, class_name, reserved_by) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [tx.schoolId, row.id, row.cartId, row.day, row.periodId, row.className, row.reservedBy],
    );
  }

  /** Locks the reservation and counts its version up. */
  async change(tx: Tx, id: string): Promise<number | undefined> {
    const row = await tx.first<{ version: number }>(
      'UPDATE cart_reservation SET version = version + 1 WHERE school_id = $1 AND id = $2 RETURNING version',
      [tx.schoolId, id],
    );
    return row?.version;
  }

  async cancel(tx: Tx, id: string): Promise<void> {
    await tx.rows('UPDATE cart_reservation SET cancelled_at = now() WHERE school_id = $1 AND id = $2', [tx.schoolId, id]);
  }

  async returned(tx: Tx, id: string, by: string): Promise<void> {
    await tx.rows(
      'UPDATE cart_reservation SET returned_at = coalesce(returned_at, now()), returned_by = coalesce(returned_by, $3) WHERE school_id = $1 AND id = $2',
      [tx.schoolId, id, by],
    );
  }

  async seats(tx: Tx, id: string): Promise<Seat[]> {
    return tx.rows<{ slot: number; deviceId: string; tag: string; serial: string | null; personId: string | null; missing: boolean }>(
      `SELECT x.slot, x.device_id AS "deviceId", d.tag, d.serial, x.person_id AS "personId", x.missing
       FROM (${seats}) x JOIN device d ON d.school_id = $1 AND d.id = x.device_id ORDER BY x.slot`,
      [tx.schoolId, id],
    );
  }

  async seatRows(tx: Tx, id: string): Promise<SeatRow[]> {
    return tx.rows<{ slot: number; device: DeviceBrief; person: PersonBrief | null; missing: boolean }>(
      `SELECT x.slot, ${deviceJson('d')} AS device, ${personJson('p')} AS person, x.missing
       FROM (${seats}) x JOIN device d ON d.school_id = $1 AND d.id = x.device_id
       LEFT JOIN person p ON p.school_id = $1 AND p.id = x.person_id ORDER BY x.slot`,
      [tx.schoolId, id],
    );
  }

  /** Writes who sat where and what is missing, all at once. */
  async putSeats(tx: Tx, id: string, rows: readonly Pick<Seat, 'slot' | 'deviceId' | 'personId' | 'missing'>[]): Promise<void> {
    await tx.rows(
      `INSERT INTO cart_seat (school_id, reservation_id, slot, device_id, person_id, missing)
       SELECT $1, $2, x.slot, x."deviceId", x."personId", x.missing FROM jsonb_to_recordset($3::jsonb) AS x(slot int, "deviceId" uuid, "personId" uuid, missing boolean)
       ON CONFLICT (school_id, reservation_id, slot) DO UPDATE SET device_id = excluded.device_id, person_id = excluded.person_id, missing = excluded.missing`,
      [tx.schoolId, id, JSON.stringify(rows)],
    );
  }

  /** Marks the desk as told of the bell, once. */
  async takePrompt(tx: Tx, id: string): Promise<{ version: number; cartId: string } | undefined> {
    return tx.first<{ version: number; cartId: string }>(prompt, [tx.schoolId, id]);
  }
}

const toView = (row: ViewRow): ReservationView => ({
  id: row.id,
  version: row.version,
  cartId: row.cart_id,
  cartName: row.cart_name,
  day: row.day,
  period: row.period,
  className: row.class_name,
  reservedBy: row.reserved_by,
  promptedAt: row.prompted_at?.toISOString() ?? null,
  returnedAt: row.returned_at?.toISOString() ?? null,
  cancelled: row.cancelled,
  missing: row.missing,
});
