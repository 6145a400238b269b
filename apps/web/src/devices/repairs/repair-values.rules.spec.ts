import { describe, expect, it } from '@jest/globals';
import { changesOf, valuesOf } from './repair-values.rules.js';

const seen = valuesOf({ state: 'open', warranty: false, damage: true, vendor: null });

describe('what is sent of a repair', () => {
  it('is only what was changed, so that nobody else’s change is written over', () => {
    expect(changesOf(seen, { ...seen, vendor: 'Fixit' })).toEqual({ vendor: 'Fixit' });
    expect(changesOf(seen, { ...seen, state: 'sent', damage: false })).toEqual({ state: 'sent', damage: false });
    expect(changesOf(seen, seen)).toEqual({});
  });

  it('takes a vendor back who was emptied', () => {
    expect(changesOf({ ...seen, vendor: 'Fixit' }, { ...seen, vendor: ' ' })).toEqual({ vendor: null });
  });
});
