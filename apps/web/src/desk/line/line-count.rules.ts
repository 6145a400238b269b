import { compareInLine } from './line-groups.rules.js';
import type { LineRow } from '@firstbell/contracts/tickets';

/** What the fetched list said about its own end: only the first rows of a long line are sent. */
export interface ListEnd {
  /** Everyone waiting when the list was made. */
  readonly total: number;
  /** How many waiting rows came with it. */
  readonly listed: number;
  /** The last of them; null when none came. */
  readonly last: LineRow | null;
  /** When the list arrived, ms. */
  readonly fetchedAt: number;
}

export interface CountedLine {
  /** What can be drawn without a gap: everything up to the end of the list. */
  readonly rows: readonly LineRow[];
  /** How many more wait behind the last drawn row. */
  readonly beyond: number;
}

/**
 * A long line is sent only as far as `end.last`. Rows heard of live that stand further back are not drawn, because
 * rows in between are unknown; those filed since are counted.
 */
export function countLine(waiting: readonly LineRow[], end: ListEnd | null): CountedLine {
  if (end === null || end.last === null || end.total <= end.listed) return { rows: waiting, beyond: 0 };
  const { last } = end;
  const rows = waiting.filter((row) => compareInLine(row, last) <= 0);
  const filedSince = waiting.filter((row) => compareInLine(row, last) > 0 && Date.parse(row.filedAt) > end.fetchedAt).length;
  return { rows, beyond: end.total - end.listed + filedSince };
}

/** So few drawn rows are left of a longer line that the next part should be fetched. */
export const runsShort = (line: CountedLine): boolean => line.beyond > 0 && line.rows.length < 60;
