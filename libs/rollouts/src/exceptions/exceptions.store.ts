import { Injectable } from '@nestjs/common';
import type { ExceptionKind } from '@firstbell/contracts/rollouts';
import type { PersonBrief } from '@firstbell/contracts/values';
import { statement, type Tx } from '@firstbell/platform';

export interface ExceptionRow {
  readonly kind: ExceptionKind;
  readonly id: string;
  readonly person: PersonBrief | null;
  /** Who is on no roster yet: the name they typed. */
  readonly typed_name: string | null;
  readonly homeroom: string | null;
  readonly plan: { readonly id: string; readonly name: string } | null;
  readonly reason: string;
  readonly detail: string | null;
  readonly mailing_id: string | null;
  readonly mail_state: 'bad_address' | 'unknown' | 'needs_person' | null;
  readonly assigned_to: PersonBrief | null;
  readonly note: string | null;
  readonly version: number;
  readonly total: number;
}

export interface ExceptionsWanted {
  readonly planId: string | undefined;
  readonly kind: ExceptionKind | undefined;
  readonly assigned: 'anyone' | 'me' | 'nobody';
  readonly meId: string;
}

export interface PauseRow {
  readonly what: 'directory' | 'sender' | 'device_management';
  readonly code: string | null;
  readonly detail: string | null;
  readonly until: Date;
}

/** Whoever still has no laptop is an exception only once nearly everybody has one. */
const nearTheEnd = 0.9;

/** Each exception where it arose. One whose cause is gone is no longer here, whoever looked after it. */
const open = `
  SELECT 'account' AS kind, a.id, a.person_id, a.plan_id, coalesce(a.reason_code, 'account.' || a.state) AS reason, a.reason AS detail,
    NULL::uuid AS mailing_id, NULL::text AS mail_state, NULL::text AS typed_name
  FROM directory_account a WHERE a.school_id = $1 AND a.state IN ('conflict', 'needs_person')
  UNION ALL
  SELECT 'mail', i.id, i.person_id, l.plan_id, 'mail.' || coalesce(i.reason_code, i.state), i.reason, l.id, i.state, NULL
  FROM mailing l JOIN mail_item i ON i.school_id = l.school_id AND i.mailing_id = l.id
  WHERE l.school_id = $1 AND l.state <> 'cancelled' AND i.state IN ('bad_address', 'unknown', 'needs_person')
  UNION ALL
  SELECT 'check_out', c.id, c.person_id, c.plan_id, 'check_out.' || coalesce(c.sync_code, 'not_told'), c.sync_reason, NULL, NULL, NULL
  FROM check_out c WHERE c.school_id = $1 AND c.sync_state = 'needs_person'
  UNION ALL
  SELECT 'roster', x.id, NULL, NULL, 'roster.not_found', NULL, NULL, NULL, x.typed_name
  FROM roster_exception x WHERE x.school_id = $1 AND x.settled_at IS NULL
  UNION ALL
  SELECT 'no_device', w.person_id, w.person_id, w.plan_id, 'device.none', NULL, NULL, NULL, NULL
  FROM (
    SELECT s.person_id, s.plan_id, d.has, avg(d.has::int) OVER (PARTITION BY s.plan_id) AS share
    FROM rollout_plan r
    JOIN rollout_student s ON s.school_id = r.school_id AND s.plan_id = r.id AND s.cancelled_at IS NULL
    JOIN person p ON p.school_id = s.school_id AND p.id = s.person_id AND p.status = 'active'
    CROSS JOIN LATERAL (SELECT EXISTS (
      SELECT 1 FROM check_out c WHERE c.school_id = s.school_id AND c.person_id = s.person_id AND c.kind = 'assigned' AND c.in_at IS NULL) AS has) d
    WHERE r.school_id = $1 AND r.state = 'running' AND 'hand_out' = ANY (r.steps)
  ) w WHERE NOT w.has AND w.share >= ${String(nearTheEnd)}`;

const handled = `(${open}) o LEFT JOIN exception_handling h ON h.school_id = $1 AND h.subject_type = o.kind AND h.subject_id = o.id`;
const wanted = `($2::uuid IS NULL OR o.plan_id = $2) AND CASE $3::text WHEN 'me' THEN h.assigned_to = $4::uuid WHEN 'nobody' THEN h.assigned_to IS NULL ELSE true END`;

