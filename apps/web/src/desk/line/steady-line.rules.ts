import type { LineRow } from '@firstbell/contracts/tickets';

export interface SteadyRow {
  readonly row: LineRow;
  /** No longer in this list; drawn where it stood until the line may move again. */
  readonly left: boolean;
}

export interface SteadyLine {
  readonly rows: readonly SteadyRow[];
  /** Rows that would be there if the line were not held still. */
  readonly fresh: number;
}

export const nothingSteady: SteadyLine = { rows: [], fresh: 0 };

/**
 * The list as drawn. While someone points at it (`holdStill`) no row moves, comes or goes: newcomers are counted,
 * changed rows show their change in place, rows that left stay as they were last known.
 */
export function steadyLine(
  drawn: SteadyLine,
  list: readonly LineRow[],
  known: ReadonlyMap<string, LineRow>,
  holdStill: boolean,
): SteadyLine {
  if (!holdStill || drawn.rows.length === 0) return { rows: list.map((row) => ({ row, left: false })), fresh: 0 };
  const inList = new Map(list.map((row) => [row.id, row]));
  const rows = drawn.rows.map(({ row }): SteadyRow => {
    const current = inList.get(row.id);
    return current === undefined ? { row: known.get(row.id) ?? row, left: true } : { row: current, left: false };
  });
  const shown = new Set(rows.map(({ row }) => row.id));
  return { rows, fresh: list.filter((row) => !shown.has(row.id)).length };
}
