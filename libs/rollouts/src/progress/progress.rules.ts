import type { RolloutLane, RolloutProgress } from '@firstbell/contracts/rollouts';
import { factsOf, hasException, isFinished, stepStates, type StepsOfPlan, type StepView } from '../steps.rules.js';

/** A number of students with the same facts. */
export interface Counted {
  readonly facts: string;
  readonly students: number;
}

/** Decides once per distinct facts, however many students share them. */
export function stepsByFacts(plan: StepsOfPlan, keys: Iterable<string>): Map<string, readonly StepView[]> {
  return new Map([...new Set(keys)].map((key) => [key, stepStates(plan, factsOf(key))]));
}

export function progressOf(plan: StepsOfPlan, counted: readonly Counted[]): RolloutProgress {
  const steps = plan.steps.map((step) => ({ step, blocked: 0, due: 0, doing: 0, done: 0, skipped: 0, exception: 0 }));
  const sum = { students: 0, finished: 0, exceptions: 0 };
  for (const { facts, students } of counted) {
    const views = stepStates(plan, factsOf(facts));
    sum.students += students;
    if (isFinished(views)) sum.finished += students;
    if (hasException(views)) sum.exceptions += students;
    views.forEach(({ state }, at) => {
      const step = steps[at];
      if (step !== undefined) step[state] += students;
    });
  }
  return { ...sum, steps };
}

/** The lane of a homeroom; null for one that no lane names. */
export const laneOf = (lanes: readonly RolloutLane[], homeroom: string): string | null =>
  lanes.find((lane) => lane.homerooms.includes(homeroom))?.name ?? null;
