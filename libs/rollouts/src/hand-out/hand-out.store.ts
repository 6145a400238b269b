import { Injectable } from '@nestjs/common';
import type { DeviceBrief } from '@firstbell/contracts/circulation';
import type { MarkedStep, ScannedLaptop } from '@firstbell/contracts/hand-out';
import type { Language } from '@firstbell/contracts/values';
import { statement, type Tx } from '@firstbell/platform';
import type { RunningPlanRow } from '../progress/student-facts.store.js';

const scanned = statement(
  'hand_out.scan',
  `SELECT p.id AS person_id, p.status = 'removed' AS left_school, NULL::uuid AS device_id FROM person p WHERE p.school_id = $1 AND p.badge = $2
   UNION ALL
   SELECT NULL, false, v.id FROM device v WHERE v.school_id = $1 AND (v.tag = $2 OR v.serial = $2)`,
);

const laptop = statement(
  'hand_out.laptop',
  `SELECT v.id, v.tag, v.model, v.state, CASE WHEN h.id IS NOT NULL THEN json_build_object('id', h.id, 'name', h.display_name) END AS holder
   FROM device v LEFT JOIN person h ON h.school_id = v.school_id AND h.id = v.holder_id WHERE v.school_id = $1 AND v.id = $2`,
);

/** What belongs to a student, as columns after `p` (person) and `a` (account_progress). */
export const belongings = `
  p.id, p.display_name AS name, p.homeroom, p.language,
  coalesce(a.state IN ('ready', 'suspend_wanted', 'suspended', 'resume_wanted'), false) AS account_ready, a.credential_id IS NOT NULL AS credential_made,
  CASE WHEN a.delivered_at IS NOT NULL THEN a.delivery END AS delivery,
  EXISTS (SELECT 1 FROM device_agreement g WHERE g.school_id = p.school_id AND g.person_id = p.id AND g.kind = 'assigned') AS agreement_on_file,
  (SELECT json_build_object('id', v.id, 'tag', v.tag, 'model', v.model, 'state', v.state) FROM check_out c JOIN device v ON v.school_id = c.school_id AND v.id = c.device_id
    WHERE c.school_id = p.school_id AND c.person_id = p.id AND c.kind = 'assigned' AND c.in_at IS NULL ORDER BY c.out_at DESC LIMIT 1) AS device`;

const student = statement(
  'hand_out.student',
  `SELECT ${belongings} FROM person p LEFT JOIN account_progress a ON a.school_id = p.school_id AND a.person_id = p.id WHERE p.school_id = $1 AND p.id = $2`,
);

export interface BelongingsRow {
  readonly id: string;
  readonly name: string;
  readonly homeroom: string | null;
  readonly language: Language;
  readonly account_ready: boolean;
  readonly credential_made: boolean;
  readonly delivery: 'mail' | 'slip' | null;
  readonly agreement_on_file: boolean;
  readonly device: DeviceBrief | null;
}

export interface ScannedRow {
  readonly person_id: string | null;
  readonly left_school: boolean;
  readonly device_id: string | null;
}

export interface NewMark {
  readonly planId: string;
  readonly personId: string;
  readonly step: MarkedStep;
  readonly state: 'done' | 'skipped';
  readonly answer: string | null;
  readonly question: string | null;
  readonly secondsAgo: number;
  readonly byId: string;
}

/** What a hand-out station reads, and the marks it makes. */
@Injectable()
export class HandOutStore {
  async scanned(tx: Tx, scan: string): Promise<ScannedRow[]> {
    return tx.rows<ScannedRow & Record<string, unknown>>(scanned, [tx.schoolId, scan]);
  }

  async laptop(tx: Tx, deviceId: string): Promise<ScannedLaptop | undefined> {
    return tx.first<ScannedLaptop>(laptop, [tx.schoolId, deviceId]);
  }

  async student(tx: Tx, personId: string): Promise<BelongingsRow | undefined> {
    return tx.first<BelongingsRow & Record<string, unknown>>(student, [tx.schoolId, personId]);
  }

