import { describe, expect, it } from '@jest/globals';
import { eventTypes } from '@firstbell/contracts/events';
import { reviewReasons } from '@firstbell/contracts/feedback';
import { asksToAct, endsTheAsking, reasonRaisedBy } from './reviews.rules.js';

describe('a review is raised', () => {
  it('for every escalation, whoever may see the ticket', () => {
    expect(reasonRaisedBy({ type: 'ticket.escalated', audience: 'desk' })).toBe('escalated');
    expect(reasonRaisedBy({ type: 'ticket.escalated', audience: 'coach' })).toBe('escalated');
  });

  it('for a filed ticket only when it is private', () => {
    expect(reasonRaisedBy({ type: 'ticket.filed', audience: 'coach' })).toBe('private');
    expect(reasonRaisedBy({ type: 'ticket.filed', audience: 'desk' })).toBeNull();
  });

  it('for a reopened ticket', () => {
    expect(reasonRaisedBy({ type: 'ticket.reopened', audience: 'desk' })).toBe('reopened');
  });

  it('for nothing else that can happen', () => {
    const raising = eventTypes.filter((type) => reasonRaisedBy({ type, audience: 'coach' }) !== null);
    expect(raising).toEqual(['ticket.filed', 'ticket.escalated', 'ticket.reopened']);
  });
});

describe('a review', () => {
  it('asks the coach to act when somebody waits for an adult', () => {
    expect(reviewReasons.filter(asksToAct)).toEqual(['escalated', 'private']);
  });

  it('stops asking once the ticket is done with or given back', () => {
    expect(eventTypes.filter(endsTheAsking)).toEqual(['ticket.advised', 'ticket.resolved', 'ticket.cancelled']);
  });
});
