import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import type { RolloutForecast, RolloutMove, rolloutOperations } from '@firstbell/contracts/rollouts';
import { AccountsOfPeople } from '@firstbell/directory';
import { Mailings } from '@firstbell/mailing';
import { Database, FirstbellError, notFound, type Actor, type Tx } from '@firstbell/platform';
import { mayMove, mayUndo, moves, planFault, stepsInOrder, type PlanFault } from './plan.rules.js';
import { PlansStore, type NewPlan, type PlanRow } from './plans.store.js';

type Ops = typeof rolloutOperations;

const faults: Readonly<Record<PlanFault, { readonly field: string; readonly detail: string }>> = {
  no_steps: { field: 'steps', detail: 'Choose at least one step.' },
  credentials_without_account: { field: 'steps', detail: 'Credentials belong to an account. Choose the step "account" too.' },
  credentials_not_chosen: { field: 'credentials', detail: 'Say whether credentials are mailed or printed, or leave the step out.' },
  no_video: { field: 'video', detail: 'Give the video with its question, or leave the step out.' },
  no_right_answer: { field: 'video', detail: 'Say which of the answers is right.' },
  no_basics: { field: 'basics', detail: 'Write at least one line of the checklist, the same number in English and Spanish.' },
};

/** What a plan says; its lanes may be laid out anew at any time. */
const writtenDown = ({
  name,
  direction,
  steps,
  credentials,
  templateId,
  audience,
  video,
  basics,
}: Omit<NewPlan, 'id' | 'lanes' | 'createdBy'>) => ({ name, direction, steps, credentials, templateId, audience, video, basics });

/** What coach and administrator do with a rollout. Everything a move sets off is part of its one transaction. */
@Injectable()
export class PlansService {
  constructor(
    private readonly database: Database,
    private readonly store: PlansStore,
    private readonly accounts: AccountsOfPeople,
    private readonly mailings: Mailings,
  ) {}

  /** Sent twice, the second changes nothing: the plan is the one of that id. Corrected meanwhile, it is refused. */
  async create(actor: Actor, input: InputOf<Ops['createRollout']>): Promise<void> {
    const fault = planFault(input);
    if (fault !== null) throw new FirstbellError(`rollout.${fault}`, 400, faults[fault].detail, { field: faults[fault].field });
    const steps = stepsInOrder(input.direction, input.steps);
    const has = (step: (typeof steps)[number]) => steps.includes(step);
    const plan: NewPlan = {
      ...input,
      steps,
      credentials: has('credentials') ? input.credentials : 'none',
      templateId: has('credentials') && input.credentials === 'mail' ? input.templateId : null,
      video: has('video') ? input.video : null,
      basics: has('basics') ? input.basics : null,
      createdBy: actor.id,
    };
    await this.database.once(
      actor.schoolId,
      input.id,
      async (tx) => {
        await this.mailings.wordsOfPlan(tx, plan.templateId);
        await this.store.insert(tx, plan);
        await tx.append({
          type: 'rollout.created',
          subjectType: 'rollout_plan',
          subjectId: input.id,
          version: 1,
          actorId: actor.id,
          requestId: input.id,
        });
      },
      (tx) => this.mustBeAsWritten(tx, plan),
    );
  }

  /** Corrected after its answer was lost, the one who sent it has to know that the earlier plan stands. */
  private async mustBeAsWritten(tx: Tx, plan: NewPlan): Promise<void> {
    const first = await this.store.find(tx, plan.id);
    if (first === undefined) throw notFound('rollout', 'id');
    if (isDeepStrictEqual(writtenDown({ ...first, templateId: first.template_id }), writtenDown(plan))) return;
    throw new FirstbellError(
      'rollout.written_already',
      409,
      'It was written down already, as it was before your correction. Look at that rollout: cancel it there if it is not what you want, and begin again.',
      { field: 'id', facts: { planId: plan.id } },
    );
  }

  async move(actor: Actor, { planId, requestId, move }: InputOf<Ops['moveRollout']>): Promise<void> {
    await this.database.once(
      actor.schoolId,
      requestId,
      async (tx) => {
        const plan = await this.mustLock(tx, planId);
        if (!mayMove(move, plan.state)) {
          throw new FirstbellError(
            'rollout.not_now',
            409,
            `This rollout is "${plan.state}" now, so this cannot be done. Look at it again.`,
            {
              field: 'move',
            },
          );
        }
        if (move === 'undo') await this.mustHaveNoDependants(tx, planId);
        // The state first: what is set off below looks at it.
        const version = await this.store.setState(tx, planId, moves[move].to);
        const students = await this.setOff(tx, actor.id, plan, move);
        await tx.append({
          type: 'rollout.changed',
          subjectType: 'rollout_plan',
          subjectId: planId,
          version,
          actorId: actor.id,
          requestId,
          data: { move, state: moves[move].to, ...(students === null ? {} : { students }) },
        });
      },
      () => Promise.resolve(),
    );
  }

