import type { LineRow, TicketState } from '@firstbell/contracts/tickets';

/** Where a row is listed on the desk. `mine` is pinned above whatever list is open; `gone` is in none. */
export const lineTabs = ['waiting', 'withOthers', 'held', 'withCoach'] as const;
export type LineTab = (typeof lineTabs)[number];

export type LineGroups = Readonly<Record<LineTab | 'mine', readonly LineRow[]>>;

const tabOfState: Record<TicketState, LineTab | null> = {
  waiting: 'waiting',
  claimed: 'withOthers',
  held: 'held',
  escalated: 'withCoach',
  resolved: null,
  cancelled: null,
};

export const tabOf = (row: LineRow): LineTab | null => tabOfState[row.state];
export const isOpen = (row: LineRow): boolean => tabOfState[row.state] !== null;
export const isHeldBy = (row: LineRow, personId: string): boolean => row.state === 'claimed' && row.claimedBy?.id === personId;

/** The order of the waiting line: by rank, ties by id. ISO instants of one format compare as text. */
export function compareInLine(a: LineRow, b: LineRow): number {
  if (a.lineRank !== b.lineRank) return a.lineRank < b.lineRank ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

export function groupLine(rows: readonly LineRow[], meId: string): LineGroups {
  const groups: Record<LineTab | 'mine', LineRow[]> = { mine: [], waiting: [], withOthers: [], held: [], withCoach: [] };
  for (const row of [...rows].sort(compareInLine)) {
    const group = isHeldBy(row, meId) ? 'mine' : tabOf(row);
    if (group !== null) groups[group].push(row);
  }
  return groups;
}
