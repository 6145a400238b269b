import type { Ending, KioskFlow, OpenTicket, Screen, Visitor } from './kiosk-flow.rules.js';
import { situationOf } from './ticket-situation.rules.js';

const isWaitedFor = (ticket: OpenTicket): boolean => {
  const situation = situationOf(ticket);
  return situation === 'ready' || situation === 'claimed';
};

/** Where somebody waits for the student comes first, then the order in which they were filed. */
export const mostPressingFirst = (tickets: readonly OpenTicket[]): OpenTicket[] =>
  tickets.toSorted((a, b) => Number(isWaitedFor(b)) - Number(isWaitedFor(a)));

/** The one open ticket, or the choice among them; null for whoever has none. */
export function screenOfOpenTickets(visitor: Visitor): Screen | null {
  const [ticket, ...more] = openTicketsOf(visitor);
  if (ticket === undefined) return null;
  return more.length === 0
    ? { name: 'open-ticket', visitor, ticket }
    : { name: 'open-tickets', visitor, tickets: mostPressingFirst([ticket, ...more]) };
}

/** Who stands here, their tickets as they are after what was done on `screen`. */
export function withTicketsAfter(ending: Ending, visitor: Visitor | null, screen: Screen | undefined): Visitor | null {
  if (visitor?.kind !== 'known') return visitor;
  const openTickets = visitor.identified.openTickets.flatMap((ticket) => {
    switch (ending.kind) {
      case 'solved':
        return screen?.name === 'open-ticket' && screen.ticket.id === ticket.id ? [] : [ticket];
      case 'left':
        return ending.code === ticket.code ? [] : [ticket];
      case 'back-in-line': {
        const { code, state, place } = ending.ticket;
        return [code === ticket.code ? { ...ticket, state, place, holdReason: null, holdUntil: null } : ticket];
      }
      case 'in-class':
        return [ending.code === ticket.code ? { ...ticket, ...inClassUntil(ending.until) } : ticket];
      default:
        return [ticket];
    }
  });
  return { ...visitor, identified: { ...visitor.identified, openTickets } };
}

/** The visitor's tickets besides the one that the screen is about. */
export function otherTickets(flow: KioskFlow): readonly OpenTicket[] {
  const screen = flow.path.at(-1);
  if (screen?.name !== 'open-ticket' && screen?.name !== 'ending') return [];
  const about = screen.name === 'open-ticket' ? screen.ticket.code : codeOf(screen.ending);
  return openTicketsOf(screen.visitor).filter(({ code }) => code !== about);
}

const openTicketsOf = (visitor: Visitor | null): readonly OpenTicket[] => (visitor?.kind === 'known' ? visitor.identified.openTickets : []);

const inClassUntil = (holdUntil: string | null) => ({ state: 'held', holdReason: 'student_in_class', holdUntil, place: null }) as const;

function codeOf(ending: Ending): string | null {
  if (ending.kind === 'back-in-line') return ending.ticket.code;
  return ending.kind === 'in-class' ? ending.code : null;
}
