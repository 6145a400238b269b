import { Injectable } from '@nestjs/common';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import type { LineRow, TicketDetail, ticketOperations } from '@firstbell/contracts/tickets';
import { resumeTokenOf, Database, isCoach, notFound, type Actor, type Tx } from '@firstbell/platform';
import { SchedulesService } from '@firstbell/schedule';
import { DesksStore } from './desks.store.js';
import { toDeskState } from './desks.service.js';
import { toBoardRow, toLineRow } from './ticket-row.js';
import { TicketHistoryStore } from './ticket-history.store.js';
import { mayReach } from './tickets.service.js';
import { TicketsStore } from './tickets.store.js';

type Ops = typeof ticketOperations;

/** The audiences whose tickets a person sees. */
export const audiencesOf = (actor: Actor): readonly string[] => (isCoach(actor) ? ['desk', 'coach'] : ['desk']);

/** What the screens read: the live line, the board, one ticket, a search. */
@Injectable()
export class LineService {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketsStore,
    private readonly desks: DesksStore,
    private readonly histories: TicketHistoryStore,
    private readonly schedules: SchedulesService,
  ) {}

  async line(actor: Actor, input: InputOf<Ops['listLine']>): Promise<OutputOf<Ops['listLine']>> {
    const { period } = await this.schedules.at(actor.schoolId);
    const audiences = audiencesOf(actor);
    return this.database.read(actor.schoolId, async (tx) => {
      // Asked all at once: one round trip for what every screen fetches when it opens.
      const [desk, total, rows, open, duty, resume] = await Promise.all([
        this.desk(tx, input.deskId),
        this.tickets.lineLength(tx, input.deskId, audiences),
        this.tickets.line(tx, input.deskId, audiences, input.limit),
        this.tickets.open(tx, input.deskId, audiences),
        this.desks.duty(tx, input.deskId),
        resumeTokenOf(tx),
      ]);
      return { desk: toDeskState(desk, period), total, rows: rows.map(toLineRow), open: open.map(toLineRow), duty, resume };
    });
  }

  async board(actor: Actor, input: InputOf<Ops['board']>): Promise<OutputOf<Ops['board']>> {
    if (actor.kind === 'station' && actor.deskId !== input.deskId) throw notFound('desk', 'deskId');
    const { period } = await this.schedules.at(actor.schoolId);
    return this.database.read(actor.schoolId, async (tx) => {
      const [desk, waiting, open, resume] = await Promise.all([
        this.desk(tx, input.deskId),
        this.tickets.lineLength(tx, input.deskId, ['desk']),
        this.tickets.open(tx, input.deskId, ['desk']),
        resumeTokenOf(tx),
      ]);
      return { desk: toDeskState(desk, period), rows: open.flatMap((row) => toBoardRow(row) ?? []), waiting, resume };
    });
  }

  /** History and earlier tickets only for who holds it now and the coach. */
  async detail(actor: Actor, input: InputOf<Ops['ticketDetail']>): Promise<TicketDetail> {
    return this.database.read(actor.schoolId, async (tx) => {
      const ticket = await this.tickets.row(tx, input.ticketId);
      if (ticket === undefined || !mayReach(actor, ticket)) throw notFound('ticket', 'ticketId');
      const working = isCoach(actor) || ticket.claimed_by === actor.id;
      return {
        row: toLineRow(ticket),
        ...(await this.histories.texts(tx, ticket.id)),
        notes: await this.histories.notes(tx, ticket.id),
        history: working ? await this.histories.history(tx, ticket.id) : [],
        earlier: working && ticket.person_id !== null ? await this.histories.earlier(tx, ticket.person_id, ticket.id) : [],
      };
    });
  }

  async search(actor: Actor, input: InputOf<Ops['searchTickets']>): Promise<{ rows: LineRow[] }> {
    const { day } = await this.schedules.at(actor.schoolId);
    const rows = await this.database.read(actor.schoolId, (tx) =>
      this.tickets.search(tx, input.deskId, day, audiencesOf(actor), input.search),
    );
    return { rows: rows.map(toLineRow) };
  }

  private async desk(tx: Tx, deskId: string) {
    const desk = await this.desks.row(tx, deskId);
    if (desk === undefined) throw notFound('desk', 'deskId');
    return desk;
  }
}
