/** A stretch of the school day that figures are counted by, in the school's wall clock, `HH:MM`; `until` is outside it. */
export interface BellSlot {
  readonly name: string;
  readonly outside: 'before' | 'after' | null;
  readonly since: string;
  readonly until: string;
}

interface Period {
  readonly name: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/**
 * Cuts the day at the bells so that every minute is in exactly one slot: a break belongs to the period after it, since
 * that is who serves the student; where two periods overlap, the minute belongs to the earlier one. Without a bell
 * schedule there are no slots.
 */
export function bellSlots(periods: readonly Period[]): BellSlot[] {
  const inOrder = periods.toSorted((a, b) => compare(a.startsAt, b.startsAt) || compare(a.endsAt, b.endsAt));
  const first = inOrder[0];
  if (first === undefined) return [];
  const slots: BellSlot[] = [{ name: 'Before school', outside: 'before', since: '00:00', until: first.startsAt }];
  let cut = first.startsAt;
  for (const { name, endsAt } of inOrder) {
    const until = endsAt > cut ? endsAt : cut;
    slots.push({ name, outside: null, since: cut, until });
    cut = until;
  }
  return [...slots, { name: 'After school', outside: 'after', since: cut, until: '24:00' }];
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
