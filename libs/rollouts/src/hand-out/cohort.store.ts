import { Injectable } from '@nestjs/common';
import type { ScannedLaptop } from '@firstbell/contracts/hand-out';
import { statement, type Tx } from '@firstbell/platform';
import { studentFacts } from '../progress/facts.sql.js';
import type { RunningPlanRow } from '../progress/student-facts.store.js';
import { belongings, type BelongingsRow } from './hand-out.store.js';
import { rowsOfEverybody } from '../progress/rows-of-everybody.js';

export interface CohortRow extends BelongingsRow {
  readonly plan_id: string;
  readonly badge: string | null;
  readonly facts: string;
}

const runningPlans = statement(
  'hand_out.running_plans',
  `SELECT id, name, direction, steps, credentials, video, basics FROM rollout_plan
   WHERE school_id = $1 AND state = 'running' AND direction = 'hand_out' ORDER BY started_at, id`,
);

const students = statement(
  'hand_out.cohort_students',
  `SELECT f.plan_id, f.facts, p.badge, ${belongings}
   FROM (${studentFacts()}) f
   JOIN person p ON p.school_id = $1 AND p.id = f.person_id
   LEFT JOIN account_progress a ON a.school_id = p.school_id AND a.person_id = p.id
   WHERE NOT f.left_school AND ($3::uuid IS NULL OR f.person_id > $3) ORDER BY f.person_id LIMIT $4`,
);

const devices = statement(
  'hand_out.cohort_devices',
  `SELECT v.id, v.tag, v.serial, v.model, v.state, CASE WHEN h.id IS NOT NULL THEN json_build_object('id', h.id, 'name', h.display_name) END AS holder
   FROM device v LEFT JOIN person h ON h.school_id = v.school_id AND h.id = v.holder_id
   WHERE v.school_id = $1 AND v.state <> 'retired' AND ($2::uuid IS NULL OR v.id > $2) ORDER BY v.id LIMIT $3`,
);

/*
 * Everything a station keeps, as one short word. Rows that are the same give the same word, whoever changed them and back;
 * what is not shown (a mail on its way) is left out, so that a mailing does not make every station fetch everything again.
 */
const version = statement(
  'hand_out.cohort_version',
  `SELECT md5(concat_ws('/',
    (SELECT string_agg(concat_ws('-', r.id, r.version), ',' ORDER BY r.id) FROM rollout_plan r WHERE r.school_id = $1 AND r.id = ANY ($2::uuid[])),
    (SELECT string_agg(concat_ws('-', f.person_id, f.facts, f.display_name, f.homeroom, p.badge, p.language), ',' ORDER BY f.person_id)
      FROM (${studentFacts()}) f JOIN person p ON p.school_id = $1 AND p.id = f.person_id WHERE NOT f.left_school),
    (SELECT string_agg(concat_ws('-', v.id, v.tag, v.serial, v.model, v.state, v.holder_id), ',' ORDER BY v.id) FROM device v WHERE v.school_id = $1),
    (SELECT count(*) FROM device_agreement g WHERE g.school_id = $1))) AS version`,
);

/** The running hand-outs of a school as a station keeps them for working without the network. */
@Injectable()
export class CohortStore {
  async runningPlans(tx: Tx): Promise<RunningPlanRow[]> {
    return tx.rows<RunningPlanRow & Record<string, unknown>>(runningPlans, [tx.schoolId]);
  }

  async version(tx: Tx, planIds: readonly string[]): Promise<string> {
    const [row] = await rowsOfEverybody<{ version: string }>(tx, version, [tx.schoolId, planIds]);
    return row?.version ?? '';
  }

  async students(tx: Tx, planIds: readonly string[], after: string | null, limit: number): Promise<CohortRow[]> {
    return rowsOfEverybody<CohortRow & Record<string, unknown>>(tx, students, [tx.schoolId, planIds, after, limit]);
  }

  async devices(tx: Tx, after: string | null, limit: number): Promise<(ScannedLaptop & { serial: string | null })[]> {
    return tx.rows<ScannedLaptop & { serial: string | null }>(devices, [tx.schoolId, after, limit]);
  }
}
