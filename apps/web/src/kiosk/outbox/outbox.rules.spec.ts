import { describe, expect, it } from '@jest/globals';
import { dueEntries, fateOf, type OutboxEntry, secondsAgo, typedOf, withoutObstacle } from './outbox.rules.js';

describe('what becomes of a filing kept on the kiosk', () => {
  it('is delivered once answered', () => {
    expect(fateOf({ kind: 'answered' })).toBe('delivered');
  });

  it.each([401, 403, 408, 429, 500, 502, 503, 504])('stays queued after %d', (status) => {
    expect(fateOf({ kind: 'refused', status })).toBe('keep');
  });

  it('stays queued when nothing answered', () => {
    expect(fateOf({ kind: 'no-answer' })).toBe('keep');
  });

  it.each([400, 404, 409, 410, 413, 422])('is set aside for staff after %d', (status) => {
    expect(fateOf({ kind: 'refused', status })).toBe('set-aside');
  });
});

describe('sending late', () => {
  it('says how long ago the student pressed, never more than a day', () => {
    expect(secondsAgo(1_000, 4_000)).toBe(0);
    expect(secondsAgo(0, 90_000)).toBe(90);
    expect(secondsAgo(0, 400_000_000)).toBe(86_400);
    expect(secondsAgo(10_000, 0)).toBe(0);
  });

  it("sends this school's entries only, oldest first", () => {
    const entry = (id: string, schoolId: string, pressedAt: number): OutboxEntry => ({
      id,
      schoolId,
      pressedAt,
      kind: 'self-help',
      issueId: 'i',
    });
    expect(dueEntries([entry('b', 's1', 2), entry('x', 's2', 0), entry('a', 's1', 1)], 's1').map((one) => one.id)).toEqual(['a', 'b']);
  });

  it('names the one who filed by what they typed or scanned', () => {
    expect(typedOf({ id: 'x', issueId: 'y', scan: '0004217' })).toBe('0004217');
    expect(typedOf({ id: 'x', issueId: 'y', typedName: 'Ana' })).toBe('Ana');
  });
});

describe('filing again without what the server cannot take', () => {
  const filing = { id: 'x', issueId: 'y', scan: '0004217', reservedCode: 'B-20', deviceTag: 'WC-9' };

  it('leaves out a reserved code that is no longer ours', () => {
    expect(withoutObstacle(filing, { code: 'ticket.code_used', field: 'reservedCode' })).toEqual({
      id: 'x',
      issueId: 'y',
      scan: '0004217',
      deviceTag: 'WC-9',
    });
  });

  it('leaves out a laptop the school does not know, and keeps the code the student holds', () => {
    expect(withoutObstacle(filing, { code: 'device.not_found', field: 'deviceTag' })).toEqual({
      id: 'x',
      issueId: 'y',
      scan: '0004217',
      reservedCode: 'B-20',
    });
  });

  it('has nothing to leave out when the person is the trouble, or it was left out already', () => {
    expect(withoutObstacle(filing, { code: 'person.not_found', field: 'scan' })).toBeNull();
    expect(withoutObstacle({ id: 'x', issueId: 'y', scan: '1' }, { code: 'ticket.code_used', field: 'reservedCode' })).toBeNull();
  });
});
