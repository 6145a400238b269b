import { beforeEach, describe, expect, it } from '@jest/globals';
import { Ledger } from './ledger.js';

describe('what was acknowledged, held against what is there', () => {
  let ledger: Ledger;
  beforeEach(() => {
    ledger = new Ledger();
    ledger.filed.add('t1').add('t2');
    ledger.claimed('t1', 'ana');
    ledger.resolved.add('t1');
  });
  const t1 = { id: 't1', claims: 1, state: 'resolved' };
  const t2 = { id: 't2', claims: 0, state: 'waiting' };

  it('is right when everything is there', () => {
    expect(ledger.faults([t1, t2])).toEqual([]);
  });

  it('names a ticket that is lost', () => {
    expect(ledger.faults([t1])).toEqual([expect.stringContaining('Ticket t2 was acknowledged and is not there')]);
  });

  it('names a ticket with two owners', () => {
    ledger.claimed('t1', 'ben');
    expect(ledger.faults([t1, t2])).toEqual([expect.stringContaining('given to ana and to ben')]);
  });

  it('names a ticket that did not stay resolved', () => {
    expect(ledger.faults([{ ...t1, state: 'waiting' }, t2])).toEqual([expect.stringContaining('resolved and is waiting')]);
  });

  it('tells every request that failed', () => {
    ledger.failed('Filing', new Error('503'));
    expect(ledger.faults([t1, t2])).toEqual(['Filing: 503']);
  });
});
