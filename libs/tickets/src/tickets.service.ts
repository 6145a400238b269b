import { Injectable } from '@nestjs/common';
import type { EventType } from '@firstbell/contracts/events';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import type { LineRow, ticketOperations } from '@firstbell/contracts/tickets';
import { hashOfSecret, newSecret } from '@firstbell/people';
import { Database, isCoach, notFound, violatedConstraint, type Actor, type NewEvent, type Tx } from '@firstbell/platform';
import { SchedulesService } from '@firstbell/schedule';
import { DesksStore } from './desks.store.js';
import { toLineRow, type TicketRow } from './ticket-row.js';
import { TicketFollowUps } from './ticket-follow-ups.js';
import {
  alreadyClaimed,
  anotherIsOpen,
  isClaimed,
  isTrying,
  leaseEnd,
  mustHold,
  mustNotBeOwn,
  mustNotWaitForPart,
  mustBeTrained,
  notOnDuty,
  stateAfter,
  type TicketAction,
} from './ticket.rules.js';
import { TicketsStore, type TicketPatch } from './tickets.store.js';

type Ops = typeof ticketOperations;

/** What an action does to a loaded, locked ticket. */
export interface Change {
  readonly action: TicketAction;
  readonly type: EventType;
  readonly patch: TicketPatch;
  readonly data?: NewEvent['data'];
}

/** Whose tickets somebody may change in the way they ask. */
export type MayReach = (actor: Actor, ticket: Pick<TicketRow, 'audience' | 'desk_id' | 'person_id'>) => boolean;

const unclaimed: TicketPatch = { claimed_by: null, claimed_at: null, claim_expires_at: null, on_bench: false };

/** Working on a ticket: every action is one transaction that locks it, decides by the rules, writes it and its event. */
@Injectable()
export class TicketsService {
  constructor(
    private readonly database: Database,
    private readonly store: TicketsStore,
    private readonly followUps: TicketFollowUps,
    private readonly schedules: SchedulesService,
    private readonly desks: DesksStore,
  ) {}

  async release(actor: Actor, input: InputOf<Ops['releaseTicket']>): Promise<LineRow> {
    return this.change(actor, input, (ticket) => {
      mustHold(actor, holdOf(ticket));
      return { action: 'release', type: 'ticket.released', patch: { ...unclaimed, ...backWhere(ticket) } };
    });
  }

  async extend(actor: Actor, input: InputOf<Ops['extendClaim']>): Promise<LineRow> {
    const { now, settings, period } = await this.schedules.at(actor.schoolId);
    return this.change(actor, input, (ticket) => {
      mustHold(actor, holdOf(ticket));
      const onBench = input.onBench ?? ticket.on_bench;
      const until = onBench ? null : leaseEnd(now, settings.leaseMinutes, period?.endsAt ?? null, true);
      return { action: 'extend', type: 'ticket.extended', patch: { claim_expires_at: until, on_bench: onBench }, data: { onBench } };
    });
  }

  /** A student in class is awaited at the bell, when nothing else is said. */
  async hold(actor: Actor, input: InputOf<Ops['holdTicket']>): Promise<LineRow> {
    const { period } = await this.schedules.at(actor.schoolId);
    const atBell = input.reason === 'student_in_class' ? (period?.endsAt.toISOString() ?? null) : null;
    return this.change(actor, input, (ticket) => {
      mustHold(actor, holdOf(ticket));
      return {
        action: 'hold',
        type: 'ticket.held',
        patch: { ...unclaimed, hold_reason: input.reason, hold_until: input.until ?? atBell },
        data: { reason: input.reason },
      };
    });
  }

  async handOver(
    actor: Actor,
    input: InputOf<Ops['handOverTicket']>,
    colleague: { id: string; name: string; roles: Actor['roles']; skills: readonly string[] },
    writeNote: (tx: Tx) => Promise<void>,
  ): Promise<LineRow> {
    const { now, settings, period } = await this.schedules.at(actor.schoolId);
    return this.change(actor, input, async (ticket, tx) => {
      mustHold(actor, holdOf(ticket));
      const to: Actor = {
        ...actor,
        kind: 'person',
        id: colleague.id,
        accountId: null,
        roles: colleague.roles.filter((role) => role !== 'kiosk' && role !== 'board'),
        skills: colleague.skills,
      };
      mustNotBeOwn(to, ticket.person_id, ticket.code);
      mustBeTrained(to, ticket.skill, ticket.code);
      if (!(await this.isOnDuty(tx, ticket.desk_id, colleague.id))) throw notOnDuty(colleague.name);
      await writeNote(tx);
      return {
        action: 'handOver',
        type: 'ticket.handed_over',
        data: { toId: colleague.id },
        patch: {
          claimed_by: colleague.id,
          claimed_at: now,
          claim_expires_at: leaseEnd(now, settings.leaseMinutes, period?.endsAt ?? null, false),
          on_bench: false,
          with_coach: ticket.with_coach && isCoach(to),
          claims: ticket.claims + 1,
        },
      };
    });
  }

