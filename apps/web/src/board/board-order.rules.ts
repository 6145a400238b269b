import type { BoardRow } from '@firstbell/contracts/tickets';

/** Latest call first: it is the one someone is looking for. Ties by code, so that nothing jumps. */
const byCall = (a: BoardRow, b: BoardRow): number =>
  b.since.localeCompare(a.since) || a.code.localeCompare(b.code, 'en', { numeric: true });

export interface BoardColumn {
  readonly shown: readonly BoardRow[];
  /** How many more there are than fit. */
  readonly more: number;
}

/** The newest of one kind that fit on the wall, without ever scrolling. */
export function boardColumn(rows: readonly BoardRow[], showing: BoardRow['showing'], fits: number): BoardColumn {
  const all = rows.filter((row) => row.showing === showing).sort(byCall);
  return { shown: all.slice(0, fits), more: Math.max(0, all.length - fits) };
}
