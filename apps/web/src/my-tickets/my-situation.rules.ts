import type { MyTicket } from '@firstbell/contracts/my-tickets';

/** What an open ticket means for its student just now. */
export const mySituations = ['ready', 'called', 'trying', 'waiting', 'untrained', 'kept', 'part', 'coach'] as const;
export type MySituation = (typeof mySituations)[number];

export function situationOf({ state, holdReason, qualified, private: isPrivate }: MyTicket): MySituation {
  if (isPrivate || state === 'escalated') return 'coach';
  if (state === 'claimed') return 'called';
  if (state !== 'held') return qualified ? 'waiting' : 'untrained';
  if (holdReason === 'ready_for_pickup') return 'ready';
  if (holdReason === 'trying_self_help') return 'trying';
  return holdReason === 'waiting_for_part' ? 'part' : 'kept';
}

/** They are waited for at the desk. */
export const isToCome = (situation: MySituation): boolean => situation === 'ready' || situation === 'called';

/** Nobody has it in hands or ordered a part for it, so that it can be given up. */
export function mayLeave(ticket: MyTicket): boolean {
  const situation = situationOf(ticket);
  return (
    situation === 'waiting' ||
    situation === 'untrained' ||
    situation === 'trying' ||
    situation === 'kept' ||
    (situation === 'coach' && ticket.state === 'waiting')
  );
}

/** Where somebody is waited for comes first, then the order in which they were filed. */
export function mostPressingFirst(tickets: readonly MyTicket[]): MyTicket[] {
  const come = (ticket: MyTicket): number => (isToCome(situationOf(ticket)) ? 0 : 1);
  return tickets.toSorted((a, b) => come(a) - come(b));
}
