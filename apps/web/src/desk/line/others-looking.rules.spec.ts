import { describe, expect, it } from '@jest/globals';
import { lineRow } from './line-row.fixture.js';
import { othersLooking } from './others-looking.rules.js';

describe('who else looks at a ticket', () => {
  it('names everyone but the holder', () => {
    const row = lineRow({ state: 'claimed', claimedBy: { id: 'bo', name: 'Bo T.' } });
    expect(othersLooking(new Map([['t1', ['Bo T.', 'Cy L.', 'Di M.']]]), row)).toBe('Cy L., Di M.');
    expect(othersLooking(new Map([['t1', ['Bo T.']]]), row)).toBeNull();
    expect(othersLooking(new Map(), row)).toBeNull();
  });
});
