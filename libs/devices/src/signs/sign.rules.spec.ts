import { describe, expect, it } from '@jest/globals';
import { draftOf, isFaultOfModel, timesUsual, type FaultCount } from './sign.rules.js';

const count: FaultCount = {
  devices: 6,
  withIssue: 6,
  all: 10,
  withIssueBefore: 20,
  allBefore: 100,
  withIssueElsewhere: 0,
  allElsewhere: 0,
};

describe('a fault seen on many devices of a model', () => {
  it('is pointed out from three times its usual share on', () => {
    expect(timesUsual(count)).toBeCloseTo(3);
    expect(isFaultOfModel(count)).toBe(true);
    expect(isFaultOfModel({ ...count, withIssueBefore: 21 })).toBe(false);
  });

  it('needs five devices: one that comes again and again is not a fault of the model', () => {
    expect(isFaultOfModel({ ...count, devices: 4 })).toBe(false);
    expect(isFaultOfModel({ ...count, devices: 5 })).toBe(true);
  });

  it('is compared with the other models while the model itself is new', () => {
    const fresh = { ...count, allBefore: 19, withIssueBefore: 0 };
    expect(isFaultOfModel({ ...fresh, withIssueElsewhere: 5, allElsewhere: 50 })).toBe(true);
    expect(isFaultOfModel({ ...fresh, withIssueElsewhere: 20, allElsewhere: 50 })).toBe(false);
    expect(isFaultOfModel(fresh)).toBe(false);
  });

  it('is one when it never occurred before', () => {
    expect(timesUsual({ ...count, withIssueBefore: 0 })).toBe(Infinity);
    expect(isFaultOfModel({ ...count, withIssueBefore: 0 })).toBe(true);
  });

  it('comes with a draft in both languages', () => {
    const draft = draftOf('Dell 3110', { en: 'Black screen', es: 'Pantalla negra' }, 6);
    expect(draft.en).toContain('“Black screen” on the Dell 3110');
    expect(draft.es).toContain('«Pantalla negra» en el modelo Dell 3110');
  });
});
