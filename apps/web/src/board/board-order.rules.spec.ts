import type { BoardRow } from '@firstbell/contracts/tickets';
import { describe, expect, it } from '@jest/globals';
import { boardColumn } from './board-order.rules.js';

const row = (code: string, minute: number, showing: BoardRow['showing'] = 'serving'): BoardRow => ({
  id: code,
  version: 1,
  code,
  showing,
  since: `2026-09-01T08:${String(minute).padStart(2, '0')}:00Z`,
});

describe('codes on the board', () => {
  it('shows the latest call first', () => {
    expect(boardColumn([row('B-1', 1), row('B-2', 9), row('B-3', 5)], 'serving', 9).shown.map((one) => one.code)).toEqual([
      'B-2',
      'B-3',
      'B-1',
    ]);
  });

  it('keeps codes called in the same instant in their order', () => {
    expect(boardColumn([row('B-10', 1), row('B-9', 1)], 'serving', 9).shown.map((one) => one.code)).toEqual(['B-9', 'B-10']);
  });

  it('keeps serving and ready apart, and says how many more there are', () => {
    const rows = [row('B-1', 1), row('B-2', 2), row('B-3', 3), row('B-4', 4, 'ready')];
    expect(boardColumn(rows, 'serving', 2)).toMatchObject({ shown: [{ code: 'B-3' }, { code: 'B-2' }], more: 1 });
    expect(boardColumn(rows, 'ready', 2)).toMatchObject({ shown: [{ code: 'B-4' }], more: 0 });
  });
});
