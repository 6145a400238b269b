import { Injectable } from '@nestjs/common';
import type { Device, DeviceReportKind, DeviceState } from '@firstbell/contracts/devices';
import { statement, type Tx } from '@firstbell/platform';
import { brief, fromDevices, rowColumns, utc } from './device-row.js';

export interface NewDevice {
  readonly id: string;
  readonly tag: string;
  readonly serial: string | null;
  readonly model: string;
  readonly state: DeviceState;
  readonly holderId: string | null;
}

/** What is written about a device, by its column. */
export interface DeviceColumns {
  readonly tag: string;
  readonly serial: string | null;
  readonly model: string;
  readonly manufacturer: string | null;
  readonly location: string | null;
  readonly note: string | null;
  readonly warranty_until: string | null;
  readonly loaner: boolean;
  readonly state: DeviceState;
}

export interface NewReport {
  readonly id: string;
  readonly deviceId: string;
  readonly kind: DeviceReportKind;
  readonly by: string;
  readonly lastSeenOn: string | null;
  readonly place: string | null;
  readonly note: string | null;
}

/** A report `r` with its people `rb` and `rh`. */
export const reportColumns = `json_build_object('kind', r.kind, 'at', ${utc('r.at')}, 'by', ${brief('rb')}, 'lastSeenOn', to_char(r.last_seen_on, 'YYYY-MM-DD'),
  'place', r.place, 'note', r.note, 'holder', ${brief('rh')})`;
export const fromReports = `device_report r
  LEFT JOIN person rb ON rb.school_id = r.school_id AND rb.id = r.by_id LEFT JOIN person rh ON rh.school_id = r.school_id AND rh.id = r.holder_id`;

const one = `
  SELECT ${rowColumns}, d.provider_id AS "providerId", d.note, d.shelf, to_char(d.warranty_until, 'YYYY-MM-DD') AS "warrantyUntil",
    ${utc('d.last_seen_at')} AS "lastSeenAt", ${utc('d.created_at')} AS "createdAt",
    d.holder_id IS NOT NULL OR EXISTS (SELECT 1 FROM check_out c WHERE c.school_id = d.school_id AND c.device_id = d.id AND c.in_at IS NULL) AS "checkedOut",
    EXISTS (SELECT 1 FROM repair o WHERE o.school_id = d.school_id AND o.device_id = d.id AND o.closed_at IS NULL) AS "inRepair",
    CASE WHEN d.state IN ('lost', 'stolen') THEN (
      SELECT ${reportColumns} FROM ${fromReports} WHERE r.school_id = d.school_id AND r.device_id = d.id ORDER BY r.at DESC LIMIT 1) END AS report,
    (SELECT json_build_object('at', ${utc('f.found_at')}, 'deskName', k.name, 'takenInAt', ${utc('f.taken_in_at')})
      FROM found_laptop f JOIN desk k ON k.school_id = f.school_id AND k.id = f.desk_id
      WHERE f.school_id = d.school_id AND f.device_id = d.id AND f.ended_at IS NULL) AS found
  FROM ${fromDevices} WHERE d.school_id = $1 AND d.id = $2`;
const find = statement('device.one', one);
const lock = statement('device.lock', `SELECT id FROM device WHERE school_id = $1 AND id = $2 FOR UPDATE`);

/** The registry of the school's laptops. */
@Injectable()
export class DevicesStore {
  /** Inserts many at once. */
  async insert(tx: Tx, devices: readonly NewDevice[]): Promise<void> {
    await tx.rows(
      `INSERT INTO device (school_id, id, tag, serial, model, state, holder_id)
       SELECT $1, x.id, x.tag, x.serial, x.model, x.state, x."holderId" FROM jsonb_to_recordset($2::jsonb)
         AS x(id uuid, tag text, serial text, model text, state text, "holderId" uuid)`,
      [tx.schoolId, JSON.stringify(devices)],
    );
  }

  async find(tx: Tx, deviceId: string): Promise<Device | undefined> {
    return tx.first<Device>(find, [tx.schoolId, deviceId]);
  }

  /** The same, and nobody else changes it before this transaction ends. */
  async findForUpdate(tx: Tx, deviceId: string): Promise<Device | undefined> {
    await tx.rows(lock, [tx.schoolId, deviceId]);
    return this.find(tx, deviceId);
  }

  async add(tx: Tx, id: string, { tag, serial, model, manufacturer, location, note, warranty_until, loaner, state }: DeviceColumns) {
    await tx.rows(
      `INSERT INTO device (school_id, id, tag, serial, model, manufacturer, location, note, warranty_until, loaner, state)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [tx.schoolId, id, tag, serial, model, manufacturer, location, note, warranty_until, loaner, state],
    );
  }

  /** Answers the new version. */
  async change(tx: Tx, deviceId: string, to: DeviceColumns): Promise<number> {
    const row = await tx.first<{ version: number }>(
      `UPDATE device SET tag = $3, serial = $4, model = $5, manufacturer = $6, location = $7, note = $8, warranty_until = $9, loaner = $10, state = $11,
         version = version + 1
       WHERE school_id = $1 AND id = $2 RETURNING version`,
      [tx.schoolId, deviceId, to.tag, to.serial, to.model, to.manufacturer, to.location, to.note, to.warranty_until, to.loaner, to.state],
    );
    return row?.version ?? 1;
  }

  /** Keeps who has the device now with the report, and answers the device's new version. */
  async report(tx: Tx, { id, deviceId, kind, by, lastSeenOn, place, note }: NewReport, state: DeviceState): Promise<number> {
    const row = await tx.first<{ version: number }>(
      `WITH reported AS (
         INSERT INTO device_report (school_id, id, device_id, kind, by_id, last_seen_on, place, note, holder_id)
         SELECT $1::uuid, $2::uuid, d.id, $4::text, $5::uuid, $6::date, $7::text, $8::text, d.holder_id FROM device d WHERE d.school_id = $1 AND d.id = $3
       )
       UPDATE device SET state = $9, last_seen_at = CASE WHEN $4 = 'found' THEN now() ELSE last_seen_at END, version = version + 1
       WHERE school_id = $1 AND id = $3 RETURNING version`,
      [tx.schoolId, id, deviceId, kind, by, lastSeenOn, place, note, state],
    );
    return row?.version ?? 1;
  }
}
