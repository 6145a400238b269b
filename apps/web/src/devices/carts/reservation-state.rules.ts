import type { ReservationView } from '@firstbell/contracts/circulation';

/** The bell is near and nobody has looked through the cart yet. */
export const isPrompted = ({ promptedAt, returnedAt }: Pick<ReservationView, 'promptedAt' | 'returnedAt'>): boolean =>
  promptedAt !== null && returnedAt === null;

/** The lowest slot with nothing in it; null when the cart is full. */
export function firstEmptySlot(slots: number, filled: readonly { readonly slot: number }[]): number | null {
  const taken = new Set(filled.map(({ slot }) => slot));
  for (let slot = 1; slot <= slots; slot += 1) if (!taken.has(slot)) return slot;
  return null;
}
