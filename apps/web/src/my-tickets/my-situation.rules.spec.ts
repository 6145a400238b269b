import { describe, expect, it } from '@jest/globals';
import type { MyTicket } from '@firstbell/contracts/my-tickets';
import { isToCome, mayLeave, mostPressingFirst, situationOf } from './my-situation.rules.js';

const ticket = (part: Partial<MyTicket>): MyTicket => ({
  id: 't1',
  code: 'B-1',
  state: 'waiting',
  issueId: 'i1',
  holdReason: null,
  holdUntil: null,
  place: 3,
  wait: null,
  qualified: true,
  frozen: false,
  private: false,
  ...part,
});

const held = (holdReason: MyTicket['holdReason']): MyTicket => ticket({ state: 'held', holdReason, place: null });

describe('what an open ticket means for its student', () => {
  it.each([
    ['waiting', ticket({})],
    ['untrained', ticket({ qualified: false })],
    ['called', ticket({ state: 'claimed', place: null })],
    ['ready', ticket({ state: 'held', holdReason: 'ready_for_pickup' })],
    ['trying', ticket({ state: 'held', holdReason: 'trying_self_help' })],
    ['part', ticket({ state: 'held', holdReason: 'waiting_for_part' })],
    ['kept', ticket({ state: 'held', holdReason: 'student_in_class' })],
    ['kept', ticket({ state: 'held', holdReason: 'other' })],
    ['coach', ticket({ state: 'escalated' })],
    ['coach', ticket({ state: 'waiting', private: true })],
    ['coach', ticket({ state: 'claimed', private: true })],
  ] as const)('is %s', (situation, one) => {
    expect(situationOf(one)).toBe(situation);
  });

  it('calls them to the desk only when somebody there waits for them', () => {
    expect((['ready', 'called', 'waiting', 'kept', 'coach'] as const).filter(isToCome)).toEqual(['ready', 'called']);
  });

  it('lets them give up a place, but not what somebody has in hands or ordered a part for', () => {
    const free = [
      ticket({}),
      ticket({ qualified: false }),
      ticket({ private: true }),
      held('trying_self_help'),
      held('student_in_class'),
      held('other'),
    ];
    const inHands = [ticket({ state: 'claimed' }), ticket({ state: 'escalated' }), held('ready_for_pickup'), held('waiting_for_part')];
    expect(free.map(mayLeave)).toEqual(free.map(() => true));
    expect(inHands.map(mayLeave)).toEqual(inHands.map(() => false));
  });

  it('puts first where they have to go, and leaves the rest in its order', () => {
    const [first, second, third] = [ticket({ id: 'a' }), ticket({ id: 'b' }), ticket({ id: 'c', state: 'claimed' })];
    expect(mostPressingFirst([first, second, third]).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  });
});
