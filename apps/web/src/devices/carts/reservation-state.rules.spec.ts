import { describe, expect, it } from '@jest/globals';
import { firstEmptySlot, isPrompted } from './reservation-state.rules.js';

describe('a cart', () => {
  it('is asked for from the prompt until somebody has looked through it', () => {
    const at = '2026-09-01T15:00:00Z';
    expect(isPrompted({ promptedAt: null, returnedAt: null })).toBe(false);
    expect(isPrompted({ promptedAt: at, returnedAt: null })).toBe(true);
    expect(isPrompted({ promptedAt: at, returnedAt: at })).toBe(false);
  });

  it('is filled from its lowest empty slot', () => {
    expect(firstEmptySlot(3, [])).toBe(1);
    expect(firstEmptySlot(3, [{ slot: 1 }, { slot: 3 }])).toBe(2);
    expect(firstEmptySlot(2, [{ slot: 2 }, { slot: 1 }])).toBeNull();
  });
});
