import type { Rollout, RolloutPace, RolloutRow } from '@firstbell/contracts/rollouts';
import type { PlanRow } from '../plans/plans.store.js';
import { paceOf, type OpenHours } from './pace.rules.js';
import { laneOf, progressOf, stepsByFacts } from './progress.rules.js';
import { isFinished } from '../steps.rules.js';
import type { HomeroomCount, PlanCount } from './progress.store.js';

/** 9A before 10A. Made once: a comparison that makes its own collator costs as much as the count in the database. */
const byNumber = new Intl.Collator('en', { numeric: true }).compare;

export interface Moment {
  readonly now: Date;
  readonly timeZone: string;
  readonly open: OpenHours;
}

export function toRolloutRow(plan: PlanRow, counted: readonly Pick<PlanCount, 'facts' | 'students'>[]): RolloutRow {
  return {
    id: plan.id,
    name: plan.name,
    direction: plan.direction,
    state: plan.state,
    steps: plan.steps,
    createdAt: plan.created_at.toISOString(),
    startedAt: plan.started_at?.toISOString() ?? null,
    finishedAt: plan.finished_at?.toISOString() ?? null,
    version: plan.version,
    progress: plan.started_at === null ? null : progressOf(plan, counted),
  };
}

/** The page of one rollout from one count of it. */
export function toRollout(plan: PlanRow, counts: readonly HomeroomCount[], newcomers: number, moment: Moment): Rollout {
  const ofHomerooms = counts.filter((row) => row.quarter === null);
  const homerooms = [...new Set(ofHomerooms.map((row) => row.homeroom ?? ''))].sort(byNumber);
  const of = (names: readonly string[]) =>
    progressOf(
      plan,
      ofHomerooms.filter((row) => names.includes(row.homeroom ?? '')),
    );
  const sum = (count: (row: HomeroomCount) => number) => ofHomerooms.reduce((total, row) => total + count(row), 0);
  const inLane = (lane: string | null) => homerooms.filter((homeroom) => laneOf(plan.lanes, homeroom) === lane);
  const lanes = [...plan.lanes.map(({ name }) => name), ...(plan.lanes.length > 0 && inLane(null).length > 0 ? [null] : [])];
  const row = toRolloutRow(plan, ofHomerooms);
  return {
    ...row,
    credentials: plan.credentials,
    templateId: plan.template_id,
    audience: plan.audience,
    video: plan.video,
    basics: plan.basics,
    lanes: plan.lanes,
    createdBy: plan.created_by,
    left: sum(({ left_school }) => left_school),
    newcomers,
    chargersMissing: sum(({ chargers }) => chargers),
    damaged: sum(({ damaged }) => damaged),
    pace:
      row.progress === null || plan.state !== 'running'
        ? null
        : paceNow(plan, counts, row.progress.students - row.progress.finished, moment),
    byLane: lanes.map((lane) => ({ name: lane ?? '', homerooms: inLane(lane).length, ...of(inLane(lane)) })),
    byHomeroom: homerooms.map((name) => ({ name, ...of([name]) })).filter(({ students }) => students > 0),
  };
}

function paceNow(plan: PlanRow, counts: readonly HomeroomCount[], remaining: number, { now, timeZone, open }: Moment): RolloutPace | null {
  const steps = stepsByFacts(
    plan,
    counts.map(({ facts }) => facts),
  );
  const quarters = counts.flatMap(({ quarter, facts, students }) =>
    quarter !== null && isFinished(steps.get(facts) ?? []) ? [{ at: quarter, students }] : [],
  );
  const byTime = new Map<number, number>();
  for (const { at, students } of quarters) byTime.set(at.getTime(), (byTime.get(at.getTime()) ?? 0) + students);
  const pace = paceOf(
    [...byTime].map(([at, students]) => ({ at: new Date(at), students })),
    remaining,
    now,
    timeZone,
    open,
  );
  return pace === null ? null : { perHour: pace.perHour, lastAt: pace.lastAt?.toISOString() ?? null };
}
