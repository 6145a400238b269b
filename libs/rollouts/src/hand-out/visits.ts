import { Injectable } from '@nestjs/common';
import type { HandOutPlan, Visit } from '@firstbell/contracts/hand-out';
import { handOutSteps } from '@firstbell/contracts/hand-out';
import { notFound, type Tx } from '@firstbell/platform';
import { StudentFactsStore, type RunningPlanRow } from '../progress/student-facts.store.js';
import { factsOf, stepStates, type StepView } from '../steps.rules.js';
import { credentialStateOf, leftSchool, noPlan, notInPlan, paused, visitSteps } from './hand-out.rules.js';
import { HandOutStore, type BelongingsRow } from './hand-out.store.js';

/** A student at a station, with everything the screen needs to go on. */
@Injectable()
export class Visits {
  constructor(
    private readonly store: HandOutStore,
    private readonly facts: StudentFactsStore,
  ) {}

  /** Of the rollout that runs for this person. @throws FirstbellError saying why there is none */
  async now(tx: Tx, personId: string): Promise<Visit> {
    const plan = await this.facts.runningPlanOf(tx, personId, 'hand_out');
    const why = await this.store.whyNot(tx, personId);
    if (why === undefined) throw notFound('person', 'personId');
    if (why.left_school) throw leftSchool();
    if (plan === undefined) throw why.paused !== null ? paused(why.paused) : why.any_running ? notInPlan() : noPlan();
    return this.of(tx, plan, personId);
  }

  async of(tx: Tx, plan: RunningPlanRow, personId: string): Promise<Visit> {
    const [facts, belongings] = [await this.facts.factsOf(tx, plan.id, personId), await this.store.student(tx, personId)];
    if (facts === undefined || belongings === undefined) throw notInPlan();
    return visitOf(plan, stepStates(plan, factsOf(facts.facts)), belongings);
  }
}

/** As screens know a plan. */
export const asHandOutPlan = (plan: RunningPlanRow): HandOutPlan => ({
  id: plan.id,
  name: plan.name,
  steps: handOutSteps.filter((step) => plan.steps.includes(step)),
  video: plan.video,
  basics: plan.basics ?? { en: [], es: [] },
});

export function visitOf(plan: RunningPlanRow, steps: readonly StepView[], row: BelongingsRow): Visit {
  return {
    plan: asHandOutPlan(plan),
    student: { id: row.id, name: row.name, homeroom: row.homeroom, language: row.language },
    steps: visitSteps(steps),
    device: row.device,
    agreementOnFile: row.agreement_on_file,
    credential: {
      state: credentialStateOf({
        asked: plan.steps.includes('credentials') ? plan.credentials : 'none',
        accountReady: row.account_ready,
        made: row.credential_made,
        delivery: row.delivery,
      }),
    },
  };
}
