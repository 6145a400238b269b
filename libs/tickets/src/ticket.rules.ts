import type { HoldReason, TicketState } from '@firstbell/contracts/tickets';
import { FirstbellError, isCoach, type Actor } from '@firstbell/platform';

export const ticketActions = [
  'claim',
  'release',
  'expire',
  'extend',
  'hold',
  'goToClass',
  'comeBack',
  'handOver',
  'escalate',
  'advise',
  'resolve',
  'reopen',
  'cancel',
  'solveBySelf',
  'note',
] as const;
export type TicketAction = (typeof ticketActions)[number];

/** What may be done in which state, and the state it leads to. A new state does not compile until it is decided here. */
const transitions: Record<TicketState, Partial<Record<TicketAction, TicketState>>> = {
  // A private ticket the coach has read may go to everyone's line (advise) without being claimed first.
  waiting: { claim: 'claimed', cancel: 'cancelled', note: 'waiting', escalate: 'escalated', advise: 'waiting', goToClass: 'held' },
  claimed: {
    release: 'waiting',
    expire: 'waiting',
    extend: 'claimed',
    hold: 'held',
    handOver: 'claimed',
    escalate: 'escalated',
    resolve: 'resolved',
    cancel: 'cancelled',
    note: 'claimed',
    advise: 'claimed',
  },
  held: {
    claim: 'claimed',
    goToClass: 'held',
    comeBack: 'waiting',
    cancel: 'cancelled',
    solveBySelf: 'cancelled',
    note: 'held',
    escalate: 'escalated',
  },
  escalated: { claim: 'claimed', advise: 'waiting', cancel: 'cancelled', note: 'escalated' },
  resolved: { reopen: 'waiting', note: 'resolved' },
  cancelled: { reopen: 'waiting' },
};

/** Counted against "one open ticket per person, issue and audience", and on somebody's screen. */
export const isOpen = (state: TicketState): boolean => state !== 'resolved' && state !== 'cancelled';
export const isWaiting = (state: TicketState): boolean => state === 'waiting';
export const isClaimed = (state: TicketState): boolean => state === 'claimed';
export const isHeld = (state: TicketState): boolean => state === 'held';
export const isEscalated = (state: TicketState): boolean => state === 'escalated';

const said: Record<TicketState, string> = {
  waiting: 'is waiting in line',
  claimed: 'is being worked on',
  held: 'is set aside',
  escalated: 'is with the coach',
  resolved: 'is resolved',
  cancelled: 'was taken off the line',
};

/** The state after the action, or a refusal that says how the ticket stands. */
export function stateAfter(action: TicketAction, state: TicketState, code: string): TicketState {
  const next = transitions[state][action];
  if (next === undefined) {
    throw new FirstbellError(
      'ticket.wrong_state',
      409,
      `${code} ${said[state]}, so this cannot be done now. Look at the ticket again and choose what fits.`,
      { facts: { code, state } },
    );
  }
  return next;
}

export interface Held {
  readonly claimedBy: string | null;
  readonly holderName: string | null;
  readonly code: string;
}

/** Working on a claimed ticket is for the one who holds it; the coach always may. */
export function mustHold(actor: Actor, ticket: Held): void {
  if (isCoach(actor) || ticket.claimedBy === actor.id) return;
  throw new FirstbellError(
    'ticket.not_holder',
    403,
    ticket.claimedBy === null
      ? `You do not hold ${ticket.code} any more. Take it again first.`
      : `${ticket.holderName ?? 'Somebody else'} holds ${ticket.code}. Ask them to hand it over.`,
    { facts: { code: ticket.code, holder: ticket.holderName } },
  );
}

export function alreadyClaimed(code: string, holder: string | null): FirstbellError {
  return new FirstbellError(
    'ticket.already_claimed',
    409,
    `${holder ?? 'Somebody else'} was faster and has ${code}. Press Next for another one.`,
    { facts: { code, holder } },
  );
}

