import { Injectable } from '@nestjs/common';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import type { Rollout, RolloutStudent, rolloutOperations } from '@firstbell/contracts/rollouts';
import { searchName } from '@firstbell/people';
import { Database, notFound, safeCsv, type Actor, type Tx } from '@firstbell/platform';
import { SchedulesService } from '@firstbell/schedule';
import type { PlanRow } from '../plans/plans.store.js';
import { PlansStore } from '../plans/plans.store.js';
import { hasException, isFinished, type StepView } from '../steps.rules.js';
import { openHours } from './pace.rules.js';
import { laneOf, progressOf, stepsByFacts } from './progress.rules.js';
import { ProgressStore } from './progress.store.js';
import { toRollout, toRolloutRow } from './rollout-view.rules.js';

type Ops = typeof rolloutOperations;
type StudentFilter = InputOf<Ops['rolloutStudentsCsv']>;

const plansListed = 100;
const studentsOfCsv = 50_000;

/** How far the rollouts are, for those who lead them. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly database: Database,
    private readonly plans: PlansStore,
    private readonly progress: ProgressStore,
    private readonly schedules: SchedulesService,
  ) {}

  async list(actor: Actor): Promise<OutputOf<Ops['listRollouts']>> {
    return this.database.read(actor.schoolId, async (tx) => {
      const plans = await this.plans.list(tx, plansListed);
      const counted = await this.progress.byPlan(
        tx,
        plans.filter(({ started_at }) => started_at !== null).map(({ id }) => id),
      );
      return {
        rollouts: plans.map((plan) =>
          toRolloutRow(
            plan,
            counted.filter((row) => row.plan_id === plan.id),
          ),
        ),
      };
    });
  }

  async view(actor: Actor, planId: string): Promise<Rollout> {
    const [{ now, timeZone }, { periods }] = [await this.schedules.at(actor.schoolId), await this.schedules.clock(actor.schoolId)];
    return this.database.read(actor.schoolId, async (tx) => {
      const plan = await this.mustFind(tx, planId);
      const goesOn = plan.state === 'running' || plan.state === 'paused';
      const newcomers = goesOn ? await this.plans.newcomers(tx, plan) : 0;
      return toRollout(plan, await this.progress.byHomeroom(tx, planId), newcomers, { now, timeZone, open: openHours(periods) });
    });
  }

  async periods(actor: Actor, planId: string): Promise<OutputOf<Ops['listRolloutPeriods']>> {
    return this.database.read(actor.schoolId, async (tx) => {
      const plan = await this.mustFind(tx, planId);
      const rows = await this.progress.byPeriod(tx, planId);
      const names = new Map(rows.map((row) => [row.period_id, row.period_name]));
      return {
        byPeriod: [...names].map(([id, name]) => ({
          id,
          name,
          ...progressOf(
            plan,
            rows.filter((row) => row.period_id === id),
          ),
        })),
      };
    });
  }

  async students(actor: Actor, input: StudentFilter & { offset: number; limit: number }): Promise<OutputOf<Ops['listRolloutStudents']>> {
    return this.database.read(actor.schoolId, async (tx) => {
      const plan = await this.mustFind(tx, input.planId);
      const steps = stepsByFacts(plan, await this.progress.factsThere(tx, plan.id));
      const { filter } = input;
      const rows = await this.progress.students(tx, {
        planId: plan.id,
        facts: [...steps].filter(([, views]) => isAskedFor(views, input)).map(([key]) => key),
        homeroom: input.homeroom,
        search: searchName(input.search),
        only: filter === 'charger' || filter === 'damaged' || filter === 'left' ? filter : null,
        offset: input.offset,
        limit: input.limit,
      });
      return {
        total: rows[0]?.total ?? 0,
        students: rows.map((row): RolloutStudent => {
          const views = steps.get(row.facts) ?? [];
          return {
            id: row.person_id,
            name: row.display_name,
            grade: row.grade,
            homeroom: row.homeroom,
            lane: laneOf(plan.lanes, row.homeroom),
            leftSchool: row.left_school,
            chargerMissing: row.charger_missing,
            damaged: row.came_damaged,
            finishedAt: isFinished(views) ? (row.last_at?.toISOString() ?? null) : null,
            steps: [...views],
          };
        }),
      };
    });
  }

  async studentsCsv(actor: Actor, input: StudentFilter): Promise<string> {
    const { students } = await this.students(actor, { ...input, offset: 0, limit: studentsOfCsv });
    const steps = students[0]?.steps.map(({ step }) => step) ?? [];
    return safeCsv([
      ['name', 'grade', 'homeroom', 'lane', ...steps, 'reasons', 'finished_at', 'left_school', 'charger_missing', 'damaged'],
      ...students.map((one) => [
        one.name,
        one.grade,
        one.homeroom,
        one.lane,
        ...one.steps.map(({ state }) => state),
        one.steps.flatMap(({ reason }) => reason ?? []).join(' '),
        one.finishedAt,
        one.leftSchool ? 'yes' : '',
        one.chargerMissing ? 'yes' : '',
        one.damaged ? 'yes' : '',
      ]),
    ]);
  }

  private async mustFind(tx: Tx, planId: string): Promise<PlanRow> {
    const plan = await this.plans.find(tx, planId);
    if (plan === undefined) throw notFound('rollout', 'planId');
    return plan;
  }
}

function isAskedFor(views: readonly StepView[], { filter, missing }: StudentFilter): boolean {
  if (missing !== undefined && !views.some(({ step, state }) => step === missing && state !== 'done' && state !== 'skipped')) return false;
  switch (filter) {
    case 'open':
      return !isFinished(views);
    case 'finished':
      return isFinished(views);
    case 'exception':
      return hasException(views);
    case 'all':
    case 'charger':
    case 'damaged':
    case 'left':
      return true;
  }
}