  async escalate(actor: Actor, input: InputOf<Ops['escalateTicket']>): Promise<LineRow> {
    return this.change(actor, input, (ticket) => {
      mustHold(actor, holdOf(ticket));
      return {
        action: 'escalate',
        type: 'ticket.escalated',
        data: { reason: input.reason },
        patch: {
          ...unclaimed,
          with_coach: true,
          escalated_by: actor.id,
          escalation_reason: input.reason,
          escalation_note: input.note ?? null,
        },
      };
    });
  }

  /** Answers the one-time link on which the student says how it was; its secret is told once and stored as a hash. */
  async resolve(actor: Actor, input: InputOf<Ops['resolveTicket']>): Promise<OutputOf<Ops['resolveTicket']>> {
    const secret = newSecret();
    const { now } = await this.schedules.at(actor.schoolId);
    let path = '';
    const ticket = await this.change(actor, input, (ticket) => {
      mustHold(actor, holdOf(ticket));
      mustNotBeOwn(actor, ticket.person_id, ticket.code);
      // Told a second time the secret is another one, which no ticket knows.
      path = isClaimed(ticket.state) ? `/feedback/${secret}` : '';
      return {
        action: 'resolve',
        type: 'ticket.resolved',
        data: { holderId: ticket.claimed_by },
        patch: {
          ...unclaimed,
          resolved_at: now,
          resolved_by: ticket.claimed_by,
          fix: input.fix,
          resolutions: ticket.resolutions + 1,
          feedback_token_hash: hashOfSecret(secret),
        },
      };
    });
    return { ticket, feedbackPath: path };
  }

  async reopen(actor: Actor, input: InputOf<Ops['reopenTicket']>, alsoIn?: (tx: Tx) => Promise<void>): Promise<LineRow> {
    return this.change(actor, input, async (ticket, tx) => {
      await alsoIn?.(tx);
      return reopening(ticket);
    });
  }

  /**
   * The student says it is not fixed: the same as reopening, inside the transaction of their feedback. Answers false, and leaves
   * the ticket as it is, where a newer one of theirs for the same problem is open.
   */
  async reopenIn(tx: Tx, actorId: string | null, ticketId: string): Promise<boolean> {
    const ticket = await this.locked(tx, ticketId);
    if (await this.store.hasAnotherOpen(tx, ticket)) return false;
    await this.apply(tx, actorId, undefined, ticket, reopening(ticket));
    return true;
  }

  async cancel(actor: Actor, input: InputOf<Ops['cancelTicket']>): Promise<LineRow> {
    return this.change(actor, input, (ticket) => {
      if (ticket.claimed_by !== null) mustHold(actor, holdOf(ticket));
      return {
        action: 'cancel',
        type: 'ticket.cancelled',
        patch: { ...unclaimed, cancel_reason: input.reason },
        data: { reason: input.reason },
      };
    });
  }

  /** The student is back: to the place that was kept, or to the coach. */
  async comeBack(actor: Actor, input: { ticketId: string; requestId: string }, reach?: MayReach): Promise<LineRow> {
    const decide = (ticket: TicketRow): Change => {
      mustNotWaitForPart(actor, waitOf(ticket));
      return { action: 'comeBack', type: 'ticket.returned', patch: { hold_reason: null, hold_until: null, ...backWhere(ticket) } };
    };
    return this.change(actor, input, decide, reach);
  }

  /** @param mustBeFree refuses, by throwing, a ticket that cannot be left in this way */
  async leave(
    actor: Actor,
    input: { ticketId: string; requestId: string },
    reach?: MayReach,
    mustBeFree?: (ticket: TicketRow) => void,
  ): Promise<LineRow> {
    const decide = (ticket: TicketRow): Change => {
      mustBeFree?.(ticket);
      mustNotWaitForPart(actor, waitOf(ticket));
      return {
        action: 'cancel',
        type: 'ticket.cancelled',
        patch: { ...unclaimed, cancel_reason: 'walked_away' },
        data: { reason: 'walked_away' },
      };
    };
    return this.change(actor, input, decide, reach);
  }

  /** The self-help steps were enough while the place was kept: nothing is filed after all. */
  async solveBySelf(
    actor: Actor,
    input: { ticketId: string; requestId: string },
    count: (tx: Tx, ticket: TicketRow) => Promise<void>,
    reach?: MayReach,
  ): Promise<LineRow> {
    const decide = async (ticket: TicketRow, tx: Tx): Promise<Change> => {
      if (isTrying(ticket.state, ticket.hold_reason)) await count(tx, ticket);
      return {
        action: 'solveBySelf',
        type: 'ticket.cancelled',
        patch: { cancel_reason: 'solved_by_self_help' },
        data: { reason: 'solved_by_self_help' },
      };
    };
    return this.change(actor, input, decide, reach);
  }