  /** Why nobody's visit can begin: whether a person left, and what the hand-out they belong to is doing. */
  async whyNot(tx: Tx, personId: string): Promise<{ left_school: boolean; paused: string | null; any_running: boolean } | undefined> {
    return tx.first<{ left_school: boolean; paused: string | null; any_running: boolean }>(
      `SELECT p.status = 'removed' AS left_school,
        (SELECT r.name FROM rollout_student s JOIN rollout_plan r ON r.school_id = s.school_id AND r.id = s.plan_id
          WHERE s.school_id = $1 AND s.person_id = $2 AND s.cancelled_at IS NULL AND r.state = 'paused' AND r.direction = 'hand_out' LIMIT 1) AS paused,
        EXISTS (SELECT 1 FROM rollout_plan r WHERE r.school_id = $1 AND r.state = 'running' AND r.direction = 'hand_out') AS any_running
       FROM person p WHERE p.school_id = $1 AND p.id = $2`,
      [tx.schoolId, personId],
    );
  }

  /** The plan of a student whatever it is doing now, for what was done while it ran. */
  async planOf(tx: Tx, planId: string, personId: string): Promise<(RunningPlanRow & { state: string }) | undefined> {
    return tx.first<RunningPlanRow & { state: string } & Record<string, unknown>>(
      `SELECT r.id, r.name, r.direction, r.steps, r.credentials, r.video, r.basics, r.state FROM rollout_student s
       JOIN rollout_plan r ON r.school_id = s.school_id AND r.id = s.plan_id
       WHERE s.school_id = $1 AND s.plan_id = $2 AND s.person_id = $3 AND s.cancelled_at IS NULL AND r.direction = 'hand_out' AND r.state <> 'draft'`,
      [tx.schoolId, planId, personId],
    );
  }

  /** What was done is not undone by a later skip, and no question is lost. Answers how many steps are marked now. */
  async mark(tx: Tx, mark: NewMark): Promise<number> {
    await tx.rows(
      `INSERT INTO rollout_mark (school_id, plan_id, person_id, step, state, answer, question, at, by_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, now() - make_interval(secs => $8), $9)
       ON CONFLICT (school_id, plan_id, person_id, step) DO UPDATE SET
         state = CASE WHEN rollout_mark.state = 'done' THEN 'done' ELSE excluded.state END,
         answer = coalesce(excluded.answer, rollout_mark.answer),
         question = CASE WHEN excluded.question IS NULL OR rollout_mark.question IS NULL THEN coalesce(excluded.question, rollout_mark.question)
           WHEN strpos(rollout_mark.question, excluded.question) > 0 THEN rollout_mark.question ELSE rollout_mark.question || E'\\n' || excluded.question END,
         at = CASE WHEN rollout_mark.state = excluded.state THEN rollout_mark.at ELSE excluded.at END,
         by_id = CASE WHEN rollout_mark.state = excluded.state THEN rollout_mark.by_id ELSE excluded.by_id END`,
      [tx.schoolId, mark.planId, mark.personId, mark.step, mark.state, mark.answer, mark.question, mark.secondsAgo, mark.byId],
    );
    const row = await tx.first<{ marks: number }>(
      'SELECT count(*)::int AS marks FROM rollout_mark WHERE school_id = $1 AND plan_id = $2 AND person_id = $3',
      [tx.schoolId, mark.planId, mark.personId],
    );
    return row?.marks ?? 1;
  }

  async questions(tx: Tx, planId: string): Promise<{ id: string; name: string; homeroom: string | null; question: string; at: Date }[]> {
    return tx.rows(
      `SELECT p.id, p.display_name AS name, p.homeroom, m.question, m.at FROM rollout_mark m JOIN person p ON p.school_id = m.school_id AND p.id = m.person_id
       WHERE m.school_id = $1 AND m.plan_id = $2 AND m.step = 'video' AND m.question IS NOT NULL ORDER BY m.at DESC LIMIT 2000`,
      [tx.schoolId, planId],
    );
  }
}
