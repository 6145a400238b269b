import { Injectable } from '@nestjs/common';
import type { handOutOperations, Visit } from '@firstbell/contracts/hand-out';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { scanDigest } from '@firstbell/contracts/scan-digest';
import { Database, FirstbellError, notFound, type Actor, type Tx } from '@firstbell/platform';
import { factsOf, stepStates } from '../steps.rules.js';
import { CohortStore } from './cohort.store.js';
import { leftSchool, mustBeMarkable, notInPlan } from './hand-out.rules.js';
import { HandOutStore } from './hand-out.store.js';
import { asHandOutPlan, Visits, visitOf } from './visits.js';

type Ops = typeof handOutOperations;
type Identified = OutputOf<Ops['identifyForHandOut']>;

/** Students or devices in one page of the cohort: about 200 kB before compression. */
const pageSize = 1_000;

/** A hand-out station: who is there, what they did, and what the station keeps for when the network is gone. */
@Injectable()
export class HandOutService {
  constructor(
    private readonly database: Database,
    private readonly store: HandOutStore,
    private readonly cohorts: CohortStore,
    private readonly visits: Visits,
  ) {}

  async identify(actor: Actor, { scan, personId }: InputOf<Ops['identifyForHandOut']>): Promise<Identified> {
    if ((scan === undefined) === (personId === undefined)) {
      throw new FirstbellError('hand_out.which_person', 400, 'Send either what was scanned or the person. Correct it and send again.', {
        field: 'scan',
      });
    }
    return this.database.read(actor.schoolId, async (tx) => {
      if (scan !== undefined) return this.ofScan(tx, scan);
      return { visit: await this.visits.now(tx, personId ?? ''), laptop: null };
    });
  }

  async mark(actor: Actor, input: InputOf<Ops['markStep']>): Promise<Visit> {
    return this.database.once(
      actor.schoolId,
      input.requestId,
      async (tx) => {
        const plan = await this.store.planOf(tx, input.planId, input.personId);
        if (plan === undefined) throw notInPlan();
        mustBeMarkable(plan, input);
        const marks = await this.store.mark(tx, {
          ...input,
          answer: input.answer === undefined ? null : String(input.answer),
          question: input.question ?? null,
          byId: actor.id,
        });
        await tx.append({
          type: 'rollout.student_changed',
          subjectType: 'rollout_student',
          subjectId: input.personId,
          version: marks,
          actorId: actor.id,
          requestId: input.requestId,
          data: { planId: input.planId, step: input.step, state: input.state },
        });
        return this.visits.of(tx, plan, input.personId);
      },
      async (tx) => {
        const plan = await this.store.planOf(tx, input.planId, input.personId);
        if (plan === undefined) throw notInPlan();
        return this.visits.of(tx, plan, input.personId);
      },
    );
  }

  async cohort(actor: Actor, { part, after, version: known }: InputOf<Ops['handOutCohort']>): Promise<OutputOf<Ops['handOutCohort']>> {
    return this.database.read(actor.schoolId, async (tx) => {
      const plans = await this.cohorts.runningPlans(tx);
      const version = await this.cohorts.version(
        tx,
        plans.map(({ id }) => id),
      );
      const nothing = { version, plans: plans.map(asHandOutPlan), students: [], devices: [], next: null };
      if (known === version) return { ...nothing, unchanged: true };
      const page =
        part === 'students' ? await this.studentsOf(tx, actor, plans, after ?? null) : await this.devicesOf(tx, actor, after ?? null);
      return { ...nothing, unchanged: false, ...page };
    });
  }

  /** What students asked after the video, for the coach to answer for everyone. */
  async questions(actor: Actor, { planId }: InputOf<Ops['listVideoQuestions']>): Promise<OutputOf<Ops['listVideoQuestions']>> {
    const rows = await this.database.read(actor.schoolId, (tx) => this.store.questions(tx, planId));
    return {
      questions: rows.map(({ id, name, homeroom, question, at }) => ({ person: { id, name }, homeroom, question, at: at.toISOString() })),
    };
  }

  private async ofScan(tx: Tx, scan: string): Promise<Identified> {
    const found = await this.store.scanned(tx, scan);
    // Who left keeps the badge; the number may be somebody else's now.
    const present = found.filter(({ left_school }) => !left_school);
    if (found.length === 0) {
      throw new FirstbellError('scan.unknown', 404, 'Neither a badge nor a device of this school has this number. Scan it again.', {
        field: 'scan',
      });
    }
    if (present.length > 1) {
      throw new FirstbellError('scan.ambiguous', 409, 'Two entries carry this number. Find the student by name, and tell an adult.', {
        field: 'scan',
      });
    }
    const [one] = present;
    if (one === undefined) throw leftSchool();
    if (one.person_id !== null) return { visit: await this.visits.now(tx, one.person_id), laptop: null };
    const laptop = await this.store.laptop(tx, one.device_id ?? '');
    if (laptop === undefined) throw notFound('device', 'scan');
    return { visit: laptop.holder === null ? null : await this.visitOfHolder(tx, laptop.holder.id), laptop };
  }

  /** Somebody else's laptop is worth saying whether or not its holder takes part. */
  private async visitOfHolder(tx: Tx, personId: string): Promise<Visit | null> {
    return this.visits.now(tx, personId).catch((error: unknown) => {
      if (error instanceof FirstbellError) return null;
      throw error;
    });
  }

  private async studentsOf(tx: Tx, actor: Actor, plans: Awaited<ReturnType<CohortStore['runningPlans']>>, after: string | null) {
    const byId = new Map(plans.map((plan) => [plan.id, plan]));
    const rows = await this.cohorts.students(tx, [...byId.keys()], after, pageSize);
    const students = rows.flatMap((row) => {
      const plan = byId.get(row.plan_id);
      if (plan === undefined) return [];
      const { student, plan: _, ...visit } = visitOf(plan, stepStates(plan, factsOf(row.facts)), row);
      return [{ ...student, planId: plan.id, ...visit, badgeDigest: digestOf(row.badge, actor) }];
    });
    return { students, next: rows.length === pageSize ? (rows.at(-1)?.id ?? null) : null };
  }

  private async devicesOf(tx: Tx, actor: Actor, after: string | null) {
    const rows = await this.cohorts.devices(tx, after, pageSize);
    const devices = rows.map(({ serial, ...laptop }) => ({ ...laptop, serialDigest: digestOf(serial, actor) }));
    return { devices, next: rows.length === pageSize ? (rows.at(-1)?.id ?? null) : null };
  }
}

const digestOf = (scan: string | null, actor: Actor): string | null =>
  scan === null || scan === '' ? null : scanDigest(scan, actor.schoolId);