  /** The coach's advice: back to who escalated it if they are on duty there, else to the line. */
  async advise(actor: Actor, input: { ticketId: string; requestId: string; advice: string; to: 'assistant' | 'line' }): Promise<LineRow> {
    const { now, settings, period } = await this.schedules.at(actor.schoolId);
    return this.change(actor, input, async (ticket, tx) => {
      if (ticket.claimed_by !== null && ticket.claimed_by !== actor.id) throw alreadyClaimed(ticket.code, ticket.holder_name);
      const by = input.to === 'assistant' ? ticket.escalated_by : null;
      const backTo = by !== null && (await this.isOnDuty(tx, ticket.desk_id, by)) ? by : null;
      const until = leaseEnd(now, settings.leaseMinutes, period?.endsAt ?? null, false);
      const shared: TicketPatch = { advice: input.advice, audience: 'desk', with_coach: false };
      return backTo === null
        ? { action: 'advise', type: 'ticket.advised', patch: { ...shared, ...unclaimed, state: 'waiting' } }
        : {
            action: 'advise',
            type: 'ticket.advised',
            patch: { ...shared, state: 'claimed', claimed_by: backTo, claimed_at: now, claim_expires_at: until, on_bench: false },
            data: { toId: backTo },
          };
    });
  }

  /** Loads, locks, decides, writes, tells: the same five steps for every action, once per request id. */
  async change(
    actor: Actor,
    input: { ticketId: string; requestId: string },
    decide: (ticket: TicketRow, tx: Tx) => Change | Promise<Change>,
    reach: MayReach = mayReach,
  ): Promise<LineRow> {
    return this.database.once(
      actor.schoolId,
      input.requestId,
      async (tx) => {
        const ticket = await this.locked(tx, input.ticketId);
        if (!reach(actor, ticket)) throw notFound('ticket', 'ticketId');
        return this.apply(tx, actor.id, input.requestId, ticket, await decide(ticket, tx));
      },
      async (tx, id) => this.rowOf(tx, id),
    );
  }

  private async apply(tx: Tx, actorId: string | null, requestId: string | undefined, ticket: TicketRow, change: Change): Promise<LineRow> {
    const state = stateAfter(change.action, ticket.state, ticket.code);
    const patch: TicketPatch = { ...change.patch, state: change.patch.state ?? state };
    if (patch.state !== 'held') patch.hold_reason = null;
    const version = await this.store.update(tx, ticket.id, patch).catch((error: unknown) => {
      throw violatedConstraint(error) === 'ticket_one_open' ? anotherIsOpen(ticket.code) : error;
    });
    await tx.append({
      type: change.type,
      subjectType: 'ticket',
      subjectId: ticket.id,
      version,
      actorId,
      ...(requestId === undefined ? {} : { requestId }),
      data: { deskId: ticket.desk_id, ...change.data },
    });
    await this.followUps.run(tx, {
      type: change.type,
      ticketId: ticket.id,
      deskId: ticket.desk_id,
      audience: ticket.audience,
      actorId,
      version,
      claims: ticket.claims,
      resolutions: patch.resolutions ?? ticket.resolutions,
      assistantId: ticket.claimed_by ?? ticket.escalated_by ?? ticket.resolved_by,
    });
    return this.rowOf(tx, ticket.id);
  }

  private async isOnDuty(tx: Tx, deskId: string, personId: string): Promise<boolean> {
    return (await this.desks.duty(tx, deskId, [personId])).length > 0;
  }

  private async locked(tx: Tx, id: string): Promise<TicketRow> {
    const ticket = await this.store.lock(tx, id);
    if (ticket === undefined) throw notFound('ticket', 'ticketId');
    return ticket;
  }

  private async rowOf(tx: Tx, id: string): Promise<LineRow> {
    const row = await this.store.row(tx, id);
    if (row === undefined) throw notFound('ticket', 'ticketId');
    return toLineRow(row);
  }
}

/** Private tickets exist for the coach only; a station reaches the tickets of its own desk. */
export function mayReach(actor: Actor, ticket: Pick<TicketRow, 'audience' | 'desk_id'>): boolean {
  if (actor.kind === 'station') return actor.deskId === ticket.desk_id;
  return ticket.audience === 'desk' || isCoach(actor);
}

const holdOf = (ticket: TicketRow) => ({ claimedBy: ticket.claimed_by, holderName: ticket.holder_name, code: ticket.code });

const waitOf = (ticket: TicketRow) => ({ personId: ticket.person_id, holdReason: ticket.hold_reason, code: ticket.code });

/** What is let go is in line again; what was escalated is with the coach, until they give it back with advice. */
const backWhere = (ticket: TicketRow): TicketPatch => (ticket.with_coach ? { state: 'escalated' } : {});

function reopening(ticket: TicketRow): Change {
  return {
    action: 'reopen',
    type: 'ticket.reopened',
    patch: { reopened: ticket.reopened + 1, with_coach: false, cancel_reason: null, resolved_at: ticket.resolved_at },
    data: { resolution: ticket.resolutions },
  };
}
