import { Injectable } from '@nestjs/common';
import type { RolloutDirection } from '@firstbell/contracts/rollouts';
import type { Tx } from '@firstbell/platform';
import { factsOf, stepStates, type StepView } from '../steps.rules.js';
import { StudentFactsStore, type RunningPlanRow } from './student-facts.store.js';

export interface StudentOfRollout {
  readonly plan: RunningPlanRow;
  readonly steps: readonly StepView[];
}

/** Where one student stands in the rollout that runs for them now. */
@Injectable()
export class RolloutStudents {
  constructor(private readonly store: StudentFactsStore) {}

  /** Undefined when no running rollout of that direction has them, or they left the school. */
  async ofPerson(tx: Tx, personId: string, direction: RolloutDirection = 'hand_out'): Promise<StudentOfRollout | undefined> {
    const plan = await this.store.runningPlanOf(tx, personId, direction);
    if (plan === undefined) return undefined;
    const row = await this.store.factsOf(tx, plan.id, personId);
    if (row === undefined || (row.left_school && direction === 'hand_out')) return undefined;
    return { plan, steps: stepStates(plan, factsOf(row.facts)) };
  }
}
