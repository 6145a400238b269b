import type { RowChange } from '@firstbell/contracts/realtime';
import { describe, expect, it } from '@jest/globals';
import { applyChanges, applyList, noRows, rowsOf } from './live-rows.rules.js';

const since = '2026-09-01T08:00:00Z';
const shown = (id: string, version: number, showing: 'serving' | 'ready' = 'serving'): RowChange => ({
  kind: 'board',
  id,
  version,
  row: { id, version, code: `B-${id}`, showing, since },
});
const left = (id: string, version: number): RowChange => ({ kind: 'board', id, version, row: null });
const codes = (rows: typeof noRows): string[] =>
  rowsOf(rows, 'board')
    .map((row) => `${row.code}@${String(row.version)}`)
    .sort();

describe('rows of a live room', () => {
  it('takes a newer version and ignores an older or equal one', () => {
    const one = applyChanges(noRows, [shown('1', 3, 'ready')]);
    expect(codes(applyChanges(one, [shown('1', 4)]))).toEqual(['B-1@4']);
    expect(applyChanges(one, [shown('1', 2), shown('1', 3)])).toBe(one);
  });

  it('does not let an older change bring back a row that left', () => {
    const gone = applyChanges(noRows, [shown('1', 1), left('1', 5)]);
    expect(codes(applyChanges(gone, [shown('1', 4)]))).toEqual([]);
    expect(codes(applyChanges(gone, [shown('1', 6)]))).toEqual(['B-1@6']);
  });

  it('remembers a departure heard before the row itself', () => {
    const gone = applyChanges(noRows, [left('1', 2)]);
    expect(codes(applyList(gone, [shown('1', 1)]))).toEqual([]);
  });

  it('gives the same rows whatever the order of the changes', () => {
    const story = [shown('1', 1), shown('2', 1), shown('1', 2, 'ready'), left('2', 2), shown('3', 7)];
    const inOrder = codes(applyChanges(noRows, story));
    expect(codes([...story].reverse().reduce((rows, change) => applyChanges(rows, [change]), noRows))).toEqual(inOrder);
    expect(inOrder).toEqual(['B-1@2', 'B-3@7']);
  });

  it('drops what a fetched list no longer has, and keeps what it knows to be newer', () => {
    const before = applyChanges(noRows, [shown('1', 1), shown('2', 9)]);
    const after = applyList(before, [shown('2', 8), shown('3', 1)]);
    expect(codes(after)).toEqual(['B-2@9', 'B-3@1']);
    expect(codes(applyChanges(after, [shown('1', 1)]))).toEqual(['B-2@9', 'B-3@1']);
    expect(codes(applyChanges(after, [shown('1', 2)]))).toEqual(['B-1@2', 'B-2@9', 'B-3@1']);
  });

  it('keeps kinds apart even when ids are equal', () => {
    const rows = applyChanges(noRows, [shown('1', 1), { kind: 'desk', id: '1', version: 9, row: null }]);
    expect(codes(rows)).toEqual(['B-1@1']);
    expect(rowsOf(rows, 'desk')).toEqual([]);
  });
});
