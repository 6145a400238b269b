import { describe, expect, it } from '@jest/globals';
import { dueEntries, fateOf, type KeptEntry, secondsAgo } from './delivery.rules.js';

describe('what becomes of an entry kept on this screen', () => {
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
  it('says how long ago the person pressed, never more than a day', () => {
    expect(secondsAgo(1_000, 4_000)).toBe(0);
    expect(secondsAgo(0, 90_000)).toBe(90);
    expect(secondsAgo(0, 400_000_000)).toBe(86_400);
    expect(secondsAgo(10_000, 0)).toBe(0);
  });

  it("sends this school's entries only, oldest first", () => {
    const entry = (id: string, schoolId: string, pressedAt: number): KeptEntry => ({ id, schoolId, pressedAt });
    expect(dueEntries([entry('b', 's1', 2), entry('x', 's2', 0), entry('a', 's1', 1)], 's1').map((one) => one.id)).toEqual(['a', 'b']);
  });
});
