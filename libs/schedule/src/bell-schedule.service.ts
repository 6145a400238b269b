import { Injectable } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import type { BellSchedule, scheduleOperations } from '@firstbell/contracts/schedule';
import { Database, notFound, type Actor, type Tx } from '@firstbell/platform';
import { BellChanges } from './bell-changes.js';
import { schoolDay } from './bell.rules.js';
import { changedMeanwhile, mustFit, mustFitDay, mustNotBeGiven, mustNotBeInUse, mustNotBePast } from './bell-schedule.rules.js';
import { BellScheduleStore } from './bell-schedule.store.js';
import { dayOf, daysFrom } from './calendar.rules.js';
import { schoolNow } from './school-now.rules.js';
import { SchedulesService } from './schedules.service.js';
import { SchedulesStore, type ReadClock } from './schedules.store.js';

type Ops = typeof scheduleOperations;

/** How many days are shown as they will ring. */
const comingDays = 14;

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
    return toSchedule(await this.database.read(actor.schoolId, (tx) => this.clock(tx)));
  }

  async save(actor: Actor, input: InputOf<Ops['saveBellSchedule']>): Promise<BellSchedule> {
    mustFit(input);
    return this.changeBells(actor, async (tx, today, before) => {
      const version = await this.store.takeVersion(tx, input.version);
      if (version === undefined) throw changedMeanwhile();
      await this.replace(tx, today, before, input);
      return version;
    });
  }

  /** One day rings otherwise, at once when it is today. */
  async setSpecialDay(actor: Actor, { day, dayTypeId, bells }: InputOf<Ops['setSpecialDay']>): Promise<BellSchedule> {
    const special = { day, dayTypeId, bells: bells ?? null };
    return this.changeBells(actor, async (tx, today, before) => {
      mustNotBePast(day, today);
      const version = await this.touch(tx);
      mustFitDay(special, before);
      await this.store.setSpecialDay(tx, special);
      return version;
    });
  }

  async clearSpecialDay(actor: Actor, { day }: InputOf<Ops['clearSpecialDay']>): Promise<BellSchedule> {
    return this.changeBells(actor, async (tx) => {
      const version = await this.touch(tx);
      await this.store.clearSpecialDay(tx, day);
      return version;
    });
  }

  private async replace(tx: Tx, today: string, before: ReadClock, input: InputOf<Ops['saveBellSchedule']>): Promise<void> {
    const removed = missingFrom(input.periods, before.periods);
    const noTypes = missingFrom(input.dayTypes, before.dayTypes);
    mustNotBeInUse(await this.store.uses(tx, removed, today));
    mustNotBeGiven(noTypes, before, today);
    await this.store.putDayTypes(tx, input.dayTypes);
    await this.store.removePeriods(tx, removed);
    await this.store.putPeriods(tx, input.periods);
    await this.store.putPattern(tx, input.pattern);
    await this.store.removeDayTypes(tx, noTypes);
    await this.store.replaceDaysOff(tx, input.daysOff);
  }

  /** Changes the bells in one transaction with its event and with what hangs on them. `work` answers the school's new version. */
  private async changeBells(actor: Actor, work: (tx: Tx, today: string, before: ReadClock) => Promise<number>): Promise<BellSchedule> {
    const { now, day } = await this.schedules.at(actor.schoolId);
    const after = await this.database.transaction(actor.schoolId, async (tx) => {
      const read = await this.clock(tx);
      const version = await work(tx, day, read);
      const changed = await this.clock(tx);
      await this.changes.run(tx, { before: schoolNow(read, now), after: schoolNow(changed, now), actorId: actor.id });
      const about = { subjectType: 'school', subjectId: actor.schoolId, version, actorId: actor.id } as const;
      await tx.append({ ...about, type: 'school.bells_changed' });
      return changed;
    });
    this.schedules.forget(actor.schoolId);
    return toSchedule(after);
  }

  private async touch(tx: Tx): Promise<number> {
    const version = await this.store.touch(tx);
    if (version === undefined) throw notFound('school');
    return version;
  }

  private async clock(tx: Tx): Promise<ReadClock> {
    const clock = await this.clocks.clock(tx);
    if (clock === undefined) throw notFound('school');
    return clock;
  }
}

interface HasId {
  readonly id: string;
}

const missingFrom = (now: readonly HasId[], before: readonly HasId[]): string[] => {
  const kept = new Set(now.map(({ id }) => id));
  return before.map(({ id }) => id).filter((id) => !kept.has(id));
};

function toSchedule(clock: ReadClock): BellSchedule {
  const { version, dayTypes, periods, pattern, daysOff, timeZone, readAt } = clock;
  const soon = daysFrom(schoolDay(readAt, timeZone), comingDays);
  // What was set for a day further ahead is not lost from sight.
  const later = clock.specialDays.map(({ day }) => day).filter((day) => day > (soon.at(-1) ?? day));
  const coming = [...soon, ...later].map((day) => dayOf(day, clock));
  return {
    version,
    dayTypes: [...dayTypes],
    periods: [...periods],
    pattern,
    daysOff: [...daysOff],
    coming: coming.map((one) => ({ ...one, periods: [...one.periods] })),
  };
}
