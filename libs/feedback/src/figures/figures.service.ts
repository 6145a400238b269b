import { Injectable } from '@nestjs/common';
import type { feedbackOperations, TodaysFigures } from '@firstbell/contracts/feedback';
import type { InputOf } from '@firstbell/contracts/operation';
import { Database, isCoach, notFound, type Actor, safeCsv, type Tx } from '@firstbell/platform';
import { dayBounds, SchedulesService } from '@firstbell/schedule';
import { DesksStore } from '@firstbell/tickets';
import { bellSlots } from './bell-slots.rules.js';
import { figuresTable } from './figures-table.rules.js';
import { figuresOf } from './figures.rules.js';
import { FiguresStore, type DeskDay } from './figures.store.js';

type Ops = typeof feedbackOperations;

/** What the coach looks at through the day, and leaders too, without the names of who took what. */
@Injectable()
export class FiguresService {
  constructor(
    private readonly database: Database,
    private readonly store: FiguresStore,
    private readonly desks: DesksStore,
    private readonly schedules: SchedulesService,
  ) {}

  async today(actor: Actor, input: InputOf<Ops['todaysFigures']>, now = new Date()): Promise<TodaysFigures> {
    const desk = await this.deskDay(actor.schoolId, input.deskId, now);
    return this.database.read(actor.schoolId, (tx) => this.figures(tx, actor, desk));
  }

  async todayAsCsv(actor: Actor, input: InputOf<Ops['todaysFiguresCsv']>, now = new Date()): Promise<string> {
    const desk = await this.deskDay(actor.schoolId, input.deskId, now);
    const table = await this.database.read(actor.schoolId, async (tx) =>
      figuresTable(input.table, await this.figures(tx, actor, desk), await this.store.issueNames(tx)),
    );
    return safeCsv(table);
  }

  private async deskDay(schoolId: string, deskId: string, now: Date): Promise<DeskDay> {
    const { day, timeZone, periods } = await this.schedules.at(schoolId, now);
    return { deskId, day, now, timeZone, ...dayBounds(day, timeZone), slots: bellSlots(periods) };
  }

  private async figures(tx: Tx, actor: Actor, desk: DeskDay): Promise<TodaysFigures> {
    if ((await this.desks.row(tx, desk.deskId)) === undefined) throw notFound('desk', 'deskId');
    return figuresOf({
      day: desk.day,
      now: desk.now,
      slots: desk.slots,
      filings: await this.store.filings(tx, desk),
      resolutions: await this.store.resolutions(tx, desk),
      solvedBySelfHelp: await this.store.solvedBySelfHelp(tx, desk),
      counts: (await this.store.counts(tx, desk)) ?? { waiting: 0, longest: null, on_duty: 0, escalated: 0 },
      feedback: (await this.store.feedback(tx, desk)) ?? { count: 0, students: 0, fixed: 0, explained: 0, respected: 0 },
      everyAnswer: isCoach(actor),
      outOfOrder: isCoach(actor) ? await this.store.outOfOrder(tx, desk) : [],
    });
  }
}
