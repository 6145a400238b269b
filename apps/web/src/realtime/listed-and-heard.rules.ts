import type { RowChange } from '@firstbell/contracts/realtime';
import type { LiveRows } from './live-rows.rules.js';

/** Versions of rows already heard of when a list was taken in; later ones are news. */
export type HeardBaseline = ReadonlyMap<string, number>;

export const heardBaseline = (rows: LiveRows): HeardBaseline => new Map([...rows].map(([key, slot]) => [key, slot.version]));

/**
 * The fetched list, and whatever was heard since, newest first. The list's rows carry no version of their own. `rowOf`
 * picks the rows of the list's kind out of all that is heard in the room.
 */
export function listedAndHeard<Row extends { readonly id: string; readonly startedAt: string }>(
  listed: readonly Row[],
  rows: LiveRows,
  baseline: HeardBaseline,
  rowOf: (change: RowChange) => Row | null,
): readonly Row[] {
  const known = new Map(listed.map((one) => [one.id, one]));
  for (const [key, { version, change }] of rows) {
    if (change === null || version <= (baseline.get(key) ?? -1)) continue;
    const heard = rowOf(change);
    if (heard !== null) known.set(heard.id, heard);
  }
  return [...known.values()].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
}
