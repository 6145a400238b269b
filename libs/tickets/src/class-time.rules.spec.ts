import { describe, expect, it } from '@jest/globals';
import { holdReasons } from '@firstbell/contracts/tickets';
import { classEnd, mustAwaitStudent } from './class-time.rules.js';

describe('a student who goes to class', () => {
  const now = new Date('2026-09-01T13:00:00Z');
  const bell = new Date('2026-09-01T13:40:00Z');

  it('is awaited at the bell, or after the minutes they said', () => {
    expect(classEnd(now, bell, undefined)).toEqual(bell);
    expect(classEnd(now, bell, 15)).toEqual(new Date('2026-09-01T13:15:00Z'));
    expect(classEnd(now, null, 30)).toEqual(new Date('2026-09-01T13:30:00Z'));
  });

  it('has to say for how long where no bell will ring', () => {
    expect(() => classEnd(now, null, undefined)).toThrow(/how many minutes/);
  });

  it('keeps the place of a ticket that waits for them, not of a laptop that waits for something else', () => {
    const kept = [null, ...holdReasons].filter((reason) => {
      try {
        mustAwaitStudent(reason, 'B-1');
        return true;
      } catch {
        return false;
      }
    });
    expect(kept).toEqual([null, 'trying_self_help', 'student_in_class']);
  });
});
