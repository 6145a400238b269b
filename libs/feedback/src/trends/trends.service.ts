import { Injectable } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import { longestTrendDays, type trendOperations, type Trends } from '@firstbell/contracts/trends';
import { Database, FirstbellError, notFound, safeCsv, type Actor, type Tx } from '@firstbell/platform';
import { dayBounds, SchedulesService } from '@firstbell/schedule';
import { DesksStore } from '@firstbell/tickets';
import { FiguresStore } from '../figures/figures.store.js';
import { trendsOf } from './trends.rules.js';
import { trendsTable } from './trends-table.rules.js';
import { TrendsStore, type DaySpan } from './trends.store.js';

type Ops = typeof trendOperations;

const dayMs = 86_400_000;

/** Totals and trends for leaders and the coach: never a name, a ticket or a sentence. */
@Injectable()
export class TrendsService {
  constructor(
    private readonly database: Database,
    private readonly store: TrendsStore,
    private readonly figures: FiguresStore,
    private readonly desks: DesksStore,
    private readonly schedules: SchedulesService,
  ) {}

  async of(actor: Actor, input: InputOf<Ops['trends']>): Promise<Trends> {
    const span = await this.spanOf(actor, input);
    return this.database.read(actor.schoolId, (tx) => this.counted(tx, span));
  }

  async asCsv(actor: Actor, input: InputOf<Ops['trendsCsv']>): Promise<string> {
    const span = await this.spanOf(actor, input);
    const table = await this.database.read(actor.schoolId, async (tx) =>
      trendsTable(input.table, await this.counted(tx, span), await this.figures.issueNames(tx)),
    );
    return safeCsv(table);
  }

  private async spanOf(actor: Actor, { deskId, from, until }: InputOf<Ops['trends']>): Promise<DaySpan> {
    if (from > until) {
      throw new FirstbellError('trends.backwards', 400, 'The last day is before the first. Swap them.', { field: 'until' });
    }
    if ((Date.parse(until) - Date.parse(from)) / dayMs >= longestTrendDays) {
      const detail = `At most ${longestTrendDays} days are counted at once. Choose a shorter stretch.`;
      throw new FirstbellError('trends.too_long', 400, detail, { field: 'from', facts: { days: longestTrendDays } });
    }
    const { now, timeZone } = await this.schedules.at(actor.schoolId);
    return {
      ...{ deskId, firstDay: from, lastDay: until, now, timeZone },
      from: dayBounds(from, timeZone).from,
      to: dayBounds(until, timeZone).to,
    };
  }

  private async counted(tx: Tx, span: DaySpan): Promise<Trends> {
    if ((await this.desks.row(tx, span.deskId)) === undefined) throw notFound('desk', 'deskId');
    return trendsOf({
      from: span.firstDay,
      until: span.lastDay,
      now: span.now,
      filings: await this.store.filings(tx, span),
      resolutions: await this.store.resolutions(tx, span),
      solvedBySelfHelp: await this.figures.solvedBySelfHelp(tx, span),
      feedback: (await this.figures.feedback(tx, span)) ?? { count: 0, students: 0, fixed: 0, explained: 0, respected: 0 },
    });
  }
}
