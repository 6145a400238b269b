import { Injectable } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import type { DeskState, ticketOperations } from '@firstbell/contracts/tickets';
import { Database, notFound, type Actor, type Tx } from '@firstbell/platform';
import { nextBell, SchedulesService, type CurrentPeriod } from '@firstbell/schedule';
import { DesksStore, type DeskRow } from './desks.store.js';
import { samplesForWait } from './line.rules.js';

type Ops = typeof ticketOperations;

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

/** The desk itself: frozen or not, in which period, how long things take. */
@Injectable()
export class DesksService {
  constructor(
    private readonly database: Database,
    private readonly store: DesksStore,
    private readonly schedules: SchedulesService,
  ) {}

  async freeze(actor: Actor, input: InputOf<Ops['freezeDesk']>): Promise<DeskState> {
    return this.switch(actor, input.deskId, 'desk.frozen', (tx) => this.store.freeze(tx, input.deskId, actor.id));
  }

  async thaw(actor: Actor, input: InputOf<Ops['thawDesk']>): Promise<DeskState> {
    return this.switch(actor, input.deskId, 'desk.thawed', (tx) => this.store.thaw(tx, input.deskId, actor.id));
  }

  /** What the kiosk's wait is reckoned from; a job's work. */
  async updateStatistics(schoolId: string, deskId: string): Promise<void> {
    await this.database.transaction(schoolId, async (tx) => {
      const version = await this.store.updateStatistics(tx, deskId, samplesForWait);
      if (version !== undefined)
        await tx.append({ type: 'desk.statistics', subjectType: 'desk', subjectId: deskId, version, actorId: null, data: { deskId } });
    });
  }

  /** A period began or ended: the screens of the school's desks learn it; a job's work. */
  async ringBell(schoolId: string): Promise<void> {
    const { now, timeZone, periods } = await this.schedules.at(schoolId);
    await this.database.transaction(schoolId, async (tx) => {
      if (!(await this.store.bellHasRung(tx))) return;
      await this.store.lockAll(tx);
      await this.store.tellPeriod(tx, nextBell(periods, now, timeZone), null);
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
}
