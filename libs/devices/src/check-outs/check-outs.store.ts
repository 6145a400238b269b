import { Injectable } from '@nestjs/common';
import type { CheckOutKind, CheckOutView, DeviceBrief, Scanned } from '@firstbell/contracts/circulation';
import type { PersonBrief } from '@firstbell/contracts/values';
import { statement, type Tx } from '@firstbell/platform';
import { ambiguous, unknownPerson } from './check-out.rules.js';

export interface NewCheckOut {
  readonly id: string;
  readonly deviceId: string;
  readonly personId: string;
  readonly kind: CheckOutKind;
  readonly planId: string | null;
  readonly secondsAgo: number;
  readonly outBy: string;
  readonly dueOn: string | null;
  readonly charger: boolean;
  readonly laptopCase: boolean;
  readonly agreement: 'on_file' | 'ticked';
  readonly condition: NonNullable<CheckOutView['condition']>;
  readonly conditionNote: string | null;
  readonly sentHash: string;
  readonly sync: boolean;
}

export interface Return {
  readonly checkOutId: string;
  readonly inBy: string;
  readonly charger: boolean | null;
  readonly laptopCase: boolean | null;
  readonly condition: NonNullable<CheckOutView['inCondition']>;
  readonly conditionNote: string | null;
  readonly secondsAgo: number;
  readonly sync: boolean;
}

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly left: boolean;
  readonly agreements: CheckOutKind[];
  /** Tag of the laptop assigned to them, if they can be expected to use it. */
  readonly assigned: string | null;
}

interface ViewRow {
  id: string;
  version: number;
  person: PersonBrief;
  device: DeviceBrief;
  kind: CheckOutKind;
  plan_id: string | null;
  out_at: Date;
  due_on: string | null;
  charger: boolean | null;
  laptop_case: boolean | null;
  condition: CheckOutView['condition'];
  in_at: Date | null;
  in_condition: CheckOutView['inCondition'];
  overdue: boolean;
  sent_hash: string | null;
}

export const deviceJson = (alias: string): string =>
  `json_build_object('id', ${alias}.id, 'tag', ${alias}.tag, 'model', ${alias}.model, 'state', ${alias}.state)`;
/** Null where the join found nobody. */
export const personJson = (alias: string): string =>
  `CASE WHEN ${alias}.id IS NOT NULL THEN json_build_object('id', ${alias}.id, 'name', ${alias}.display_name) END`;

const views = `
  SELECT c.id, c.version, ${personJson('p')} AS person, ${deviceJson('d')} AS device, c.kind, c.plan_id, c.out_at, c.due_on::text, c.charger, c.laptop_case,
    c.condition, c.in_at, c.in_condition, c.in_at IS NULL AND coalesce(c.due_on < (now() AT TIME ZONE s.time_zone)::date, false) AS overdue, c.sent_hash
  FROM check_out c
  JOIN person p ON p.school_id = c.school_id AND p.id = c.person_id
  JOIN device d ON d.school_id = c.school_id AND d.id = c.device_id
  JOIN school s ON s.id = c.school_id
  WHERE c.school_id = $1`;

const one = statement('check_out.one', `${views} AND c.id = $2`);
const ofPerson = statement(
  'check_out.person',
  `
  SELECT p.id, p.display_name AS name, p.status <> 'active' AS left,
    coalesce((SELECT array_agg(a.kind) FROM device_agreement a WHERE a.school_id = p.school_id AND a.person_id = p.id), '{}') AS agreements,
    (SELECT min(d.tag) FROM device d WHERE d.school_id = p.school_id AND d.holder_id = p.id AND d.state IN ('in_use', 'in_repair')
      AND NOT EXISTS (SELECT 1 FROM check_out c WHERE c.school_id = d.school_id AND c.device_id = d.id AND c.in_at IS NULL AND c.kind = 'loaner')) AS assigned
  FROM person p WHERE p.school_id = $1 AND p.id = $2`,
);
const insert = statement(
  'check_out.insert',
  `
  INSERT INTO check_out (school_id, id, device_id, person_id, kind, plan_id, out_at, out_by, due_on, charger, laptop_case, agreement, condition, condition_note,
    sent_hash, sync_state)
  VALUES ($1, $2, $3, $4, $5, $6, now() - make_interval(secs => $7), $8, $9, $10, $11, $12, $13, $14, $15, CASE WHEN $16 THEN 'due' ELSE 'none' END)`,
);

