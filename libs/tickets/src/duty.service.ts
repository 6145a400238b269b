import { Injectable } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import type { Attendance, ticketOperations } from '@firstbell/contracts/tickets';
import { Database, FirstbellError, isCoach, notFound, type Actor, type Tx } from '@firstbell/platform';
import { dayBounds, dutyEnd, ringing, SchedulesService } from '@firstbell/schedule';
import { v7 as uuid } from 'uuid';
import { attendanceOf } from './attendance.rules.js';
import { DesksStore } from './desks.store.js';
import { DutyFollowUps } from './duty-follow-ups.js';
import { DutyStore } from './duty.store.js';
import { samplesForWait } from './line.rules.js';

type Ops = typeof ticketOperations;
const done = { done: true } as const;

/** Who is at the desk: by the button, until the bell, the sign-out or the coach. */
@Injectable()
export class DutyService {
  constructor(
    private readonly database: Database,
    private readonly store: DutyStore,
    private readonly desks: DesksStore,
    private readonly followUps: DutyFollowUps,
    private readonly schedules: SchedulesService,
  ) {}

  async start(actor: Actor, input: InputOf<Ops['startDuty']>): Promise<{ done: true }> {
    const endsAt = dutyEnd(await this.schedules.at(actor.schoolId), isCoach(actor));
    await this.database.transaction(actor.schoolId, async (tx) => {
      if ((await this.desks.row(tx, input.deskId)) === undefined) throw notFound('desk', 'deskId');
      if (await this.store.start(tx, { id: uuid(), deskId: input.deskId, personId: actor.id, endsAt }))
        await this.tell(tx, 'duty.started', input.deskId, [actor.id], actor.id);
    });
    return done;
  }

  /** One's own duty; the coach takes anyone off the line. What they hold stays theirs until it lapses or is handed over. */
  async end(actor: Actor, input: InputOf<Ops['endDuty']>): Promise<{ done: true }> {
    const personId = input.personId ?? actor.id;
    if (personId !== actor.id && !isCoach(actor)) {
      throw new FirstbellError(
        'duty.not_yours',
        403,
        'Only the coach takes somebody else off the line. Leave personId out to end your own duty.',
        { field: 'personId' },
      );
    }
    await this.endAt(actor, input.deskId, personId);
    return done;
  }

  /** Whoever signs out is not at any desk any more. */
  async endOwn(actor: Actor): Promise<void> {
    await this.endAt(actor, null, actor.id);
  }

  /** Whose period is over is not on duty any more, unless the desk is frozen; a job's work. */
  async sweep(schoolId: string, deskId: string): Promise<void> {
    await this.database.transaction(schoolId, async (tx) => {
      const over = await this.store.endOverdue(tx, deskId);
      if (over.length > 0) await this.tell(tx, 'duty.ended', deskId, over, null);
    });
  }

  /** Who is expected today, period by period, and who came. */
  async attendance(actor: Actor): Promise<Attendance> {
    const { now, day, timeZone, periods } = await this.schedules.at(actor.schoolId);
    return this.database.read(actor.schoolId, async (tx) => {
      const shifts = await this.store.shifts(
        tx,
        periods.map(({ id }) => id),
      );
      const times = await this.store.times(tx, dayBounds(day, timeZone));
      return { day, periods: attendanceOf(ringing(periods, day, timeZone), shifts, times, now) };
    });
  }

  private async endAt(actor: Actor, deskId: string | null, personId: string): Promise<void> {
    await this.database.transaction(actor.schoolId, async (tx) => {
      for (const ended of await this.store.end(tx, deskId, personId)) await this.tell(tx, 'duty.ended', ended, [personId], actor.id);
    });
  }

  /** The wait is reckoned from those on duty, so it changes with them; the desk's version orders the changes of one person. */
  private async tell(
    tx: Tx,
    type: 'duty.started' | 'duty.ended',
    deskId: string,
    personIds: readonly string[],
    actorId: string | null,
  ): Promise<void> {
    const version = (await this.desks.updateStatistics(tx, deskId, samplesForWait)) ?? 0;
    for (const personId of personIds)
      await tx.append({ type, subjectType: 'person', subjectId: personId, version, actorId, data: { deskId } });
    await this.followUps.run(tx, { deskId, actorId });
  }
}
