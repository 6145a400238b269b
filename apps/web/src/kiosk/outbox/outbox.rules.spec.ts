import { describe, expect, it } from '@jest/globals';
import { typedOf, withoutObstacle } from './outbox.rules.js';

describe('a filing staff have to be told of', () => {
  it('names the one who filed by what they typed or scanned', () => {
    expect(typedOf({ id: 'x', issueId: 'y', scan: '0004217' })).toBe('0004217');
    expect(typedOf({ id: 'x', issueId: 'y', typedName: 'Ana' })).toBe('Ana');
  });
});

describe('filing again without what the server cannot take', () => {
  const filing = { id: 'x', issueId: 'y', scan: '0004217', reservedCode: 'B-20', reservedDay: '2026-09-01', deviceTag: 'WC-9' };

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
      reservedDay: '2026-09-01',
    });
  });

  it('has nothing to leave out when the person is the trouble, or it was left out already', () => {
    expect(withoutObstacle(filing, { code: 'person.not_found', field: 'scan' })).toBeNull();
    expect(withoutObstacle({ id: 'x', issueId: 'y', scan: '1' }, { code: 'ticket.code_used', field: 'reservedCode' })).toBeNull();
  });
});