/** The record of who had what, from when to when. */
@Injectable()
export class CheckOutsStore {
  async view(tx: Tx, id: string): Promise<CheckOutView | undefined> {
    const row = await tx.first<ViewRow>(one, [tx.schoolId, id]);
    return row && toView(row);
  }

  /** The view with what was sent for it, to tell a repeat from an id used twice. */
  async sent(tx: Tx, id: string): Promise<{ view: CheckOutView; hash: string | null } | undefined> {
    const row = await tx.first<ViewRow>(one, [tx.schoolId, id]);
    return row && { view: toView(row), hash: row.sent_hash };
  }

  /** As what the device was reported until the check-in of that request. */
  async reportedUntil(tx: Tx, requestId: string): Promise<'lost' | 'stolen' | null> {
    const row = await tx.first<{ reported: 'lost' | 'stolen' | null }>(
      `SELECT data->>'wasReported' AS reported FROM event WHERE school_id = $1 AND request_id = $2`,
      [tx.schoolId, requestId],
    );
    return row?.reported ?? null;
  }

  /** Every loan that is not back, the first due first. */
  async loans(tx: Tx): Promise<CheckOutView[]> {
    return (await tx.rows<ViewRow>(`${views} AND c.in_at IS NULL AND c.kind = 'loaner' ORDER BY c.due_on, c.out_at`, [tx.schoolId])).map(
      toView,
    );
  }

  /** The person of an id or badge, locked, so that two laptops for one person come one after the other. An active one before one who left. */
  async lockPerson(tx: Tx, who: { personId?: string | undefined; scan?: string | undefined }): Promise<PersonRow> {
    const rows = await tx.rows<{ id: string; status: string }>(
      `SELECT id, status FROM person WHERE school_id = $1 AND (id = $2 OR badge = $3) ORDER BY status FOR NO KEY UPDATE`,
      [tx.schoolId, who.personId ?? null, who.scan ?? null],
    );
    if (rows.filter(({ status }) => status === 'active').length > 1) throw ambiguous('scan');
    const person = rows[0] && (await tx.first<PersonRow>(ofPerson, [tx.schoolId, rows[0].id]));
    if (person === undefined) throw unknownPerson();
    return person;
  }

  async person(tx: Tx, id: string): Promise<PersonRow | undefined> {
    return tx.first<PersonRow>(ofPerson, [tx.schoolId, id]);
  }

  async insert(tx: Tx, row: NewCheckOut): Promise<void> {
    await tx.rows(insert, [
      tx.schoolId,
      row.id,
      row.deviceId,
      row.personId,
      row.kind,
      row.planId,
      row.secondsAgo,
      row.outBy,
      row.dueOn,
      row.charger,
      row.laptopCase,
      row.agreement,
      row.condition,
      row.conditionNote,
      row.sentHash,
      row.sync,
    ]);
  }

