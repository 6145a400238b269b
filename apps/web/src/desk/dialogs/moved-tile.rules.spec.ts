import { describe, expect, it } from '@jest/globals';
import { movedTile } from './moved-tile.rules.js';

describe('arrow keys among tiles', () => {
  it('moves by one sideways and by a row up and down', () => {
    expect(movedTile('ArrowRight', 0, 10, 4)).toBe(1);
    expect(movedTile('ArrowLeft', 5, 10, 4)).toBe(4);
    expect(movedTile('ArrowDown', 1, 10, 4)).toBe(5);
    expect(movedTile('ArrowUp', 5, 10, 4)).toBe(1);
  });

  it('stays inside, and reaches a short last row', () => {
    expect(movedTile('ArrowLeft', 0, 10, 4)).toBe(0);
    expect(movedTile('ArrowUp', 2, 10, 4)).toBe(2);
    expect(movedTile('ArrowDown', 7, 10, 4)).toBe(9);
    expect(movedTile('ArrowDown', 9, 10, 4)).toBe(9);
    expect(movedTile('ArrowRight', 9, 10, 4)).toBe(9);
  });

  it('leaves other keys alone, and moves nowhere among none', () => {
    expect(movedTile('a', 0, 10, 4)).toBeNull();
    expect(movedTile('ArrowDown', 0, 0, 4)).toBeNull();
  });
});
