import { describe, expect, it } from '@jest/globals';
import { eventTypes } from '@firstbell/contracts/events';
import { reviewReasons } from '@firstbell/contracts/feedback';
import { asksToAct, concernsInbox, endedBy, endsTheAsking, mayLackSomebody, reasonRaisedBy } from './reviews.rules.js';

describe('a review is raised', () => {
  it('for every escalation, whoever may see the ticket', () => {
    expect(reasonRaisedBy({ type: 'ticket.escalated', audience: 'desk' })).toBe('escalated');
    expect(reasonRaisedBy({ type: 'ticket.escalated', audience: 'coach' })).toBe('escalated');
  });

  it('for a filed ticket only when it is private', () => {
    expect(reasonRaisedBy({ type: 'ticket.filed', audience: 'coach' })).toBe('private');
    expect(reasonRaisedBy({ type: 'ticket.filed', audience: 'desk' })).toBeNull();
  });

  it('for a reopened ticket, which a private one is no less than when it was filed', () => {
    expect(reasonRaisedBy({ type: 'ticket.reopened', audience: 'desk' })).toBe('reopened');
    expect(reasonRaisedBy({ type: 'ticket.reopened', audience: 'coach' })).toBe('private');
  });

  it('for nothing else that can happen', () => {
    const raising = eventTypes.filter((type) => reasonRaisedBy({ type, audience: 'coach' }) !== null);
    expect(raising).toEqual(['ticket.filed', 'ticket.escalated', 'ticket.reopened']);
  });
});

describe('a review', () => {
  it('asks the coach to act when somebody waits for an adult', () => {
    expect(reviewReasons.filter(asksToAct)).toEqual(['escalated', 'private', 'nobody_qualified']);
  });

  it('for somebody trained is asked while the ticket is in line, and no longer once it has left it', () => {
    expect(eventTypes.filter((type) => mayLackSomebody({ type, audience: 'desk' }))).toEqual([
      'ticket.released',
      'ticket.lease_expired',
      'ticket.returned',
      'ticket.reopened',
    ]);
    expect(eventTypes.filter((type) => endedBy(type).includes('nobody_qualified'))).toEqual([
      'ticket.claimed',
      'ticket.held',
      'ticket.escalated',
      'ticket.advised',
      'ticket.resolved',
      'ticket.cancelled',
    ]);
    expect(endedBy('ticket.claimed')).toEqual(['nobody_qualified']);
  });

  it('is no concern of a ticket just filed that somebody on duty may take', () => {
    const filed = { type: 'ticket.filed', audience: 'desk' } as const;
    expect([concernsInbox(filed), concernsInbox({ ...filed, qualified: true }), concernsInbox({ ...filed, qualified: false })]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('stops asking once the ticket is done with or given back', () => {
    expect(eventTypes.filter(endsTheAsking)).toEqual(['ticket.advised', 'ticket.resolved', 'ticket.cancelled']);
  });
});
