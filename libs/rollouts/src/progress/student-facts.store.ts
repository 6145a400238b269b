import { Injectable } from '@nestjs/common';
import type { RolloutBasics, RolloutDirection, RolloutStep, RolloutVideo } from '@firstbell/contracts/rollouts';
import { statement, type Tx } from '@firstbell/platform';
import { studentFacts } from './facts.sql.js';

export interface RunningPlanRow {
  readonly id: string;
  readonly name: string;
  readonly direction: RolloutDirection;
  readonly steps: RolloutStep[];
  readonly credentials: 'mail' | 'slip' | 'none';
  readonly video: RolloutVideo | null;
  readonly basics: RolloutBasics | null;
}

const runningOf = statement(
  'rollout.running_of_person',
  `SELECT r.id, r.name, r.direction, r.steps, r.credentials, r.video, r.basics FROM rollout_student s
   JOIN rollout_plan r ON r.school_id = s.school_id AND r.id = s.plan_id
   WHERE s.school_id = $1 AND s.person_id = $2 AND s.cancelled_at IS NULL AND r.state = 'running' AND r.direction = $3
   ORDER BY r.started_at DESC LIMIT 1`,
);
const factsOfOne = statement(
  'rollout.facts_of_person',
  studentFacts({ student: 'AND s.person_id = $3', credential: 'AND c.person_id = $3', checkOut: 'AND c.person_id = $3' }),
);

/** One student at the station: which rollout is theirs now, and how far they are. */
@Injectable()
export class StudentFactsStore {
  async runningPlanOf(tx: Tx, personId: string, direction: RolloutDirection): Promise<RunningPlanRow | undefined> {
    return tx.first<RunningPlanRow & Record<string, unknown>>(runningOf, [tx.schoolId, personId, direction]);
  }

  async factsOf(tx: Tx, planId: string, personId: string): Promise<{ facts: string; left_school: boolean } | undefined> {
    return tx.first<{ facts: string; left_school: boolean }>(factsOfOne, [tx.schoolId, [planId], personId]);
  }
}
