import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '@firstbell/platform';
import type { DeviceImportClaim } from './device-imports.store.js';

/** Rows of one transaction: each costs a device and its events, and screens wait for their locks. */
const batchSize = 500;

export interface DeviceBatch {
  /** The last line of the batch; null when nothing was left. */
  readonly after: number | null;
  readonly rows: number;
  /** Rows of devices that have changed since they were compared. */
  readonly left: number;
}

const batchOf = (outcome: 'waiting' | 'applied'): string => `
  SELECT * FROM device_import_row WHERE school_id = $1 AND import_id = $2 AND change <> 'unchanged' AND outcome = '${outcome}'
    AND line > coalesce($3::int, 0) ORDER BY line LIMIT ${batchSize}`;

/* The fields of a diff as one object, by what they were or are to be. */
const fieldsOf = (side: 'before' | 'after'): string =>
  `(SELECT coalesce(jsonb_object_agg(f->>'field', f->'${side}'), '{}') FROM jsonb_array_elements(b.fields) f)`;
const column = (field: string, name: string, type = 'text'): string =>
  `${name} = CASE WHEN v.of ? '${field}' THEN (v.of->>'${field}')::${type} ELSE d.${name} END`;
const written = [
  column('tag', 'tag'),
  column('serial', 'serial'),
  column('model', 'model'),
  column('manufacturer', 'manufacturer'),
  column('location', 'location'),
  column('note', 'note'),
  column('warrantyUntil', 'warranty_until', 'date'),
  column('providerId', 'provider_id'),
  column('state', 'state'),
].join(', ');

/** The change of a known device, forwards or backwards, unless somebody has changed it since. */
const rewritten = (side: 'before' | 'after', version: string, holder: string): string => `
  UPDATE device d SET ${written}, holder_id = CASE WHEN b.holder_id IS NULL THEN d.holder_id ELSE ${holder} END, version = d.version + 1
  FROM batch b CROSS JOIN LATERAL (SELECT ${fieldsOf(side)} AS of) v
  WHERE b.change = 'changed' AND d.school_id = $1 AND d.id = b.device_id AND d.version = b.${version}
    AND NOT EXISTS (SELECT 1 FROM device o WHERE o.school_id = $1 AND o.tag = v.of->>'tag' AND o.id <> d.id)`;

const ofImport = `'importId', ($2::uuid)::text`;
const event = (type: string, subject: string, from: string, more = ''): string =>
  `SELECT $1::uuid, '${type}', '${subject}', id, version, $4::uuid, jsonb_build_object(${ofImport}${more}) FROM ${from}`;

/*
 * A device, its check-out, what the row came to and the events of it are one statement: all of it happens, or nothing.
 * A file says nothing of charger, case and condition: what it does not say is not asked back.
 */
const apply = statement(
  'device_import.apply',
  `
  WITH batch AS MATERIALIZED (${batchOf('waiting')}
  ), added AS (
    INSERT INTO device (school_id, id, tag, serial, model, manufacturer, provider_id, location, note, warranty_until, last_seen_at, state, holder_id)
    SELECT $1::uuid, device_id, tag, wanted->>'serial', wanted->>'model', wanted->>'manufacturer', wanted->>'providerId', wanted->>'location', wanted->>'note',
      (wanted->>'warrantyUntil')::date, (wanted->>'lastSeenAt')::timestamptz,
      CASE WHEN wanted->>'status' IN ('lost', 'stolen', 'retired') THEN wanted->>'status' WHEN holder_id IS NOT NULL THEN 'in_use' ELSE 'spare' END, holder_id
    FROM batch WHERE change = 'added' ON CONFLICT DO NOTHING RETURNING id, version
  ), changed AS (
    ${rewritten('after', 'base_version', 'b.holder_id')} RETURNING d.id, d.version, (SELECT string_agg(f->>'field', ',') FROM jsonb_array_elements(b.fields) f) AS fields
  ), touched AS (
    SELECT id, version FROM added UNION ALL SELECT id, version FROM changed
  ), out AS (
    INSERT INTO check_out (school_id, id, device_id, person_id, kind, out_at, out_by, charger, laptop_case, agreement, condition)
    SELECT $1::uuid, gen_random_uuid(), b.device_id, b.holder_id, 'assigned', now(), $4::uuid, false, false, 'imported', 'good'
    FROM batch b JOIN touched t ON t.id = b.device_id WHERE b.holder_id IS NOT NULL
    ON CONFLICT (school_id, device_id) WHERE in_at IS NULL DO NOTHING RETURNING id, device_id, version
  ), noted AS (
    UPDATE device_import_row r SET outcome = CASE WHEN t.id IS NULL THEN 'passed_over' ELSE 'applied' END, applied_version = t.version, check_out_id = o.id,
      wanted = r.wanted - 'holderEmail' - 'holderUsername'
    FROM batch b LEFT JOIN touched t ON t.id = b.device_id LEFT JOIN out o ON o.device_id = b.device_id
    WHERE r.school_id = $1 AND r.import_id = $2 AND r.line = b.line RETURNING r.outcome
  ), told AS (
    INSERT INTO event (school_id, type, subject_type, subject_id, version, actor_id, data)
    ${event('device.added', 'device', 'added')} UNION ALL ${event('device.changed', 'device', 'changed', `, 'fields', fields`)}
    UNION ALL ${event('check_out.made', 'check_out', 'out', `, 'deviceId', device_id::text`)}
  )
  SELECT (SELECT max(line) FROM batch) AS after, (SELECT count(*)::int FROM batch) AS rows, (SELECT count(*)::int FROM noted WHERE outcome = 'passed_over') AS left`,
);

