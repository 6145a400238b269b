/** What a single key asks for at the station; digits mean what stands beside them on the step shown. */
export type StationKey =
  { readonly key: 'go-on' } | { readonly key: 'start-over' } | { readonly key: 'skip' } | { readonly key: 'digit'; readonly digit: number };

export interface PressedKey {
  readonly key: string;
  /** Typing into a field: only Enter and Esc are the station's. */
  readonly inField: boolean;
  /** On a button or link: Enter is its own. */
  readonly onControl: boolean;
}

/** Null when the key is not the station's to take. Letters are the same in every language of the screen. */
export function stationKeyOf({ key, inField, onControl }: PressedKey): StationKey | null {
  if (key === 'Escape') return { key: 'start-over' };
  if (key === 'Enter') return onControl ? null : { key: 'go-on' };
  if (inField || key.length !== 1) return null;
  if (key >= '1' && key <= '9') return { key: 'digit', digit: Number(key) };
  return key.toLowerCase() === 's' ? { key: 'skip' } : null;
}
