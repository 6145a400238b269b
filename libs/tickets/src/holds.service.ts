import { Injectable } from '@nestjs/common';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import type { ticketOperations } from '@firstbell/contracts/tickets';
import { Database, type Actor } from '@firstbell/platform';
import { SchedulesService } from '@firstbell/schedule';
import { classEnd, mustAwaitStudent } from './class-time.rules.js';
import { FilingService } from './filing.service.js';
import { HoldsStore } from './holds.store.js';
import { TicketFollowUps } from './ticket-follow-ups.js';
import { TicketsService } from './tickets.service.js';

type Ops = typeof ticketOperations;

/** Places kept through a lesson, and tickets that come back when their time is over. */
@Injectable()
export class HoldsService {
  constructor(
    private readonly database: Database,
    private readonly store: HoldsStore,
    private readonly tickets: TicketsService,
    private readonly filing: FilingService,
    private readonly followUps: TicketFollowUps,
    private readonly schedules: SchedulesService,
  ) {}

  /** Passed over by everybody until the bell, or for the minutes said. */
  async goToClass(actor: Actor, input: InputOf<Ops['goToClass']>): Promise<OutputOf<Ops['goToClass']>> {
    const { now, period } = await this.schedules.at(actor.schoolId);
    const { holdUntil } = await this.tickets.change(actor, input, (ticket) => {
      mustAwaitStudent(ticket.hold_reason, ticket.code);
      const until = classEnd(now, period?.endsAt ?? null, input.minutes).toISOString();
      return {
        action: 'goToClass',
        type: 'ticket.held',
        patch: { hold_reason: 'student_in_class', hold_until: until },
        data: { reason: 'student_in_class' },
      };
    });
    return { ticket: await this.filing.placed(actor, input.ticketId), until: holdUntil };
  }

  /** Tickets whose time aside is over go back to their place; a job's work. Answers how many. */
  async sweep(schoolId: string, deskId: string): Promise<number> {
    return this.database.transaction(schoolId, async (tx) => {
      const returned = await this.store.end(tx, deskId);
      for (const { id, assistant_id, ...ticket } of returned)
        await this.followUps.run(tx, {
          ...ticket,
          type: 'ticket.returned',
          ticketId: id,
          deskId,
          actorId: null,
          assistantId: assistant_id,
        });
      return returned.length;
    });
  }
}
