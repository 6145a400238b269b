import type { OpenTicket } from './kiosk-flow.rules.js';

/** What an open ticket means for its student at the kiosk just now. */
export type Situation = 'waiting' | 'claimed' | 'trying' | 'ready' | 'inClass' | 'held' | 'part' | 'adult' | 'escalated';

export function situationOf(ticket: OpenTicket): Situation {
  if (ticket.holdReason === 'trying_self_help') return 'trying';
  if (ticket.holdReason === 'ready_for_pickup') return 'ready';
  if (ticket.holdReason === 'waiting_for_part') return ticket.private === true ? 'adult' : 'part';
  if (ticket.holdReason === 'student_in_class' && ticket.holdUntil != null) return 'inClass';
  if (ticket.state === 'held' || ticket.state === 'escalated') return ticket.state;
  // No board ever shows its code, and nobody but the coach can have it in hands.
  if (ticket.private === true) return 'adult';
  return ticket.state === 'claimed' ? 'claimed' : 'waiting';
}

/** Nobody has it in hands or ordered a part for it, so that it can be given up. */
export function mayLeave(ticket: OpenTicket): boolean {
  const situation = situationOf(ticket);
  return (
    situation === 'waiting' || situation === 'held' || situation === 'inClass' || (situation === 'adult' && ticket.state === 'waiting')
  );
}
