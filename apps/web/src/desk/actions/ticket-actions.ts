import {
  type CancelReason,
  type EscalationReason,
  type HoldReason,
  type LineRow,
  type OutOfOrderReason,
  ticketOperations,
} from '@firstbell/contracts/tickets';
import type { PersonBrief } from '@firstbell/contracts/values';
import { v7 as uuidv7 } from 'uuid';
import type { call } from '../../api/call.js';
import { foresee, type Foreseen, type Pending } from './foresee.rules.js';
import { refusalOf } from './refusal.rules.js';
import { sendPersistently } from './send-persistently.js';

/** What the actions need of the desk, as it is at the moment they need it. */
export interface Desk {
  readonly me: PersonBrief;
  readonly deskId: string;
  readonly call: typeof call;
  /** The ticket *next for me* will most likely give, to be drawn before the server says. */
  readonly guessNext: () => LineRow | null;
  readonly rowOf: (ticketId: string) => LineRow | undefined;
  readonly pending: {
    readonly add: (one: Pending) => void;
    readonly drop: (requestId: string) => void;
    readonly catchUp: (ticketId: string, version: number) => void;
  };
  /** The server's answer about a row: drawn unless something newer is known. */
  readonly learn: (row: LineRow) => void;
  readonly choose: (ticketId: string) => void;
  readonly askWhy: (ticketId: string) => void;
  readonly onResolved: (row: LineRow, feedbackPath: string) => void;
  readonly say: {
    readonly refused: (error: unknown, code: string | null, again: () => void) => void;
    readonly nothingNext: (beyondTraining: number) => void;
    readonly yours: (code: string) => void;
    readonly nextInstead: (guess: string, faster: string | null, code: string) => void;
  };
}

export interface TicketActions {
  readonly next: () => void;
  readonly take: (row: LineRow, reason?: OutOfOrderReason) => void;
  readonly release: (row: LineRow) => void;
  readonly extend: (row: LineRow, onBench?: boolean) => void;
  readonly hold: (row: LineRow, reason: HoldReason) => void;
  readonly comeBack: (row: LineRow) => void;
  readonly handOver: (row: LineRow, to: PersonBrief, note: string) => void;
  readonly escalate: (row: LineRow, reason: EscalationReason, note?: string) => void;
  readonly resolve: (row: LineRow, fix: string, thenNext: boolean) => void;
  readonly reopen: (row: LineRow, note?: string) => void;
  readonly cancel: (row: LineRow, reason: CancelReason) => void;
}

/** Everything that can be done with a ticket: drawn at once, sent until answered, taken back with the reason. */
export function ticketActions(desk: () => Desk): TicketActions {
  /** Actions on one ticket go out one after the other; when one is refused, what was behind it is dropped. */
  const lanes = new Map<string, Promise<boolean>>();

  function perform(row: LineRow, foreseen: Foreseen, send: (requestId: string) => Promise<LineRow>, requestId = uuidv7()): void {
    desk().pending.add({ requestId, ticketId: row.id, seenVersion: row.version, foreseen });
    const mine = (lanes.get(row.id) ?? Promise.resolve(true)).then((allowed) => {
      if (allowed) return carryOut();
      desk().pending.drop(requestId);
      return false;
    });
    lanes.set(row.id, mine);
    void mine.then(() => {
      if (lanes.get(row.id) === mine) lanes.delete(row.id);
    });

    async function carryOut(): Promise<boolean> {
      try {
        settle(requestId, await sendPersistently(() => send(requestId)));
        return true;
      } catch (error) {
        desk().pending.drop(requestId);
        if (refusalOf(error).because === 'reasonNeeded') desk().askWhy(row.id);
        else desk().say.refused(error, row.code, () => perform(desk().rowOf(row.id) ?? row, foreseen, send, requestId));
        return false;
      }
    }
  }

  function settle(requestId: string, row: LineRow): void {
    const { pending, learn } = desk();
    pending.drop(requestId);
    pending.catchUp(row.id, row.version);
    learn(row);
  }

  async function next(requestId = uuidv7()): Promise<void> {
    const { me, deskId, call: ask, pending, say, choose } = desk();
    const guess = desk().guessNext();
    if (guess !== null) {
      pending.add({ requestId, ticketId: guess.id, seenVersion: guess.version, foreseen: { do: 'claim', by: me } });
      choose(guess.id);
    }
    try {
      const { ticket, beyondTraining } = await sendPersistently(() => ask(ticketOperations.claimNext, { deskId, requestId }));
      if (ticket === null) {
        pending.drop(requestId);
        say.nothingNext(beyondTraining);
        return;
      }
      settle(requestId, ticket);
      choose(ticket.id);
      if (guess === null || guess.id === ticket.id) say.yours(ticket.code);
      else say.nextInstead(guess.code, desk().rowOf(guess.id)?.claimedBy?.name ?? null, ticket.code);
    } catch (error) {
      pending.drop(requestId);
      say.refused(error, null, () => void next(requestId));
    }
  }

  const ask = () => desk().call;
  return {
    next: () => void next(),
    take: (row, reason) =>
      perform(row, { do: 'claim', by: desk().me }, (requestId) =>
        ask()(ticketOperations.claimTicket, { ticketId: row.id, requestId, reason }),
      ),
    release: (row) =>
      perform(row, { do: 'release' }, (requestId) => ask()(ticketOperations.releaseTicket, { ticketId: row.id, requestId })),
    extend: (row, onBench = row.onBench) =>
      perform(row, { do: 'extend', expiresAt: null, onBench }, (requestId) =>
        ask()(ticketOperations.extendClaim, { ticketId: row.id, requestId, onBench }),
      ),
    hold: (row, reason) =>
      perform(row, { do: 'hold', reason }, (requestId) => ask()(ticketOperations.holdTicket, { ticketId: row.id, requestId, reason })),
    comeBack: (row) =>
      perform(row, { do: 'return' }, async (requestId) => {
        const { state, version } = await ask()(ticketOperations.comeBack, { ticketId: row.id, requestId });
        return { ...foresee(row, { do: 'return' }), state, version };
      }),
    handOver: (row, to, note) =>
      perform(row, { do: 'handOver', to }, (requestId) =>
        ask()(ticketOperations.handOverTicket, { ticketId: row.id, requestId, toPersonId: to.id, note }),
      ),
    escalate: (row, reason, note) =>
      perform(row, { do: 'escalate', reason }, (requestId) =>
        ask()(ticketOperations.escalateTicket, { ticketId: row.id, requestId, reason, note }),
      ),
    resolve: (row, fix, thenNext) =>
      perform(row, { do: 'resolve' }, async (requestId) => {
        const answer = await ask()(ticketOperations.resolveTicket, { ticketId: row.id, requestId, fix });
        desk().onResolved(answer.ticket, answer.feedbackPath);
        if (thenNext) void next();
        return answer.ticket;
      }),
    reopen: (row, note) =>
      perform(row, { do: 'reopen' }, (requestId) => ask()(ticketOperations.reopenTicket, { ticketId: row.id, requestId, note })),
    cancel: (row, reason) =>
      perform(row, { do: 'cancel' }, (requestId) => ask()(ticketOperations.cancelTicket, { ticketId: row.id, requestId, reason })),
  };
}
