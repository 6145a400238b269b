import { describe, expect, it } from '@jest/globals';
import { changesNothing, paceOf, peopleToWrite, removesMost } from './import-progress.rules.js';

const counts = (added = 0, changed = 0, removed = 0, unchanged = 0) => ({ added, changed, removed, unchanged });

describe('the progress of an import', () => {
  it('counts what has to be written, not what stays', () => {
    expect(peopleToWrite({ people: counts(14, 9, 3, 597) })).toBe(26);
  });

  it('sees that a diff of unchanged rows changes nothing', () => {
    expect(changesNothing({ people: counts(0, 0, 0, 4200), classes: counts(), enrollments: counts(0, 0, 0, 9) })).toBe(true);
    expect(changesNothing({ people: counts(), classes: counts(), enrollments: counts(0, 0, 1) })).toBe(false);
  });

  it('notices a file that takes most people away, as that of another school does', () => {
    expect(removesMost({ people: counts(5, 0, 579, 0) })).toBe(true);
    expect(removesMost({ people: counts(900, 40, 30, 570) })).toBe(false);
    expect(removesMost({ people: counts(600) })).toBe(false);
  });

  it('forecasts from the pace so far, and says nothing before there is one', () => {
    expect(paceOf({ done: 0, at: 0 }, { done: 1000, at: 2000 }, 4000)).toEqual({ perSecond: 500, secondsLeft: 6 });
    expect(paceOf({ done: 0, at: 0 }, { done: 500, at: 400 }, 4000)).toBeNull();
    expect(paceOf({ done: 500, at: 0 }, { done: 500, at: 9000 }, 4000)).toBeNull();
  });
});
