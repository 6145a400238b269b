import type { NamedOperation } from '@firstbell/contracts/operation';
import type { LineRow } from '@firstbell/contracts/tickets';
import { describe, expect, it } from '@jest/globals';
import { ApiError, NetworkError } from '../../api/api-error.js';
import { lineRow } from '../line/line-row.fixture.js';
import { type Pending, withPending } from './foresee.rules.js';
import { type Desk, ticketActions } from './ticket-actions.js';

const ana = { id: 'ana', name: 'Ana R.' };
const bo = { id: 'bo', name: 'Bo T.' };
const refusal = (code: string, facts: Record<string, string> = {}) =>
  new ApiError({ type: 'about:blank', title: code, status: 409, detail: code, code, facts });
type Sent = { operation: string; input: Record<string, unknown> };
type Server = (sent: Sent) => unknown;

/** A desk with rows, as the page has one; the test plays the server. */
function deskWith(rows: LineRow[], server: Server) {
  const known = new Map(rows.map((row) => [row.id, row]));
  const said: string[] = [];
  const sent: Sent[] = [];
  let pending: Pending[] = [];
  let chosen: string | null = null;
  let again: (() => void) | null = null;
  const call = async (operation: NamedOperation, input: Record<string, unknown>) => {
    sent.push({ operation: operation.id, input });
    await Promise.resolve();
    const answer = server({ operation: operation.id, input });
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const desk: Desk = {
    me: ana,
    deskId: 'desk',
    call: call as Desk['call'],
    guessNext: () => rows.find((row) => row.state === 'waiting') ?? null,
    rowOf: (id) => known.get(id),
    pending: {
      add: (one) => void pending.push(one),
      drop: (requestId) => (pending = pending.filter((one) => one.requestId !== requestId)),
      catchUp: (ticketId, version) =>
        (pending = pending.map((one) => (one.ticketId === ticketId ? { ...one, seenVersion: version } : one))),
    },
    learn: (row) => void known.set(row.id, row),
    choose: (id) => (chosen = id),
    askWhy: (id) => void said.push(`why ${id}?`),
    onResolved: (row, path) => void said.push(`resolved ${row.code} ${path}`),
    say: {
      refused: (error, code, retry) => {
        said.push(`refused ${String(code)} ${error instanceof ApiError ? error.code : 'network'}`);
        again = retry;
      },
      nothingNext: (beyond) => void said.push(`nothing, ${String(beyond)} beyond`),
      yours: (code) => void said.push(`yours ${code}`),
      nextInstead: (guess, faster, code) => void said.push(`${String(faster)} has ${guess}, yours ${code}`),
    },
  };
  const drawn = (id: string) => withPending([...known.values()], pending).find((row) => row.id === id);
  return { actions: ticketActions(() => desk), drawn, said, sent, known, chosen: () => chosen, again: () => again?.() };
}
const answered = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('acting on a ticket', () => {
  it('draws a claim before the server answers, and keeps the answer', async () => {
    const { actions, drawn } = deskWith([lineRow()], () =>
      lineRow({ version: 2, state: 'claimed', claimedBy: ana, claimExpiresAt: '2026-09-01T08:15:00.000Z' }),
    );
    actions.take(lineRow());
    expect(drawn('t1')).toMatchObject({ state: 'claimed', claimedBy: ana });
    await answered();
    expect(drawn('t1')).toMatchObject({ version: 2, claimExpiresAt: '2026-09-01T08:15:00.000Z' });
  });

  it('rolls a lost race back and says why', async () => {
    const { actions, drawn, said } = deskWith([lineRow()], () => refusal('ticket.already_claimed', { holder: 'Bo T.' }));
    actions.take(lineRow());
    await answered();
    expect(drawn('t1')?.state).toBe('waiting');
    expect(said).toEqual(['refused B-14 ticket.already_claimed']);
  });

  it('asks why when the server wants a reason', async () => {
    const { actions, said } = deskWith([lineRow()], () => refusal('ticket.reason_needed'));
    actions.take(lineRow());
    await answered();
    expect(said).toEqual(['why t1?']);
  });

  it('sends two actions on one ticket in order, and drops the second when the first is refused', async () => {
    const accepted = deskWith([lineRow()], ({ operation }) =>
      operation === 'claimTicket'
        ? lineRow({ version: 2, state: 'claimed', claimedBy: ana })
        : lineRow({ version: 3, state: 'held', holdReason: 'other' }),
    );
    accepted.actions.take(lineRow());
    accepted.actions.hold(lineRow(), 'other');
    expect(accepted.drawn('t1')?.state).toBe('held');
    await answered();
    expect(accepted.sent.map((one) => one.operation)).toEqual(['claimTicket', 'holdTicket']);
    expect(accepted.drawn('t1')).toMatchObject({ version: 3, state: 'held' });

    const refused = deskWith([lineRow()], () => refusal('ticket.already_claimed', { holder: 'Bo T.' }));
    refused.actions.take(lineRow());
    refused.actions.hold(lineRow(), 'other');
    await answered();
    expect(refused.sent.map((one) => one.operation)).toEqual(['claimTicket']);
    expect(refused.drawn('t1')?.state).toBe('waiting');
  });

  it('repeats an unanswered request with the same id, also when the person presses "try again"', async () => {
    let up = false;
    const { actions, sent, said, again, drawn } = deskWith([lineRow()], () =>
      up ? lineRow({ version: 2, state: 'claimed', claimedBy: ana }) : new NetworkError('gone'),
    );
    actions.take(lineRow());
    await new Promise((resolve) => setTimeout(resolve, 3_400));
    expect(said).toEqual(['refused B-14 network']);
    expect(drawn('t1')?.state).toBe('waiting');
    up = true;
    again();
    await answered();
    expect(drawn('t1')?.state).toBe('claimed');
    expect(sent).toHaveLength(5);
    expect(new Set(sent.map((one) => one.input['requestId'])).size).toBe(1);
  });
});

describe('next for me', () => {
  it('draws the first in line at once and chooses it', async () => {
    const { actions, drawn, said, chosen } = deskWith([lineRow()], () => ({
      ticket: lineRow({ version: 2, state: 'claimed', claimedBy: ana }),
      beyondTraining: 0,
    }));
    actions.next();
    expect(drawn('t1')?.claimedBy).toEqual(ana);
    await answered();
    expect(chosen()).toBe('t1');
    expect(said).toEqual(['yours B-14']);
  });

  it('gives the ticket the server chose when somebody was faster, and says who', async () => {
    const second = lineRow({ id: 't2', code: 'B-15' });
    const race = deskWith([lineRow(), second], () => {
      race.known.set('t1', lineRow({ version: 2, state: 'claimed', claimedBy: bo }));
      return { ticket: { ...second, version: 2, state: 'claimed', claimedBy: ana }, beyondTraining: 0 };
    });
    race.actions.next();
    await answered();
    expect(race.drawn('t1')?.claimedBy).toEqual(bo);
    expect(race.drawn('t2')?.claimedBy).toEqual(ana);
    expect(race.chosen()).toBe('t2');
    expect(race.said).toEqual(['Bo T. has B-14, yours B-15']);
  });

  it('says when nothing waits that this person may take', async () => {
    const { actions, said, drawn } = deskWith([lineRow()], () => ({ ticket: null, beyondTraining: 3 }));
    actions.next();
    await answered();
    expect(said).toEqual(['nothing, 3 beyond']);
    expect(drawn('t1')?.state).toBe('waiting');
  });

  it('follows a resolution when asked to', async () => {
    const { actions, sent, said } = deskWith([lineRow({ state: 'claimed', claimedBy: ana })], ({ operation }) =>
      operation === 'resolveTicket'
        ? { ticket: lineRow({ version: 2, state: 'resolved' }), feedbackPath: '/feedback/x' }
        : { ticket: null, beyondTraining: 0 },
    );
    actions.resolve(lineRow({ state: 'claimed', claimedBy: ana }), 'Restarted it', true);
    await answered();
    expect(sent.map((one) => one.operation)).toEqual(['resolveTicket', 'claimNext']);
    expect(said).toEqual(['resolved B-14 /feedback/x', 'nothing, 0 beyond']);
  });
});
