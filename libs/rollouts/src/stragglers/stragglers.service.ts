import { Injectable } from '@nestjs/common';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import type { rolloutOperations } from '@firstbell/contracts/rollouts';
import { Database, notFound, type Actor } from '@firstbell/platform';
import { SchedulesService } from '@firstbell/schedule';
import { PlansStore } from '../plans/plans.store.js';
import { stepsByFacts } from '../progress/progress.rules.js';
import { ProgressStore } from '../progress/progress.store.js';
import { isFinished } from '../steps.rules.js';
import { StragglersStore } from './stragglers.store.js';

type Ops = typeof rolloutOperations;

/** The list an assistant goes round with: where somebody sits now, and what they still need. */
@Injectable()
export class StragglersService {
  constructor(
    private readonly database: Database,
    private readonly plans: PlansStore,
    private readonly progress: ProgressStore,
    private readonly store: StragglersStore,
    private readonly schedules: SchedulesService,
  ) {}

  /** Of the running rollout named, or the one started last; in the period named, or the one that runs. */
  async list(actor: Actor, input: InputOf<Ops['listStragglers']>): Promise<OutputOf<Ops['listStragglers']>> {
    const { period, periods: todays } = await this.schedules.at(actor.schoolId);
    const { periods: all } = await this.schedules.clock(actor.schoolId);
    if (input.periodId !== undefined && !all.some(({ id }) => id === input.periodId)) throw notFound('period', 'periodId');
    // On a day without school the list is made for another one.
    const periods = todays.length > 0 ? todays : all;
    const periodId = input.periodId ?? period?.id ?? periods[0]?.id ?? null;
    return this.database.read(actor.schoolId, async (tx) => {
      const running = await this.plans.running(tx);
      const plan = input.planId === undefined ? running[0] : running.find(({ id }) => id === input.planId);
      if (plan === undefined && input.planId !== undefined) throw notFound('rollout', 'planId');
      const steps = plan === undefined ? new Map<string, never>() : stepsByFacts(plan, await this.progress.factsThere(tx, plan.id));
      const open = [...steps].filter(([, views]) => !isFinished(views));
      const missing = new Map(
        open.map(([facts, views]) => [facts, views.flatMap(({ step, state }) => (state === 'done' || state === 'skipped' ? [] : [step]))]),
      );
      const rows = plan === undefined ? [] : await this.store.inPeriod(tx, plan.id, [...missing.keys()], periodId);
      return {
        plans: running.map(({ id, name, direction }) => ({ id, name, direction })),
        planId: plan?.id ?? null,
        periods: periods.map(({ id, name }) => ({ id, name })),
        periodId,
        stragglers: rows.map((row) => ({
          id: row.person_id,
          name: row.display_name,
          homeroom: row.homeroom,
          room: row.location,
          missing: missing.get(row.facts) ?? [],
        })),
      };
    });
  }
}
