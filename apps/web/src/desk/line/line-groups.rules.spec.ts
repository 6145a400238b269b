import { describe, expect, it } from '@jest/globals';
import { compareInLine, groupLine } from './line-groups.rules.js';
import { lineRow } from './line-row.fixture.js';

const ana = { id: 'ana', name: 'Ana R.' };
const bo = { id: 'bo', name: 'Bo T.' };

describe('the groups of the desk line', () => {
  it('orders by rank, not by when the row arrived, and breaks ties by id', () => {
    const rows = [
      lineRow({ id: 'c', lineRank: '2026-09-01T08:02:00.000Z' }),
      lineRow({ id: 'b', lineRank: '2026-09-01T08:01:00.000Z' }),
      lineRow({ id: 'a', lineRank: '2026-09-01T08:02:00.000Z' }),
    ];
    expect([...rows].sort(compareInLine).map((row) => row.id)).toEqual(['b', 'a', 'c']);
  });

  it('puts each state where it is looked for, and what I hold above all', () => {
    const groups = groupLine(
      [
        lineRow({ id: '1' }),
        lineRow({ id: '2', state: 'claimed', claimedBy: ana }),
        lineRow({ id: '3', state: 'claimed', claimedBy: bo }),
        lineRow({ id: '4', state: 'held', holdReason: 'student_in_class' }),
        lineRow({ id: '5', state: 'escalated', escalationReason: 'needs_adult' }),
        lineRow({ id: '6', state: 'resolved' }),
        lineRow({ id: '7', state: 'cancelled' }),
      ],
      'ana',
    );
    const ids = Object.fromEntries(Object.entries(groups).map(([group, rows]) => [group, rows.map((row) => row.id)]));
    expect(ids).toEqual({ mine: ['2'], waiting: ['1'], withOthers: ['3'], held: ['4'], withCoach: ['5'] });
  });
});
