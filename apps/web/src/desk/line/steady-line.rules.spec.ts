import { describe, expect, it } from '@jest/globals';
import { lineRow } from './line-row.fixture.js';
import { nothingSteady, steadyLine } from './steady-line.rules.js';

const a = lineRow({ id: 'a' });
const b = lineRow({ id: 'b' });
const c = lineRow({ id: 'c' });
const knowing = (...rows: ReturnType<typeof lineRow>[]) => new Map(rows.map((row) => [row.id, row]));
const ids = (line: ReturnType<typeof steadyLine>) => line.rows.map(({ row, left }) => (left ? `${row.id} left` : row.id));

describe('a line that does not jump under the pointer', () => {
  const drawn = steadyLine(nothingSteady, [a, b], knowing(a, b), false);

  it('follows the line when nobody points at it', () => {
    expect(ids(steadyLine(drawn, [c, b], knowing(a, b, c), false))).toEqual(['c', 'b']);
  });

  it('counts newcomers instead of showing them, wherever they would stand', () => {
    const held = steadyLine(drawn, [c, a, b], knowing(a, b, c), true);
    expect(ids(held)).toEqual(['a', 'b']);
    expect(held.fresh).toBe(1);
  });

  it('keeps the place of a row that left, and shows who has it now', () => {
    const taken = lineRow({ id: 'a', version: 2, state: 'claimed', claimedBy: { id: 'bo', name: 'Bo T.' } });
    const held = steadyLine(drawn, [b], knowing(taken, b), true);
    expect(ids(held)).toEqual(['a left', 'b']);
    expect(held.rows[0]?.row.claimedBy?.name).toBe('Bo T.');
  });

  it('keeps the order even when ranks change, and shows a row again that came back', () => {
    const held = steadyLine(steadyLine(drawn, [b], knowing(b), true), [b, a], knowing(a, b), true);
    expect(ids(held)).toEqual(['a', 'b']);
    expect(held.fresh).toBe(0);
  });

  it('fills an empty list at once: there is nothing to jump', () => {
    expect(ids(steadyLine(nothingSteady, [a], knowing(a), true))).toEqual(['a']);
  });
});
