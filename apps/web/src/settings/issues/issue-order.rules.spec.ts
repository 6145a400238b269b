import { describe, expect, it } from '@jest/globals';
import { movesFor } from './issue-order.rules.js';

const issue = (id: string, position: number) => ({ id, version: 1, position });
const told = (moves: ReturnType<typeof movesFor>) => moves.map((move) => `${move.issue.id}→${String(move.position)}`);

describe('the order of the catalogue', () => {
  it('changes only the two that swap', () => {
    expect(told(movesFor([issue('a', 0), issue('b', 1), issue('c', 2)], 2, 1))).toEqual(['c→1', 'b→2']);
  });

  it('mends ties and gaps on the way', () => {
    expect(told(movesFor([issue('a', 0), issue('b', 0), issue('c', 7)], 0, 1))).toEqual(['a→1', 'c→2']);
  });
});
