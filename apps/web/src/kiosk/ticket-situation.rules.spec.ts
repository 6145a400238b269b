import { describe, expect, it } from '@jest/globals';
import type { OpenTicket } from './kiosk-flow.rules.js';
import { mayLeave, situationOf } from './ticket-situation.rules.js';

const open = (part: Partial<OpenTicket> = {}): OpenTicket => ({
  id: 't1',
  code: 'B-14',
  state: 'waiting',
  issueId: 'i1',
  holdReason: null,
  holdUntil: null,
  place: null,
  private: false,
  ...part,
});

describe('an open ticket at the kiosk', () => {
  it('waits in line, is called, or is with the coach', () => {
    expect(situationOf(open())).toBe('waiting');
    expect(situationOf(open({ state: 'claimed' }))).toBe('claimed');
    expect(situationOf(open({ state: 'escalated' }))).toBe('escalated');
  });

  it('for the coach alone waits for the coach, not for the board or an assistant', () => {
    expect(situationOf(open({ private: true }))).toBe('adult');
    expect(situationOf(open({ private: true, state: 'claimed' }))).toBe('adult');
    expect(situationOf(open({ private: true, state: 'held', holdReason: 'waiting_for_part' }))).toBe('adult');
  });

  it('that is held says what it is held for', () => {
    const held = (part: Partial<OpenTicket>) => situationOf(open({ state: 'held', ...part }));
    expect(held({ holdReason: 'trying_self_help' })).toBe('trying');
    expect(held({ holdReason: 'ready_for_pickup' })).toBe('ready');
    expect(held({ holdReason: 'student_in_class', holdUntil: '2026-11-30T15:05:00.000Z' })).toBe('inClass');
    expect(held({ holdReason: 'student_in_class' })).toBe('held');
    expect(held({ holdReason: 'waiting_for_part' })).toBe('part');
  });

  it('can be given up while nobody has it in hands or ordered a part for it', () => {
    expect(mayLeave(open())).toBe(true);
    expect(mayLeave(open({ private: true }))).toBe(true);
    expect(mayLeave(open({ state: 'held', holdReason: 'other' }))).toBe(true);
    expect(mayLeave(open({ state: 'claimed' }))).toBe(false);
    expect(mayLeave(open({ state: 'claimed', private: true }))).toBe(false);
    expect(mayLeave(open({ state: 'escalated' }))).toBe(false);
    expect(mayLeave(open({ state: 'held', holdReason: 'ready_for_pickup' }))).toBe(false);
    expect(mayLeave(open({ state: 'held', holdReason: 'waiting_for_part' }))).toBe(false);
  });
});
