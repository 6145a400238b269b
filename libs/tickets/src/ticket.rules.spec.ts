import { describe, expect, it } from '@jest/globals';
import { ticketStates } from '@firstbell/contracts/tickets';
import type { PersonActor } from '@firstbell/platform';
import { looksPrivate } from './privacy.rules.js';
import { leaseAfterBellChange, leaseEnd, mustBeTrained, mustHold, mustNotBeOwn, stateAfter, ticketActions } from './ticket.rules.js';

const assistant: PersonActor = {
  kind: 'person',
  id: 'ana',
  accountId: null,
  schoolId: 's',
  sessionId: 'x',
  timeZone: 'UTC',
  roles: ['student', 'assistant'],
  skills: ['network'],
};
const coach: PersonActor = { ...assistant, id: 'coach', roles: ['coach'], skills: [] };

describe('what may be done with a ticket', () => {
  it('leads from each state only where the table says, and refuses the rest with the ticket’s code', () => {
    const allowed = ticketStates.map((state) => [
      state,
      ticketActions.filter((action) => {
        try {
          stateAfter(action, state, 'B-1');
          return true;
        } catch {
          return false;
        }
      }),
    ]);
    expect(Object.fromEntries(allowed)).toEqual({
      waiting: ['claim', 'goToClass', 'escalate', 'advise', 'cancel', 'note'],
      claimed: ['release', 'expire', 'extend', 'hold', 'handOver', 'escalate', 'advise', 'resolve', 'cancel', 'note'],
      held: ['claim', 'goToClass', 'comeBack', 'escalate', 'cancel', 'solveBySelf', 'note'],
      escalated: ['claim', 'advise', 'cancel', 'note'],
      resolved: ['reopen', 'note'],
      cancelled: ['reopen'],
    });
    expect(() => stateAfter('resolve', 'waiting', 'B-14')).toThrow(/B-14 is waiting in line/);
  });
  it('is for its holder, and the coach', () => {
    const ticket = { claimedBy: 'ana', holderName: 'Ana P.', code: 'B-1' };
    expect(() => mustHold(assistant, ticket)).not.toThrow();
    expect(() => mustHold(coach, ticket)).not.toThrow();
    expect(() => mustHold({ ...assistant, id: 'bo' }, ticket)).toThrow(/Ana P\. holds B-1/);
  });
  it('is never for the student it is about', () => {
    expect(() => mustNotBeOwn(assistant, 'ana', 'B-1')).toThrow(/your own ticket/);
    expect(() => mustNotBeOwn(assistant, 'bo', 'B-1')).not.toThrow();
  });
  it('asks for the certificate of its issue, of everyone but the coach', () => {
    expect(() => mustBeTrained(assistant, 'network', 'B-1')).not.toThrow();
    expect(() => mustBeTrained(assistant, null, 'B-1')).not.toThrow();
    expect(() => mustBeTrained(coach, 'hardware', 'B-1')).not.toThrow();
    expect(() => mustBeTrained(assistant, 'hardware', 'B-1')).toThrow(/hardware/);
  });
});

describe('the lease of a claim', () => {
  const now = new Date('2026-09-01T13:00:00Z');
  const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  it('ends after the school’s minutes, or at the bell when that comes first', () => {
    expect(leaseEnd(now, 15, null, false)).toEqual(after(15));
    expect(leaseEnd(now, 15, after(40), false)).toEqual(after(15));
    expect(leaseEnd(now, 15, after(6), false)).toEqual(after(6));
  });
  it('goes past the bell when its holder extends it, or takes a ticket in the last minute', () => {
    expect(leaseEnd(now, 15, after(6), true)).toEqual(after(15));
    expect(leaseEnd(now, 15, after(0.5), false)).toEqual(after(15));
  });

  describe('that runs while the bells are changed', () => {
    const claim = (expiresAt: Date) => ({ claimedAt: now, expiresAt });
    it('which the old bell cut short is as long as the new one lets it be', () => {
      expect(leaseAfterBellChange(claim(after(6)), 15, after(6), after(10))).toEqual(after(10));
      expect(leaseAfterBellChange(claim(after(6)), 15, after(6), after(40))).toEqual(after(15));
      expect(leaseAfterBellChange(claim(after(6)), 15, after(6), null)).toEqual(after(15));
      expect(leaseAfterBellChange(claim(after(6)), 15, after(6), after(3))).toEqual(after(3));
    });
    it('and would go on beyond the new bell ends with it', () => {
      expect(leaseAfterBellChange(claim(after(15)), 15, after(40), after(12))).toEqual(after(12));
      expect(leaseAfterBellChange(claim(after(15)), 15, null, after(12))).toEqual(after(12));
      expect(leaseAfterBellChange(claim(after(15)), 15, after(40), after(30))).toEqual(after(15));
    });
    it('and was extended beyond the old bell stays its holder’s', () => {
      expect(leaseAfterBellChange(claim(after(15)), 15, after(6), after(3))).toEqual(after(15));
    });
  });
});

describe('a description', () => {
  it('is for the coach only when it looks private, in both languages', () => {
    for (const text of ['Someone is bullying me in chat', 'he threatens me', 'me están acosando', 'I hate myself'])
      expect([text, looksPrivate(text)]).toEqual([text, true]);
  });
  it('stays on the line when it is about a laptop', () => {
    for (const text of ['the screen is black', 'it kills the battery? no, it dies', 'la pantalla no prende', undefined])
      expect([text, looksPrivate(text)]).toEqual([text, false]);
  });
});
