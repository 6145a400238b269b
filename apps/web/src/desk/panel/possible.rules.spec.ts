import { ticketStates } from '@firstbell/contracts/tickets';
import { describe, expect, it } from '@jest/globals';
import { lineRow } from '../line/line-row.fixture.js';
import { possible } from './possible.rules.js';

const ana = { id: 'ana', isCoach: false };
const coach = { id: 'coach', isCoach: true };
const heldBy = (id: string) => lineRow({ state: 'claimed', claimedBy: { id, name: id } });

describe('what can be done with a ticket', () => {
  it('offers work on a claimed ticket to its holder and the coach only', () => {
    expect(possible(heldBy('ana'), ana)).toContain('resolve');
    expect(possible(heldBy('bo'), ana)).toEqual([]);
    expect(possible(heldBy('bo'), coach)).toContain('resolve');
  });

  it('leaves an escalated ticket to the coach', () => {
    expect(possible(lineRow({ state: 'escalated' }), ana)).toEqual([]);
    expect(possible(lineRow({ state: 'escalated' }), coach)).toContain('take');
  });

  it('lets anyone bring a held student back, take them, or reopen what is over', () => {
    expect(possible(lineRow({ state: 'held' }), ana)).toEqual(expect.arrayContaining(['comeBack', 'take']));
    expect(possible(lineRow({ state: 'resolved' }), ana)).toEqual(['reopen']);
  });

  it('never offers to resolve what nobody holds', () => {
    for (const state of ticketStates.filter((one) => one !== 'claimed'))
      expect(possible(lineRow({ state }), coach)).not.toContain('resolve');
  });
});
