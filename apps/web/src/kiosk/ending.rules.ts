import type { FiledTicket } from '@firstbell/contracts/tickets';
import type { Ending } from './kiosk-flow.rules.js';

/** Who has a ticket whose student is here again: the line, the coach who looks into it, or the coach alone who talks with them. */
export function backWith(ticket: Pick<FiledTicket, 'state' | 'private'>): 'line' | 'escalated' | 'adult' {
  if (ticket.private === true) return 'adult';
  return ticket.state === 'escalated' ? 'escalated' : 'line';
}

/** Asked for, a ticket is back in line unless a newer one for the same problem stands there already. */
export const thanked = (asked: boolean, { reopened }: { readonly reopened?: boolean | undefined }): Ending => ({
  kind: 'thanked',
  reopened: asked && reopened !== false,
});