  async addNewcomers(actor: Actor, { planId, requestId }: InputOf<Ops['addNewcomers']>): Promise<void> {
    await this.database.once(
      actor.schoolId,
      requestId,
      async (tx) => {
        const plan = await this.mustLock(tx, planId);
        if (plan.state !== 'running' && plan.state !== 'paused') {
          throw new FirstbellError('rollout.not_now', 409, 'Students can be taken in while the rollout runs or is paused.');
        }
        const students = await this.takeIn(tx, actor.id, plan);
        const version = await this.store.setState(tx, planId, plan.state);
        await tx.append({
          type: 'rollout.changed',
          subjectType: 'rollout_plan',
          subjectId: planId,
          version,
          actorId: actor.id,
          requestId,
          data: { added: students },
        });
      },
      () => Promise.resolve(),
    );
  }

  async setLanes(actor: Actor, { planId, version, lanes }: InputOf<Ops['setRolloutLanes']>): Promise<void> {
    const twice = lanes.flatMap((lane) => lane.homerooms).find((homeroom, at, all) => all.indexOf(homeroom) !== at);
    if (twice !== undefined) {
      throw new FirstbellError('rollout.homeroom_twice', 400, 'A homeroom goes to one lane only.', { field: 'lanes' });
    }
    await this.database.transaction(actor.schoolId, async (tx) => {
      await this.mustLock(tx, planId);
      const changed = await this.store.setLanes(tx, planId, version, lanes);
      if (changed === undefined) {
        throw new FirstbellError('rollout.changed_meanwhile', 409, 'Somebody changed this rollout since you opened it. Look at it again.');
      }
      await tx.append({ type: 'rollout.changed', subjectType: 'rollout_plan', subjectId: planId, version: changed, actorId: actor.id });
    });
  }

  async forecast(actor: Actor, { direction, audience }: InputOf<Ops['forecastRollout']>): Promise<RolloutForecast> {
    const counts = await this.database.read(actor.schoolId, (tx) => this.store.count(tx, direction, audience));
    return {
      students: counts.students,
      inAnother: counts.in_another,
      accountsToMake: counts.students - counts.accounts_there,
      accountsThere: counts.accounts_there,
      withoutAddress: counts.without_address,
      withDevice: counts.with_device,
      leavers: counts.leavers,
      directorySetUp: counts.directory_set_up,
      senderSetUp: counts.sender_set_up,
    };
  }

  async choices(actor: Actor): Promise<OutputOf<Ops['rolloutChoices']>> {
    const rows = await this.database.read(actor.schoolId, (tx) => this.store.choices(tx));
    const of = (kind: string) => rows.filter((row) => row.of === kind);
    const counted = ({ value, students }: { value: string; students: number }) => ({ value, students });
    return {
      students: of('all')[0]?.students ?? 0,
      grades: of('grade').map(counted),
      homerooms: of('homeroom').map(counted),
      templates: of('template').map(({ value: id, name }) => ({ id, name })),
    };
  }

  /** What a move means for accounts and mails; answers how many students were taken in, when any could be. */
  private async setOff(tx: Tx, actorId: string, plan: PlanRow, move: RolloutMove): Promise<number | null> {
    switch (move) {
      case 'start': {
        const students = await this.takeIn(tx, actorId, plan);
        if (students === 0)
          throw new FirstbellError('rollout.nobody', 409, 'Nobody would take part in this rollout. Choose other students.');
        if (plan.credentials === 'mail') {
          await this.mailings.startForPlan(tx, { planId: plan.id, name: plan.name, templateId: plan.template_id }, actorId);
        }
        return students;
      }
      case 'pause':
        await this.mailings.pauseForPlan(tx, plan.id, actorId);
        return null;
      case 'resume':
        await this.mailings.resumeForPlan(tx, plan.id, actorId);
        return null;
      case 'cancel':
        await this.accounts.cancelWanted(tx, plan.id);
        await this.mailings.cancelForPlan(tx, plan.id, actorId);
        return null;
      case 'finish':
        await this.accounts.cancelWanted(tx, plan.id);
        await this.mailings.resumeForPlan(tx, plan.id, actorId);
        await this.mailings.finishForPlan(tx, plan.id);
        return null;
      case 'undo':
        await this.accounts.cancelWanted(tx, plan.id);
        // It stays, empty, and goes on when the plan is started again.
        await this.mailings.pauseForPlan(tx, plan.id, actorId);
        await this.store.letAllGo(tx, plan.id);
        return null;
    }
  }

  private async takeIn(tx: Tx, actorId: string, plan: PlanRow): Promise<number> {
    const people = await this.store.takeIn(tx, plan);
    if (plan.steps.includes('account') && people.length > 0) await this.accounts.want(tx, plan.id, people, actorId);
    return people.length;
  }

  private async mustHaveNoDependants(tx: Tx, planId: string): Promise<void> {
    const on = await this.store.dependants(tx, planId);
    if (mayUndo(on)) return;
    throw new FirstbellError(
      'rollout.depended_on',
      409,
      `This cannot be undone any more: since the start ${String(on.accounts)} accounts were made, ${String(on.mails)} mails sent, ${String(on.marks)} steps ticked and ${String(on.devices)} laptops changed hands. Cancel the rollout instead.`,
      { facts: { ...on } },
    );
  }

  private async mustLock(tx: Tx, planId: string): Promise<PlanRow> {
    const plan = await this.store.lock(tx, planId);
    if (plan === undefined) throw notFound('rollout', 'planId');
    return plan;
  }
}