const list = statement(
  'rollout.exceptions',
  `SELECT o.kind, o.id, o.typed_name, p.homeroom, o.reason, o.detail, o.mailing_id, o.mail_state, h.note, coalesce(h.version, 0) AS version,
     CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.display_name) END AS person,
     CASE WHEN r.id IS NOT NULL THEN json_build_object('id', r.id, 'name', r.name) END AS plan,
     CASE WHEN b.id IS NOT NULL THEN json_build_object('id', b.id, 'name', b.display_name) END AS assigned_to,
     count(*) OVER ()::int AS total
   FROM ${handled}
   LEFT JOIN person p ON p.school_id = $1 AND p.id = o.person_id
   LEFT JOIN rollout_plan r ON r.school_id = $1 AND r.id = o.plan_id
   LEFT JOIN person b ON b.school_id = $1 AND b.id = h.assigned_to
   WHERE ${wanted} AND ($5::text IS NULL OR o.kind = $5)
   ORDER BY o.kind, p.homeroom NULLS LAST, p.search_name, o.id LIMIT $7 OFFSET $6`,
);
const kinds = statement(
  'rollout.exception_kinds',
  `SELECT o.kind, count(*)::int AS count FROM ${handled} WHERE ${wanted} GROUP BY o.kind ORDER BY o.kind`,
);
const isOpen = statement('rollout.exception_is_open', `SELECT 1 FROM (${open}) o WHERE o.kind = $2 AND o.id = $3`);

/** What needs a person, and who looks after it. */
@Injectable()
export class ExceptionsStore {
  async list(tx: Tx, of: ExceptionsWanted, page: { offset: number; limit: number }): Promise<ExceptionRow[]> {
    return tx.rows<ExceptionRow & Record<string, unknown>>(list, [
      tx.schoolId,
      of.planId ?? null,
      of.assigned,
      of.meId,
      of.kind ?? null,
      page.offset,
      page.limit,
    ]);
  }

  async kinds(tx: Tx, of: ExceptionsWanted): Promise<{ kind: ExceptionKind; count: number }[]> {
    return tx.rows(kinds, [tx.schoolId, of.planId ?? null, of.assigned, of.meId]);
  }

  /** What stands still as a whole: one line, not one for each of the thousands behind it. */
  async pauses(tx: Tx): Promise<PauseRow[]> {
    return tx.rows<PauseRow & Record<string, unknown>>(
      `SELECT 'directory' AS what, pause_code AS code, pause_reason AS detail, paused_until AS until FROM directory_provider
       WHERE school_id = $1 AND paused_until > now()
       UNION ALL SELECT 'sender', pause_code, pause_reason, paused_until FROM mail_sender WHERE school_id = $1 AND paused_until > now()
       UNION ALL SELECT 'device_management', pause_code, pause_reason, paused_until FROM device_management WHERE school_id = $1 AND paused_until > now()`,
      [tx.schoolId],
    );
  }

  async isOpen(tx: Tx, kind: ExceptionKind, id: string): Promise<boolean> {
    return (await tx.first(isOpen, [tx.schoolId, kind, id])) !== undefined;
  }

  /** An adult of this school, who may be asked to look after something. */
  async adult(tx: Tx, personId: string): Promise<PersonBrief | undefined> {
    return tx.first<PersonBrief & Record<string, unknown>>(
      `SELECT id, display_name AS name FROM person WHERE school_id = $1 AND id = $2 AND status = 'active'
         AND roles && ARRAY['coach', 'teacher', 'leader', 'administrator']`,
      [tx.schoolId, personId],
    );
  }

  /** Undefined when somebody else wrote it meanwhile. Version 0: nobody has yet. */
  async handle(
    tx: Tx,
    of: { kind: ExceptionKind; id: string; version: number; assignedTo: string | null; note: string | null; byId: string },
  ): Promise<number | undefined> {
    const row = await tx.first<{ version: number }>(
      `INSERT INTO exception_handling AS h (school_id, subject_type, subject_id, assigned_to, note, by_id)
       SELECT $1::uuid, $2, $3::uuid, $5::uuid, $6, $7::uuid WHERE $4 = 0 OR EXISTS (
         SELECT 1 FROM exception_handling e WHERE e.school_id = $1 AND e.subject_type = $2 AND e.subject_id = $3)
       ON CONFLICT (school_id, subject_type, subject_id) DO UPDATE SET assigned_to = excluded.assigned_to, note = excluded.note,
         by_id = excluded.by_id, at = now(), version = h.version + 1 WHERE h.version = $4
       RETURNING version`,
      [tx.schoolId, of.kind, of.id, of.version, of.assignedTo, of.note, of.byId],
    );
    return row?.version;
  }
}
