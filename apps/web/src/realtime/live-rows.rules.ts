import type { RowChange } from '@firstbell/contracts/realtime';

export type RowKind = RowChange['kind'];

type RowByKind = { [C in RowChange as C['kind']]: NonNullable<C['row']> };
/** The row a change of this kind carries. */
export type RowOf<K extends RowKind> = RowByKind[K];

interface Slot {
  readonly version: number;
  /** Null is a tombstone: the row left this room at that version, and an older change must not bring it back. */
  readonly change: RowChange | null;
}

/** What a screen knows of a room, by `kind:id`. */
export type LiveRows = ReadonlyMap<string, Slot>;

export const noRows: LiveRows = new Map();

const keyOf = (change: RowChange): string => `${change.kind}:${change.id}`;
const slotOf = (change: RowChange): Slot => ({ version: change.version, change: change.row === null ? null : change });

/** Takes in changes in whatever order they come; an older version than what is known is ignored. */
export function applyChanges(known: LiveRows, changes: readonly RowChange[]): LiveRows {
  const news = changes.filter((change) => change.version > (known.get(keyOf(change))?.version ?? -1));
  if (news.length === 0) return known;
  const next = new Map(known);
  for (const change of news) {
    if (change.version > (next.get(keyOf(change))?.version ?? -1)) next.set(keyOf(change), slotOf(change));
  }
  return next;
}

/**
 * Takes in a freshly fetched list of every row of the room. A row the list no longer has becomes a tombstone at the
 * version last seen; a row of which something newer is known keeps what is known.
 */
export function applyList(known: LiveRows, list: readonly RowChange[]): LiveRows {
  const next = new Map<string, Slot>();
  for (const [key, slot] of known) next.set(key, { version: slot.version, change: null });
  for (const change of list) {
    const key = keyOf(change);
    const before = known.get(key);
    next.set(key, before !== undefined && before.version > change.version ? before : slotOf(change));
  }
  return next;
}

/** The rows of one kind that are there now, in no particular order. */
export function rowsOf<K extends RowKind>(known: LiveRows, kind: K): RowOf<K>[] {
  const there: (AnyChange | null)[] = [...known.values()].map((slot) => slot.change);
  return there.flatMap((change) => (hasRowOfKind(change, kind) ? [change.row] : []));
}

interface AnyChange {
  readonly kind: string;
  readonly row: unknown;
}

function hasRowOfKind<K extends RowKind>(change: AnyChange | null, kind: K): change is { kind: K; row: RowOf<K> } {
  return change !== null && change.kind === kind && change.row !== null;
}
