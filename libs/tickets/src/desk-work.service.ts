import { Injectable } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import type { LineRow, ticketOperations } from '@firstbell/contracts/tickets';
import { Database, FirstbellError, notFound, type Actor, type Tx } from '@firstbell/platform';
import { PeopleStore } from '@firstbell/people';
import { v7 as uuid } from 'uuid';
import { ClaimsService } from './claims.service.js';
import { DesksStore } from './desks.store.js';
import { IdentityStore } from './identity.store.js';
import { FilingService } from './filing.service.js';
import { IssuesStore } from './issues.store.js';
import { TicketHistoryStore } from './ticket-history.store.js';
import { mustHold } from './ticket.rules.js';
import { mayReach, TicketsService } from './tickets.service.js';
import { TicketsStore } from './tickets.store.js';
import { mustBeTheirsToTake } from './walk-up.rules.js';

type Ops = typeof ticketOperations;

/** Steps of the desk that touch more than the ticket: a note, a colleague, a walk-up. */
@Injectable()
export class DeskWorkService {
  constructor(
    private readonly database: Database,
    private readonly filing: FilingService,
    private readonly identities: IdentityStore,
    private readonly claims: ClaimsService,
    private readonly tickets: TicketsService,
    private readonly store: TicketsStore,
    private readonly histories: TicketHistoryStore,
    private readonly people: PeopleStore,
    private readonly desks: DesksStore,
    private readonly issues: IssuesStore,
  ) {}

  async addNote(actor: Actor, input: InputOf<Ops['addNote']>): Promise<{ done: true }> {
    await this.database.transaction(actor.schoolId, async (tx) => {
      const ticket = await this.store.lock(tx, input.ticketId);
      if (ticket === undefined || !mayReach(actor, ticket)) throw notFound('ticket', 'ticketId');
      mustHold(actor, { claimedBy: ticket.claimed_by, holderName: ticket.holder_name, code: ticket.code });
      if (!(await this.histories.addNote(tx, { id: input.id, ticketId: ticket.id, byId: actor.id, body: input.body }))) return;
      const version = await this.store.update(tx, ticket.id, {});
      await tx.append({
        type: 'ticket.noted',
        subjectType: 'ticket',
        subjectId: ticket.id,
        version,
        actorId: actor.id,
        data: { deskId: ticket.desk_id },
      });
    });
    return { done: true };
  }

  /** To a colleague of this school, with a note in the same transaction. */
  async handOver(actor: Actor, input: InputOf<Ops['handOverTicket']>): Promise<LineRow> {
    const colleague = await this.database.read(actor.schoolId, (tx) => this.people.active(tx, input.toPersonId));
    if (colleague === undefined || !colleague.roles.some((role) => role === 'assistant' || role === 'coach')) {
      throw new FirstbellError('ticket.no_such_colleague', 404, 'Nobody with this id works at the desk. Choose someone who is on duty.', {
        field: 'toPersonId',
      });
    }
    return this.tickets.handOver(actor, input, colleague, async (tx) => {
      await this.histories.addNote(tx, { id: uuid(), ticketId: input.ticketId, byId: actor.id, body: input.note });
    });
  }

  /**
   * A walk-up nobody entered: filed, taken, and resolved when `fix` is given. Each step is safe to repeat, its request
   * id derived from the filing's, so a second try goes on where the first one stopped. What could not be taken is not filed.
   */
  async quickLog(actor: Actor, input: InputOf<Ops['quickLog']>): Promise<LineRow> {
    const student = await this.database.read(actor.schoolId, async (tx) => {
      const { personId } = await this.identities.byScan(tx, input.scan, { actor, mine: false });
      await this.mustBeTheirsToTake(tx, actor, input, personId);
      return this.people.active(tx, personId);
    });
    const filed = await this.filing.file(actor, {
      id: input.id,
      deskId: input.deskId,
      issueId: input.issueId,
      scan: input.scan,
      language: student?.language ?? 'en',
      keepPlace: false,
      wantsAdult: false,
      secondsAgo: 0,
    });
    const claimed = await this.claims.take(actor, { ticketId: filed.id, requestId: stepId(input.id, 1) }, true);
    if (input.fix === undefined) return claimed;
    return (await this.tickets.resolve(actor, { ticketId: filed.id, requestId: stepId(input.id, 2), fix: input.fix })).ticket;
  }

  /** A second try goes on; what does not exist is refused by the filing. */
  private async mustBeTheirsToTake(tx: Tx, actor: Actor, input: InputOf<Ops['quickLog']>, personId: string): Promise<void> {
    if ((await this.store.row(tx, input.id)) !== undefined) return;
    const [desk, issue] = [await this.desks.row(tx, input.deskId), await this.issues.one(tx, input.issueId)];
    if (desk !== undefined && issue !== undefined) mustBeTheirsToTake(actor, { frozenAt: desk.frozen_at, personId, issue });
  }

  async reopen(actor: Actor, input: InputOf<Ops['reopenTicket']>): Promise<LineRow> {
    const { note } = input;
    return this.tickets.reopen(
      actor,
      input,
      note === undefined
        ? undefined
        : async (tx) => {
            await this.histories.addNote(tx, { id: uuid(), ticketId: input.ticketId, byId: actor.id, body: note });
          },
    );
  }
}

/** A second id that belongs to the first: the same bytes with the last digits counted up. */
function stepId(id: string, step: number): string {
  const last = (Number.parseInt(id.slice(-4), 16) + step) % 0x1_0000;
  return id.slice(0, -4) + last.toString(16).padStart(4, '0');
}
