import { Injectable } from '@nestjs/common';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import type { LineRow, ticketOperations } from '@firstbell/contracts/tickets';
import { Database, FirstbellError, isCoach, notFound, type Actor, type Tx } from '@firstbell/platform';
import { SchedulesService } from '@firstbell/schedule';
import { ClaimMetrics } from './claim-metrics.js';
import { type ClaimNext, ClaimsStore } from './claims.store.js';
import { DesksStore } from './desks.store.js';
import { TicketFollowUps } from './ticket-follow-ups.js';
import { type TicketRow, toLineRow } from './ticket-row.js';
import {
  alreadyClaimed,
  isClaimed,
  isEscalated,
  isHeld,
  isWaiting,
  leaseEnd,
  mustBeTrained,
  mustNotBeFrozen,
  mustNotBeOwn,
} from './ticket.rules.js';
import { TicketsService } from './tickets.service.js';
import { TicketsStore } from './tickets.store.js';

type Ops = typeof ticketOperations;

/** Who works on what: a claim is a lease, one ticket has one holder. */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly database: Database,
    private readonly claims: ClaimsStore,
    private readonly tickets: TicketsStore,
    private readonly changes: TicketsService,
    private readonly desks: DesksStore,
    private readonly followUps: TicketFollowUps,
    private readonly schedules: SchedulesService,
    private readonly metrics: ClaimMetrics,
  ) {}

  /** Next never fails: it answers a ticket, or that nothing waits which this person may take. */
  async next(actor: Actor, input: InputOf<Ops['claimNext']>): Promise<OutputOf<Ops['claimNext']>> {
    const { until } = await this.leaseEnd(actor.schoolId);
    const skills = skillsOf(actor);
    const claim = { deskId: input.deskId, personId: actor.id, skills, anySkill: isCoach(actor), until, requestId: input.requestId };
    return this.database.once<OutputOf<Ops['claimNext']>>(
      actor.schoolId,
      input.requestId,
      async (tx) => {
        const ticket = (await this.claims.next(tx, claim)) ?? (await this.nextAfterAll(tx, claim));
        if (ticket !== undefined) {
          await this.tellOfSkilled(tx, ticket, actor.id);
          this.metrics.claimed('next', ticket.filed_at, new Date());
          return { ticket: toLineRow(ticket), beyondTraining: 0 };
        }
        const desk = await this.desks.row(tx, input.deskId);
        if (desk === undefined) throw notFound('desk', 'deskId');
        mustNotBeFrozen(desk.frozen_at);
        return { ticket: null, beyondTraining: isCoach(actor) ? 0 : await this.claims.beyondTraining(tx, input.deskId, skills) };
      },
      async (tx, id) => ({ ticket: (await this.tickets.lineRows(tx, [id]))[0] ?? null, beyondTraining: 0 }),
    );
  }

  /**
   * Nothing may wait because this very request took the last ticket and its answer got lost; and SKIP LOCKED passes over
   * rows that are only being edited, so an empty answer is asked once more.
   */
  private async nextAfterAll(tx: Tx, claim: ClaimNext): Promise<TicketRow | undefined> {
    await tx.mustBeFirst(claim.requestId);
    return this.claims.next(tx, claim);
  }

  /** Take this very ticket. Who was slower learns who has it; out of order needs a reason, which the coach sees. A walk-up was never in line. */
  async take(actor: Actor, input: InputOf<Ops['claimTicket']>, walkUp = false): Promise<LineRow> {
    const { now, until } = await this.leaseEnd(actor.schoolId);
    return this.changes.change(actor, input, async (ticket, tx) => {
      if (isClaimed(ticket.state)) throw alreadyClaimed(ticket.code, ticket.holder_name);
      mustNotBeFrozen(ticket.frozen_at);
      mustNotBeOwn(actor, ticket.person_id, ticket.code);
      mustBeTrained(actor, ticket.skill, ticket.code);
      if (isCoachsNow(ticket) && !isCoach(actor)) {
        throw new FirstbellError('ticket.escalated', 403, `${ticket.code} is with the coach. Take the next one.`, {
          facts: { code: ticket.code },
        });
      }
      const outOfOrder =
        !walkUp && isWaiting(ticket.state) && !isCoach(actor) && (await this.tickets.hasBetter(tx, ticket, skillsOf(actor), actor.id));
      if (outOfOrder && input.reason === undefined) {
        throw new FirstbellError(
          'ticket.reason_needed',
          422,
          `${ticket.code} is not next in line. Say why you take it out of order, or press Next.`,
          { field: 'reason', facts: { code: ticket.code } },
        );
      }
      this.metrics.claimed('chosen', ticket.filed_at, now);
      return {
        action: 'claim',
        type: 'ticket.claimed',
        patch: {
          claimed_by: actor.id,
          claimed_at: now,
          claim_expires_at: until,
          on_bench: false,
          with_coach: isCoachsNow(ticket),
          claims: ticket.claims + 1,
          ...(ticket.claims === 0 ? { first_claimed_at: now } : {}),
        },
        data: { outOfOrder, reason: outOfOrder ? (input.reason ?? null) : null },
      };
    });
  }

  /** Claims whose lease has run out go back to their place, or to the coach; a job's work. Answers how many. */
  async sweep(schoolId: string, deskId: string): Promise<number> {
    return this.database.transaction(schoolId, async (tx) => {
      const lapsed = await this.claims.expire(tx, deskId);
      for (const { id, claimed_by, ...ticket } of lapsed)
        await this.followUps.run(tx, {
          ...ticket,
          type: 'ticket.lease_expired',
          ticketId: id,
          deskId,
          actorId: null,
          assistantId: claimed_by,
        });
      return lapsed.length;
    });
  }

  /** Others may have been waiting for somebody who can take it; of a ticket that anybody can take, nobody was. */
  private async tellOfSkilled(tx: Tx, ticket: TicketRow, actorId: string): Promise<void> {
    if (ticket.skill === null) return;
    const { id, desk_id: deskId, audience, version, claims, resolutions } = ticket;
    await this.followUps.run(tx, {
      ...{ type: 'ticket.claimed', ticketId: id, deskId, audience, version, claims, resolutions },
      actorId,
      assistantId: actorId,
    });
  }

  private async leaseEnd(schoolId: string): Promise<{ now: Date; until: Date }> {
    const { now, settings, period } = await this.schedules.at(schoolId);
    return { now, until: leaseEnd(now, settings.leaseMinutes, period?.endsAt ?? null, false) };
  }
}

/** Escalated, or taken by the coach after that and set aside. */
const isCoachsNow = (ticket: TicketRow): boolean => isEscalated(ticket.state) || (isHeld(ticket.state) && ticket.with_coach);

export const skillsOf = (actor: Actor): readonly string[] => (actor.kind === 'person' ? actor.skills : []);
