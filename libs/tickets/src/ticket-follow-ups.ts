import { Injectable } from '@nestjs/common';
import type { EventType } from '@firstbell/contracts/events';
import type { Audience } from '@firstbell/contracts/issues';
import type { Tx } from '@firstbell/platform';

/** What happened to a ticket, told inside the transaction in which it happened. */
export interface TicketChange {
  readonly type: EventType;
  readonly ticketId: string;
  readonly deskId: string;
  readonly audience: Audience;
  /** Whose work it is about: the holder, or whoever resolved it last. */
  readonly assistantId: string | null;
  /** Null: a student by the one-time link, or the system. */
  readonly actorId: string | null;
  readonly version: number;
  /** Times the ticket has been claimed and resolved, to tell one round from the next. */
  readonly claims: number;
  readonly resolutions: number;
  /** Told where the ticket is filed: somebody on duty may take it. */
  readonly qualified?: boolean;
}

export type TicketHappening = Pick<TicketChange, 'type' | 'audience' | 'qualified'>;
type FollowUp = (tx: Tx, change: TicketChange) => Promise<void>;

/**
 * Lets other features write their part of a change in the ticket's own transaction (a review raised by an escalation),
 * without tickets knowing them.
 */
@Injectable()
export class TicketFollowUps {
  private readonly registered: { followUp: FollowUp; concerns: (happening: TicketHappening) => boolean }[] = [];

  /** `concerns` says beforehand of which changes there is something to write. */
  register(followUp: FollowUp, concerns: (happening: TicketHappening) => boolean): void {
    this.registered.push({ followUp, concerns });
  }

  concern(happening: TicketHappening): boolean {
    return this.registered.some(({ concerns }) => concerns(happening));
  }

  async run(tx: Tx, change: TicketChange): Promise<void> {
    for (const { followUp, concerns } of this.registered) if (concerns(change)) await followUp(tx, change);
  }
}
