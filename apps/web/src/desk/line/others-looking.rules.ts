import type { LineRow } from '@firstbell/contracts/tickets';

/** Who else has the ticket open, to be said beside it; its holder looks at it anyway. */
export function othersLooking(lookers: ReadonlyMap<string, readonly string[]>, row: LineRow): string | null {
  const others = (lookers.get(row.id) ?? []).filter((name) => name !== row.claimedBy?.name);
  return others.length === 0 ? null : others.join(', ');
}
