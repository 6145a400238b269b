import type { EventType } from '@firstbell/contracts/events';
import { type ReviewReason, reviewReasons } from '@firstbell/contracts/feedback';
import type { Audience } from '@firstbell/contracts/issues';

/** What happened to a ticket, as far as the coach's inbox cares. */
interface Happening {
  readonly type: EventType;
  readonly audience: Audience;
  /** Told where a ticket is filed: somebody on duty may take it. */
  readonly qualified?: boolean;
}

/** The review that must come to be together with this change of a ticket. */
export function reasonRaisedBy({ type, audience }: Happening): ReviewReason | null {
  switch (type) {
    case 'ticket.filed':
      return audience === 'coach' ? 'private' : null;
    case 'ticket.escalated':
      return 'escalated';
    case 'ticket.reopened':
      // Nobody but the coach can take it up again.
      return audience === 'coach' ? 'private' : 'reopened';
    default:
      return null;
  }
}

/** Is the ticket in line now, where it may be that nobody on duty is trained for it? Of one just filed that is known. */
export const mayLackSomebody = ({ type, qualified }: Happening): boolean =>
  type === 'ticket.filed'
    ? qualified === false
    : ['ticket.released', 'ticket.returned', 'ticket.reopened', 'ticket.lease_expired'].includes(type);

/**
 * Escalated and private tickets, and those nobody on duty is trained for, ask the coach to act; the other reasons ask the coach to read. What asks to act leaves
 * the inbox by itself once it was acted on, what asks to be read only when the coach says so.
 */
export const asksToAct = (reason: ReviewReason): boolean => reason === 'escalated' || reason === 'private' || reason === 'nobody_qualified';

/** After this nothing is left for the coach to do with the ticket. */
export const endsTheAsking = (type: EventType): boolean =>
  type === 'ticket.resolved' || type === 'ticket.cancelled' || type === 'ticket.advised';

/** What is no longer asked after this: of a ticket that has left the line, for somebody who could take it. */
export function endedBy(type: EventType): readonly ReviewReason[] {
  if (endsTheAsking(type)) return reviewReasons.filter(asksToAct);
  return ['ticket.claimed', 'ticket.held', 'ticket.escalated'].includes(type) ? ['nobody_qualified'] : [];
}

/** Does the change move the ticket to another state, which its open reviews show? */
export const showsInInbox = (type: EventType): boolean =>
  endsTheAsking(type) ||
  [
    'ticket.claimed',
    'ticket.released',
    'ticket.lease_expired',
    'ticket.held',
    'ticket.returned',
    'ticket.escalated',
    'ticket.reopened',
  ].includes(type);

/** Is there anything to write in the inbox when this happens? */
export const concernsInbox = (happening: Happening): boolean =>
  showsInInbox(happening.type) || reasonRaisedBy(happening) !== null || mayLackSomebody(happening);
