import { describe, expect, it } from '@jest/globals';
import { countLine, runsShort } from './line-count.rules.js';
import { lineRow } from './line-row.fixture.js';

const at = (minute: number): string => new Date(Date.UTC(2026, 8, 1, 8, minute)).toISOString();
const row = (id: string, minute: number) => lineRow({ id, lineRank: at(minute), filedAt: at(minute) });

describe('a line longer than what was sent', () => {
  const listed = [row('a', 0), row('b', 1)];
  const end = { total: 10, listed: 2, last: listed[1] ?? null, fetchedAt: Date.parse(at(30)) };

  it('draws everything when everything was sent', () => {
    const all = countLine([...listed, row('c', 31)], { ...end, total: 2 });
    expect(all.rows).toHaveLength(3);
    expect(all.beyond).toBe(0);
  });

  it('does not draw a row behind the end, and counts it only when it is new', () => {
    const line = countLine([...listed, row('old', 12), row('new', 31)], end);
    expect(line.rows.map((one) => one.id)).toEqual(['a', 'b']);
    expect(line.beyond).toBe(9);
  });

  it('draws a newcomer whose priority puts it ahead of the end', () => {
    const urgent = lineRow({ id: 'urgent', lineRank: at(0), filedAt: at(31) });
    expect(countLine([urgent, ...listed], end).rows.map((one) => one.id)).toContain('urgent');
  });

  it('asks for more when few drawn rows are left', () => {
    expect(runsShort(countLine(listed, end))).toBe(true);
    expect(runsShort(countLine(listed, { ...end, total: 2 }))).toBe(false);
  });
});
