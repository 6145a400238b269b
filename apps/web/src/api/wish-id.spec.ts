import { describe, expect, it } from '@jest/globals';
import { WishId } from './wish-id.js';

describe('the id of a wish', () => {
  it('stays for the same, is another one for a correction, and for the same once more after it went through', () => {
    const wish = new WishId();
    const first = wish.of({ location: 'Room 12' });
    expect(wish.of({ location: 'Room 12' })).toBe(first);
    const corrected = wish.of({ location: 'Room 21' });
    expect(corrected).not.toBe(first);
    wish.done();
    expect(wish.of({ location: 'Room 21' })).not.toBe(corrected);
  });
});
