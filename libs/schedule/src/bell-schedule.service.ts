import { Injectable } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import type { BellSchedule, scheduleOperations } from '@firstbell/contracts/schedule';
import { Database, notFound, type Actor, type Tx } from '@firstbell/platform';
import { BellChanges } from './bell-changes.js';
import { changedMeanwhile, mustFit, mustNotBeInUse } from './bell-schedule.rules.js';
import { BellScheduleStore } from './bell-schedule.store.js';
import { schoolNow, type SchoolClock } from './school-now.rules.js';
import { SchedulesService } from './schedules.service.js';
import { SchedulesStore } from './schedules.store.js';

type Ops = typeof scheduleOperations;

/** The bell schedule as the school edits it: one form, one transaction, and whatever is open follows. */
@Injectable()
export class BellScheduleService {
  constructor(
    private readonly database: Database,
    private readonly store: BellScheduleStore,
    private readonly clocks: SchedulesStore,
    private readonly schedules: SchedulesService,
    private readonly changes: BellChanges,
  ) {}

  async view(actor: Actor): Promise<BellSchedule> {
    return this.database.read(actor.schoolId, async (tx) => {
      const version = await this.store.version(tx);
      if (version === undefined) throw notFound('school');
      return { version, periods: await this.clocks.periods(tx) };
    });
  }

  async save(actor: Actor, input: InputOf<Ops['saveBellSchedule']>): Promise<BellSchedule> {
    mustFit(input.periods);
    await this.changeBells(actor, input.version, (tx, today, before) => this.replace(tx, today, before, input));
    return this.view(actor);
  }

  private async replace(tx: Tx, today: string, before: SchoolClock, { periods }: InputOf<Ops['saveBellSchedule']>): Promise<void> {
    const kept = new Set(periods.map(({ id }) => id));
    const removed = before.periods.map(({ id }) => id).filter((id) => !kept.has(id));
    mustNotBeInUse(await this.store.uses(tx, removed, today));
    await this.store.remove(tx, removed);
    await this.store.put(tx, periods);
  }

  /** Changes the bells in one transaction with its event and with what hangs on them. */
  private async changeBells(
    actor: Actor,
    read: number,
    work: (tx: Tx, today: string, before: SchoolClock) => Promise<void>,
  ): Promise<void> {
    const { now, day } = await this.schedules.at(actor.schoolId);
    await this.database.transaction(actor.schoolId, async (tx) => {
      const version = await this.store.takeVersion(tx, read);
      if (version === undefined) throw changedMeanwhile();
      const before = await this.clock(tx);
      await work(tx, day, before);
      const after = await this.clock(tx);
      await this.changes.run(tx, { before: schoolNow(before, now), after: schoolNow(after, now), actorId: actor.id });
      const about = { subjectType: 'school', subjectId: actor.schoolId, version, actorId: actor.id } as const;
      await tx.append({ ...about, type: 'school.bells_changed' });
    });
    this.schedules.forget(actor.schoolId);
  }

  private async clock(tx: Tx): Promise<SchoolClock> {
    const clock = await this.clocks.clock(tx);
    if (clock === undefined) throw notFound('school');
    return clock;
  }
}