/** One open ticket per person, issue and audience also holds for one that comes back, and for a private one given to the line. */
export const anotherIsOpen = (code: string): FirstbellError =>
  new FirstbellError(
    'ticket.already_open',
    409,
    `The student of ${code} has another open ticket for the same problem. Work on that one instead.`,
    { facts: { code } },
  );

/** Nobody works on their own ticket. */
export function mustNotBeOwn(actor: Actor, personId: string | null, code: string): void {
  if (personId === actor.id)
    throw new FirstbellError('ticket.own', 403, `${code} is your own ticket. A colleague has to take it.`, { facts: { code } });
}

/** Whoever has gone cannot go on with a ticket. */
export const notOnDuty = (name: string): FirstbellError =>
  new FirstbellError('ticket.colleague_off_duty', 409, `${name} is not on duty at this desk now. Choose someone who is on duty.`, {
    field: 'toPersonId',
    facts: { name },
  });

/** From afar nobody takes a ticket out of the hands of who works on it. */
export function mustNotBeInHands(state: TicketState, code: string): void {
  if (!isClaimed(state)) return;
  throw new FirstbellError(
    'ticket.in_hands',
    409,
    `An assistant is working on ${code} now. Go to the desk, or let them know there that you do not need it any more.`,
    { facts: { code } },
  );
}

/** Where the laptop waits for a part, its student neither has a turn to come back for nor one to give up; staff know when it is here. */
export function mustNotWaitForPart(actor: Actor, ticket: { personId: string | null; holdReason: HoldReason | null; code: string }): void {
  const byStudent = actor.kind === 'station' || ticket.personId === actor.id;
  if (!byStudent || ticket.holdReason !== 'waiting_for_part') return;
  throw new FirstbellError(
    'ticket.waits_for_part',
    409,
    `${ticket.code} waits for a part. The desk goes on with it when the part is here; ask there if you want to stop the repair.`,
    { facts: { code: ticket.code } },
  );
}

/** The certificate an issue asks for. Coaches need none. */
export const isTrainedFor = (actor: Actor, skill: string | null): boolean =>
  skill === null || isCoach(actor) || (actor.kind === 'person' && actor.skills.includes(skill));

export function mustBeTrained(actor: Actor, skill: string | null, code: string): void {
  if (isTrainedFor(actor, skill)) return;
  throw new FirstbellError(
    'ticket.needs_skill',
    403,
    `${code} needs training in “${skill}”. Ask a colleague who has it, or watch them do it.`,
    { facts: { code, skill } },
  );
}

export function mustNotBeFrozen(frozenAt: Date | null): void {
  if (frozenAt === null) return;
  throw new FirstbellError(
    'desk.frozen',
    409,
    'The desk is frozen, for instance for a fire drill. Every place is kept; go on when the coach lifts it.',
  );
}

export const isTrying = (state: TicketState, reason: HoldReason | null): boolean => state === 'held' && reason === 'trying_self_help';

/** When a claim made or extended now runs out: after the lease, or at the bell if that comes first and is not already here. */
export function leaseEnd(now: Date, leaseMinutes: number, bell: Date | null, extending: boolean): Date {
  const byLease = new Date(now.getTime() + leaseMinutes * 60_000);
  if (bell === null || extending || bell.getTime() - now.getTime() < 60_000) return byLease;
  return bell < byLease ? bell : byLease;
}

export interface RunningClaim {
  readonly claimedAt: Date;
  readonly expiresAt: Date;
}

/**
 * When a running claim runs out once the bells were changed. A lease the old bell cut short is reckoned anew, one that goes on
 * beyond the new bell ends with it, and whoever extended theirs beyond the old bell keeps it.
 */
export function leaseAfterBellChange(claim: RunningClaim, leaseMinutes: number, before: Date | null, after: Date | null): Date {
  const { claimedAt, expiresAt } = claim;
  if (before?.getTime() === expiresAt.getTime()) return leaseEnd(claimedAt, leaseMinutes, after, false);
  if (before !== null && expiresAt > before) return expiresAt;
  return after !== null && after < expiresAt ? after : expiresAt;
}