/* Devices that have been somewhere, with someone or on a bench since stay; so does what somebody changed. */
const free = `NOT EXISTS (SELECT 1 FROM check_out c WHERE c.school_id = $1 AND c.device_id = b.device_id
      AND CASE WHEN c.id = b.check_out_id THEN c.in_at IS NOT NULL OR c.version > 1 ELSE c.in_at IS NULL OR b.change = 'added' END)
    AND NOT EXISTS (SELECT 1 FROM repair o WHERE o.school_id = $1 AND o.device_id = b.device_id AND (o.closed_at IS NULL OR b.change = 'added'))`;
const unused = ['ticket', 'cart_slot', 'cart_seat', 'device_photo', 'device_report']
  .map((table) => `AND NOT EXISTS (SELECT 1 FROM ${table} x WHERE x.school_id = $1 AND x.device_id = b.device_id)`)
  .join(' ');

const undo = statement(
  'device_import.undo',
  `
  WITH whole AS MATERIALIZED (${batchOf('applied')}
  ), batch AS MATERIALIZED (
    SELECT b.* FROM whole b JOIN device d ON d.school_id = $1 AND d.id = b.device_id AND d.version = b.applied_version
    WHERE ${free} AND (b.change = 'changed' OR (true ${unused})) FOR UPDATE OF d
  ), reverted AS (
    ${rewritten('before', 'applied_version', 'NULL')} RETURNING d.id, d.version, (SELECT string_agg(f->>'field', ',') FROM jsonb_array_elements(b.fields) f) AS fields
  ), taken_back AS (
    DELETE FROM check_out c USING batch b WHERE c.school_id = $1 AND c.id = b.check_out_id
      AND (b.change = 'added' OR EXISTS (SELECT 1 FROM reverted v WHERE v.id = b.device_id)) RETURNING c.id, c.device_id, c.version + 1 AS version
  ), removed AS (
    DELETE FROM device d USING batch b WHERE b.change = 'added' AND d.school_id = $1 AND d.id = b.device_id RETURNING d.id, d.version + 1 AS version
  ), noted AS (
    UPDATE device_import_row r SET outcome = CASE WHEN t.id IS NULL THEN 'kept' ELSE 'undone' END
    FROM whole b LEFT JOIN (SELECT id FROM reverted UNION ALL SELECT id FROM removed) t ON t.id = b.device_id
    WHERE r.school_id = $1 AND r.import_id = $2 AND r.line = b.line RETURNING r.outcome
  ), told AS (
    INSERT INTO event (school_id, type, subject_type, subject_id, version, actor_id, data)
    ${event('device.removed', 'device', 'removed')} UNION ALL ${event('device.changed', 'device', 'reverted', `, 'fields', fields`)}
    UNION ALL ${event('check_out.undone', 'check_out', 'taken_back', `, 'deviceId', device_id::text`)}
  )
  SELECT (SELECT max(line) FROM whole) AS after, (SELECT count(*)::int FROM whole) AS rows, (SELECT count(*)::int FROM noted WHERE outcome = 'kept') AS left`,
);

/** Writes staged rows where they belong, and takes them back, one small batch at a time. */
@Injectable()
export class DeviceApplyStore {
  /** The next batch behind the line named; what was applied before is not touched again. */
  async apply(tx: Tx, claim: DeviceImportClaim, after: number | null): Promise<DeviceBatch> {
    return this.batch(tx, apply, claim, after);
  }

  async undo(tx: Tx, claim: DeviceImportClaim, after: number | null): Promise<DeviceBatch> {
    return this.batch(tx, undo, claim, after);
  }

  /** When a device was seen last is an observation, not a change: it makes no event, and nothing takes it back. */
  async noteSeen(tx: Tx, { importId }: DeviceImportClaim): Promise<void> {
    await tx.rows(
      `UPDATE device d SET last_seen_at = (r.wanted->>'lastSeenAt')::timestamptz FROM device_import_row r
       WHERE r.school_id = $1 AND r.import_id = $2 AND r.wanted ? 'lastSeenAt' AND d.school_id = $1 AND d.id = r.device_id
         AND coalesce(d.last_seen_at, '-infinity') < (r.wanted->>'lastSeenAt')::timestamptz`,
      [tx.schoolId, importId],
    );
  }

  /** What only applying needed: whom the rows that changed nothing named. */
  async forgetUnchanged(tx: Tx, { importId }: DeviceImportClaim): Promise<void> {
    await tx.rows(`DELETE FROM device_import_row WHERE school_id = $1 AND import_id = $2 AND change = 'unchanged'`, [
      tx.schoolId,
      importId,
    ]);
  }

  private async batch(tx: Tx, of: typeof apply, claim: DeviceImportClaim, after: number | null): Promise<DeviceBatch> {
    const done = await tx.first<DeviceBatch & Record<string, unknown>>(of, [tx.schoolId, claim.importId, after, claim.startedBy]);
    return done ?? { after: null, rows: 0, left: 0 };
  }
}
