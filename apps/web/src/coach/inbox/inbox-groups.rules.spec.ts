import type { ReviewRow } from '@firstbell/contracts/feedback';
import { describe, expect, it } from '@jest/globals';
import { canReturn, canTake, inInboxOrder, isTaken } from './inbox-groups.rules.js';

const review = (
  id: string,
  reason: ReviewRow['reason'],
  minute: number,
  ticketState: ReviewRow['ticketState'] = 'resolved',
): ReviewRow => ({
  id,
  version: 1,
  reason,
  raisedAt: `2026-11-02T15:${String(minute).padStart(2, '0')}:00Z`,
  settledAt: null,
  ticketId: id,
  code: `B-${id}`,
  issueId: id,
  studentName: 'Olivia T',
  ticketState,
  assistant: null,
  escalationReason: null,
  note: null,
  feedback: null,
});

describe('the order of the inbox', () => {
  it('puts whoever waits for the coach first, then what went wrong, then the sample', () => {
    const order = inInboxOrder([
      review('1', 'sample', 1),
      review('2', 'low_feedback', 2),
      review('3', 'private', 3),
      review('4', 'reopened', 1),
      review('5', 'escalated', 9),
    ]);
    expect(order.map((one) => one.id)).toEqual(['3', '5', '4', '2', '1']);
  });

  it('lets a new row join at the end of its group, so that nothing above it moves', () => {
    const before = [review('1', 'escalated', 1), review('2', 'private', 2)];
    expect(inInboxOrder([review('9', 'escalated', 30), ...before]).map((one) => one.id)).toEqual(['1', '2', '9']);
  });
});

describe('what the coach can do with a review', () => {
  it('takes escalated and private tickets nobody works on yet, and never a resolved one', () => {
    expect(canTake(review('1', 'escalated', 0, 'escalated'))).toBe(true);
    expect(canTake(review('1', 'private', 0, 'waiting'))).toBe(true);
    expect(canTake(review('1', 'private', 0, 'claimed'))).toBe(false);
    expect(canTake(review('1', 'private', 0, 'resolved'))).toBe(false);
    expect(canTake(review('1', 'low_feedback', 0, 'waiting'))).toBe(false);
  });

  it('gives back what was taken, with advice', () => {
    expect(isTaken(review('1', 'escalated', 0, 'claimed'))).toBe(true);
    expect(canReturn(review('1', 'escalated', 0, 'claimed'))).toBe(true);
    expect(canReturn(review('1', 'private', 0, 'waiting'))).toBe(true);
    expect(canReturn(review('1', 'escalated', 0, 'held'))).toBe(false);
    expect(canReturn(review('1', 'reopened', 0, 'waiting'))).toBe(false);
  });
});
