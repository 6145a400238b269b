import { Injectable } from '@nestjs/common';
import type {
  RolloutAudience,
  RolloutBasics,
  RolloutDirection,
  RolloutLane,
  RolloutState,
  RolloutStep,
  RolloutVideo,
} from '@firstbell/contracts/rollouts';
import type { PersonBrief } from '@firstbell/contracts/values';
import type { Tx } from '@firstbell/platform';
import type { Dependants } from './plan.rules.js';

export interface PlanRow {
  readonly id: string;
  readonly name: string;
  readonly direction: RolloutDirection;
  readonly state: RolloutState;
  readonly steps: RolloutStep[];
  readonly credentials: 'mail' | 'slip' | 'none';
  readonly template_id: string | null;
  readonly audience: RolloutAudience;
  readonly video: RolloutVideo | null;
  readonly basics: RolloutBasics | null;
  readonly lanes: RolloutLane[];
  readonly created_by: PersonBrief | null;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly version: number;
}

export type NewPlan = Pick<PlanRow, 'id' | 'name' | 'direction' | 'steps' | 'credentials' | 'audience' | 'video' | 'basics' | 'lanes'> & {
  readonly templateId: string | null;
  readonly createdBy: string;
};

const columns = `r.id, r.name, r.direction, r.state, r.steps, r.credentials, r.template_id, r.audience, r.video, r.basics, r.lanes,
  r.created_at, r.started_at, r.finished_at, r.version,
  (SELECT json_build_object('id', p.id, 'name', p.display_name) FROM person p WHERE p.school_id = r.school_id AND p.id = r.created_by) AS created_by`;

/** Matches the audience `$kind`, `$values` of a plan. */
const chosen = (kind: string, values: string) =>
  `'student' = ANY (p.roles) AND CASE ${kind} WHEN 'all' THEN true WHEN 'grades' THEN p.grade = ANY (${values}) ELSE p.homeroom = ANY (${values}) END`;
/** Handed out here, or in their hands since before Firstbell recorded it. */
const hasLaptop = `(EXISTS (SELECT 1 FROM check_out c WHERE c.school_id = p.school_id AND c.person_id = p.id AND c.kind = 'assigned' AND c.in_at IS NULL)
  OR EXISTS (SELECT 1 FROM device d WHERE d.school_id = p.school_id AND d.holder_id = p.id AND NOT d.loaner AND d.state IN ('in_use', 'in_repair')))`;
/** Whether a one-time password can be mailed: not into the mailbox it opens, which is in the directory's domain when it is made. */
const isReached = `(coalesce(p.email, '') <> '' AND NOT EXISTS (SELECT 1 FROM directory_provider d
  LEFT JOIN directory_account a ON a.school_id = d.school_id AND a.person_id = p.id
  WHERE d.school_id = p.school_id AND CASE WHEN a.address IS NULL THEN split_part(lower(p.email), '@', 2) = lower(d.config->>'domain')
    ELSE lower(p.email) = lower(a.address) END))`;
/** Whom a plan of direction `$3` takes in: students of the roster, or whoever has a laptop to bring back. */
const eligible = `CASE $3 WHEN 'collection' THEN ${hasLaptop} ELSE p.status = 'active' END`;
const inAnother = `EXISTS (SELECT 1 FROM rollout_student o JOIN rollout_plan q ON q.school_id = o.school_id AND q.id = o.plan_id
  WHERE o.school_id = p.school_id AND o.person_id = p.id AND o.cancelled_at IS NULL AND q.direction = $3 AND q.state IN ('running', 'paused') AND q.id IS DISTINCT FROM $2::uuid)`;
const takenIn = (kind: string, values: string) => `p.school_id = $1 AND ${chosen(kind, values)} AND ${eligible} AND NOT ${inAnother}
  AND NOT EXISTS (SELECT 1 FROM rollout_student m WHERE m.school_id = p.school_id AND m.plan_id = $2::uuid AND m.person_id = p.id)`;

const ofAudience = (tx: Tx, planId: string | null, direction: RolloutDirection, audience: RolloutAudience) => [
  tx.schoolId,
  planId,
  direction,
  audience.kind,
  audience.values,
];

