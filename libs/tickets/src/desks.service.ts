import { Injectable } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import type { DeskState, ticketOperations } from '@firstbell/contracts/tickets';
import { Database, FirstbellError, isCoach, notFound, type Actor, type Tx } from '@firstbell/platform';
import { SchedulesService, type CurrentPeriod } from '@firstbell/schedule';
import { v7 as uuid } from 'uuid';
import { DutyFollowUps } from './duty-follow-ups.js';
import { DesksStore, type DeskRow } from './desks.store.js';
import { samplesForWait } from './line.rules.js';

type Ops = typeof ticketOperations;
const done = { done: true } as const;

export function toDeskState(desk: DeskRow, period: CurrentPeriod | null): DeskState {
  return {
    id: desk.id,
    name: desk.name,
    letter: desk.letter,
    version: desk.version,
    frozenAt: desk.frozen_at?.toISOString() ?? null,
    period: period === null ? null : { id: period.id, name: period.name, endsAt: period.endsAt.toISOString() },
  };
}

/** The desk itself: frozen or not, who is on duty, how long things take. */
@Injectable()
export class DesksService {
  constructor(
    private readonly database: Database,
    private readonly store: DesksStore,
    private readonly followUps: DutyFollowUps,
    private readonly schedules: SchedulesService,
  ) {}

  async freeze(actor: Actor, input: InputOf<Ops['freezeDesk']>): Promise<DeskState> {
    return this.switch(actor, input.deskId, 'desk.frozen', (tx) => this.store.freeze(tx, input.deskId, actor.id));
  }

  async thaw(actor: Actor, input: InputOf<Ops['thawDesk']>): Promise<DeskState> {
    return this.switch(actor, input.deskId, 'desk.thawed', (tx) => this.store.thaw(tx, input.deskId, actor.id));
  }

  async startDuty(actor: Actor, input: InputOf<Ops['startDuty']>): Promise<{ done: true }> {
    await this.database.transaction(actor.schoolId, async (tx) => {
      if ((await this.store.row(tx, input.deskId)) === undefined) throw notFound('desk', 'deskId');
      if (await this.store.startDuty(tx, { id: uuid(), deskId: input.deskId, personId: actor.id }))
        await this.tellDuty(tx, 'duty.started', input.deskId, actor.id, actor.id);
    });
    return done;
  }

  /** One's own duty; the coach takes anyone off the line. What they hold stays theirs until it lapses or is handed over. */
  async endDuty(actor: Actor, input: InputOf<Ops['endDuty']>): Promise<{ done: true }> {
    const personId = input.personId ?? actor.id;
    if (personId !== actor.id && !isCoach(actor)) {
      throw new FirstbellError(
        'duty.not_yours',
        403,
        'Only the coach takes somebody else off the line. Leave personId out to end your own duty.',
        { field: 'personId' },
      );
    }
    await this.database.transaction(actor.schoolId, async (tx) => {
      if (await this.store.endDuty(tx, input.deskId, personId)) await this.tellDuty(tx, 'duty.ended', input.deskId, personId, actor.id);
    });
    return done;
  }

  /** What the kiosk's wait is reckoned from; a job's work. */
  async updateStatistics(schoolId: string, deskId: string): Promise<void> {
    await this.database.transaction(schoolId, async (tx) => {
      const version = await this.store.updateStatistics(tx, deskId, samplesForWait);
      if (version !== undefined)
        await tx.append({ type: 'desk.statistics', subjectType: 'desk', subjectId: deskId, version, actorId: null, data: { deskId } });
    });
  }

  private async switch(
    actor: Actor,
    deskId: string,
    type: 'desk.frozen' | 'desk.thawed',
    work: (tx: Tx) => Promise<number | undefined>,
  ): Promise<DeskState> {
    const { period } = await this.schedules.at(actor.schoolId);
    return this.database.transaction(actor.schoolId, async (tx) => {
      const version = await work(tx);
      if (version !== undefined)
        await tx.append({ type, subjectType: 'desk', subjectId: deskId, version, actorId: actor.id, data: { deskId } });
      const desk = await this.store.row(tx, deskId);
      if (desk === undefined) throw notFound('desk', 'deskId');
      return toDeskState(desk, period);
    });
  }

  private async tellDuty(tx: Tx, type: 'duty.started' | 'duty.ended', deskId: string, personId: string, actorId: string): Promise<void> {
    // The desk's version orders duty changes of one person at one desk.
    const version = (await this.store.touch(tx, deskId)) ?? 0;
    await tx.append({ type, subjectType: 'person', subjectId: personId, version, actorId, data: { deskId } });
    await this.followUps.run(tx, { deskId, actorId });
  }
}