  async putAgreementOnFile(tx: Tx, personId: string, kind: CheckOutKind, signedOn: string, byId: string): Promise<void> {
    await tx.rows(
      `INSERT INTO device_agreement (school_id, person_id, kind, signed_on, by_id) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [tx.schoolId, personId, kind, signedOn, byId],
    );
  }

  /** The check-out of a device that is not back, for a device whose row is locked. */
  async present(tx: Tx, deviceId: string): Promise<{ id: string } | undefined> {
    return tx.first<{ id: string }>('SELECT id FROM check_out WHERE school_id = $1 AND device_id = $2 AND in_at IS NULL', [
      tx.schoolId,
      deviceId,
    ]);
  }

  /** A check-out nobody recorded: the device was with the person when Firstbell came to know of both. */
  async insertUnrecorded(tx: Tx, row: { id: string; deviceId: string; personId: string }): Promise<void> {
    await tx.rows(
      `INSERT INTO check_out (school_id, id, device_id, person_id, kind, out_at)
       SELECT school_id, $2, id, $4, 'assigned', created_at FROM device WHERE school_id = $1 AND id = $3`,
      [tx.schoolId, row.id, row.deviceId, row.personId],
    );
  }

  /** Never before it went out, however wrong a station's clock is. */
  async return(tx: Tx, row: Return): Promise<number> {
    const returned = await tx.first<{ version: number }>(
      `UPDATE check_out SET in_at = greatest(out_at, now() - make_interval(secs => $3)), in_by = $4, in_charger = $5, in_laptop_case = $6, in_condition = $7,
         in_condition_note = $8, version = version + 1,
         sync_state = CASE WHEN $9 THEN 'due' ELSE sync_state END, sync_attempt = sync_attempt + $9::int,
         sync_retry_at = CASE WHEN $9 THEN NULL ELSE sync_retry_at END
       WHERE school_id = $1 AND id = $2 AND in_at IS NULL RETURNING version`,
      [tx.schoolId, row.checkOutId, row.secondsAgo, row.inBy, row.charger, row.laptopCase, row.condition, row.conditionNote, row.sync],
    );
    return returned?.version ?? 0;
  }

  /** Who and what a scan may mean. */
  async scanned(tx: Tx, scan: string): Promise<{ people: NonNullable<Scanned['person']>[]; devices: NonNullable<Scanned['device']>[] }> {
    const people = await tx.rows<NonNullable<Scanned['person']>>(
      `SELECT p.id, p.display_name AS name, p.status <> 'active' AS left,
         coalesce((SELECT array_agg(a.kind) FROM device_agreement a WHERE a.school_id = p.school_id AND a.person_id = p.id), '{}') AS agreements,
         coalesce((SELECT json_agg(json_build_object('id', d.id, 'tag', d.tag, 'model', d.model, 'state', d.state,
             'kind', coalesce(c.kind, 'assigned'), 'dueOn', c.due_on) ORDER BY d.tag)
           FROM device d LEFT JOIN check_out c ON c.school_id = d.school_id AND c.device_id = d.id AND c.in_at IS NULL
           WHERE d.school_id = p.school_id AND d.holder_id = p.id AND d.state <> 'retired'), '[]') AS holds
       FROM person p WHERE p.school_id = $1 AND p.badge = $2 ORDER BY p.status LIMIT 3`,
      [tx.schoolId, scan],
    );
    const devices = await tx.rows<NonNullable<Scanned['device']>>(
      `SELECT d.id, d.tag, d.model, d.state, d.loaner, d.shelf, ${personJson('p')} AS holder,
         (SELECT r.id FROM repair r WHERE r.school_id = d.school_id AND r.device_id = d.id AND r.closed_at IS NULL) AS "repairId"
       FROM device d LEFT JOIN person p ON p.school_id = d.school_id AND p.id = d.holder_id
       WHERE d.school_id = $1 AND (d.tag = $2 OR d.serial = $2) LIMIT 2`,
      [tx.schoolId, scan],
    );
    return { people, devices };
  }
}

const toView = (row: ViewRow): CheckOutView => ({
  id: row.id,
  version: row.version,
  person: row.person,
  device: row.device,
  kind: row.kind,
  planId: row.plan_id,
  outAt: row.out_at.toISOString(),
  dueOn: row.due_on,
  charger: row.charger,
  laptopCase: row.laptop_case,
  condition: row.condition,
  inAt: row.in_at?.toISOString() ?? null,
  inCondition: row.in_condition,
  overdue: row.overdue,
});