export interface AudienceCounts {
  readonly students: number;
  readonly in_another: number;
  readonly accounts_there: number;
  readonly without_address: number;
  readonly with_device: number;
  readonly leavers: number;
  readonly directory_set_up: boolean;
  readonly sender_set_up: boolean;
}

/** The plans themselves, and who is in them. */
@Injectable()
export class PlansStore {
  async insert(tx: Tx, plan: NewPlan): Promise<void> {
    await tx.rows(
      `INSERT INTO rollout_plan (school_id, id, name, direction, state, steps, credentials, template_id, audience, video, basics, lanes, created_by)
       VALUES ($1, $2, $3, $4, 'draft', $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        tx.schoolId,
        plan.id,
        plan.name,
        plan.direction,
        plan.steps,
        plan.credentials,
        plan.templateId,
        JSON.stringify(plan.audience),
        plan.video === null ? null : JSON.stringify(plan.video),
        plan.basics === null ? null : JSON.stringify(plan.basics),
        JSON.stringify(plan.lanes),
        plan.createdBy,
      ],
    );
  }

  async list(tx: Tx, limit: number): Promise<PlanRow[]> {
    return tx.rows<PlanRow & Record<string, unknown>>(
      `SELECT ${columns} FROM rollout_plan r WHERE r.school_id = $1 ORDER BY r.created_at DESC, r.id DESC LIMIT $2`,
      [tx.schoolId, limit],
    );
  }

  async find(tx: Tx, planId: string): Promise<PlanRow | undefined> {
    return tx.first<PlanRow & Record<string, unknown>>(`SELECT ${columns} FROM rollout_plan r WHERE r.school_id = $1 AND r.id = $2`, [
      tx.schoolId,
      planId,
    ]);
  }

  async running(tx: Tx): Promise<PlanRow[]> {
    return tx.rows<PlanRow & Record<string, unknown>>(
      `SELECT ${columns} FROM rollout_plan r WHERE r.school_id = $1 AND r.state = 'running' ORDER BY r.started_at DESC`,
      [tx.schoolId],
    );
  }

  /** All plans of the school are held, so that two that start at once do not both take the same students. */
  async lock(tx: Tx, planId: string): Promise<PlanRow | undefined> {
    await tx.rows('SELECT id FROM rollout_plan WHERE school_id = $1 ORDER BY id FOR UPDATE', [tx.schoolId]);
    return this.find(tx, planId);
  }

  async setState(tx: Tx, planId: string, state: RolloutState): Promise<number> {
    const row = await tx.first<{ version: number }>(
      `UPDATE rollout_plan SET state = $3, version = version + 1,
         started_at = CASE WHEN $3 = 'draft' THEN NULL WHEN $3 = 'running' THEN coalesce(started_at, now()) ELSE started_at END,
         finished_at = CASE WHEN $3 IN ('done', 'cancelled') THEN now() END
       WHERE school_id = $1 AND id = $2 RETURNING version`,
      [tx.schoolId, planId, state],
    );
    return row?.version ?? 0;
  }

  /** Undefined when it is no longer at that version. */
  async setLanes(tx: Tx, planId: string, version: number, lanes: readonly RolloutLane[]): Promise<number | undefined> {
    const row = await tx.first<{ version: number }>(
      `UPDATE rollout_plan SET lanes = $4, version = version + 1 WHERE school_id = $1 AND id = $2 AND version = $3 RETURNING version`,
      [tx.schoolId, planId, version, JSON.stringify(lanes)],
    );
    return row?.version;
  }

  /** Takes in whom the plan is for and who is not in it yet; answers who they are. */
  async takeIn(tx: Tx, plan: Pick<PlanRow, 'id' | 'direction' | 'audience'>): Promise<string[]> {
    const rows = await tx.rows<{ person_id: string }>(
      `INSERT INTO rollout_student (school_id, plan_id, person_id) SELECT p.school_id, $2::uuid, p.id FROM person p WHERE ${takenIn('$4', '$5')}
       RETURNING person_id`,
      ofAudience(tx, plan.id, plan.direction, plan.audience),
    );
    return rows.map((row) => row.person_id);
  }

  async newcomers(tx: Tx, plan: Pick<PlanRow, 'id' | 'direction' | 'audience'>): Promise<number> {
    const row = await tx.first<{ students: number }>(
      `SELECT count(*)::int AS students FROM person p WHERE ${takenIn('$4', '$5')}`,
      ofAudience(tx, plan.id, plan.direction, plan.audience),
    );
    return row?.students ?? 0;
  }

  async letAllGo(tx: Tx, planId: string): Promise<void> {
    await tx.rows('DELETE FROM rollout_student WHERE school_id = $1 AND plan_id = $2', [tx.schoolId, planId]);
  }

  async dependants(tx: Tx, planId: string): Promise<Dependants> {
    const row = await tx.first<Dependants & Record<string, unknown>>(
      `SELECT
         (SELECT count(*)::int FROM directory_account a WHERE a.school_id = r.school_id AND a.plan_id = r.id AND a.ready_at >= r.started_at) AS accounts,
         (SELECT count(*)::int FROM rollout_mark m WHERE m.school_id = r.school_id AND m.plan_id = r.id) AS marks,
         (SELECT count(*)::int FROM rollout_student s WHERE s.school_id = r.school_id AND s.plan_id = r.id AND EXISTS (
           SELECT 1 FROM check_out c WHERE c.school_id = s.school_id AND c.person_id = s.person_id AND c.kind = 'assigned'
             AND CASE r.direction WHEN 'collection' THEN c.in_at ELSE c.out_at END >= r.started_at)) AS devices,
         (SELECT count(*)::int FROM mailing l JOIN mail_item i ON i.school_id = l.school_id AND i.mailing_id = l.id
           WHERE l.school_id = r.school_id AND l.plan_id = r.id AND i.state NOT IN ('waiting', 'cancelled')) AS mails
       FROM rollout_plan r WHERE r.school_id = $1 AND r.id = $2`,
      [tx.schoolId, planId],
    );
    return row ?? { accounts: 0, marks: 0, devices: 0, mails: 0 };
  }

  async count(tx: Tx, direction: RolloutDirection, audience: RolloutAudience): Promise<AudienceCounts> {
    const row = await tx.first<AudienceCounts & Record<string, unknown>>(
      `WITH meant AS (
         SELECT p.id, p.status, ${isReached} AS reached, ${inAnother} AS elsewhere, ${hasLaptop} AS with_device,
           (SELECT a.state FROM directory_account a WHERE a.school_id = p.school_id AND a.person_id = p.id) AS account
         FROM person p WHERE p.school_id = $1 AND ${chosen('$4', '$5')} AND ${eligible}
       )
       SELECT count(*) FILTER (WHERE NOT elsewhere)::int AS students, count(*) FILTER (WHERE elsewhere)::int AS in_another,
         count(*) FILTER (WHERE NOT elsewhere AND account IS NOT NULL AND account <> 'wanted')::int AS accounts_there,
         count(*) FILTER (WHERE NOT elsewhere AND NOT reached)::int AS without_address,
         count(*) FILTER (WHERE NOT elsewhere AND with_device)::int AS with_device,
         count(*) FILTER (WHERE NOT elsewhere AND status = 'removed')::int AS leavers,
         EXISTS (SELECT 1 FROM directory_provider d WHERE d.school_id = $1) AS directory_set_up,
         EXISTS (SELECT 1 FROM mail_sender m WHERE m.school_id = $1) AS sender_set_up
       FROM meant`,
      ofAudience(tx, null, direction, audience),
    );
    if (row === undefined) throw new Error('A count always has a row.');
    return row;
  }

  async choices(tx: Tx): Promise<{ of: 'grade' | 'homeroom' | 'template' | 'all'; value: string; name: string; students: number }[]> {
    return tx.rows(
      `WITH students AS (SELECT grade, homeroom FROM person WHERE school_id = $1 AND status = 'active' AND 'student' = ANY (roles))
       SELECT 'all' AS of, '' AS value, '' AS name, count(*)::int AS students FROM students
       UNION ALL SELECT 'grade', grade, grade, count(*)::int FROM students WHERE grade IS NOT NULL GROUP BY grade
       UNION ALL SELECT 'homeroom', homeroom, homeroom, count(*)::int FROM students WHERE homeroom IS NOT NULL GROUP BY homeroom
       UNION ALL SELECT 'template', id::text, name, 0 FROM mail_template WHERE school_id = $1
       ORDER BY 1, 3`,
      [tx.schoolId],
    );
  }
}
