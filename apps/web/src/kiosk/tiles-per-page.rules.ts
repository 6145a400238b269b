/** Smallest tile and gap in CSS pixels (screens: at least 148, gaps 16 to 20). */
const smallest = { inline: 164, block: 148 };
const gap = 18;
const most = { columns: 4, tiles: 12 };

export interface TileGrid {
  readonly columns: number;
  readonly rows: number;
  readonly perPage: number;
}

/** How many issue tiles fit into a space without scrolling; never fewer than two columns and two rows. */
export function tileGrid(inlineSize: number, blockSize: number): TileGrid {
  const fit = (space: number, tile: number): number => Math.max(2, Math.floor((space + gap) / (tile + gap)));
  const columns = Math.min(most.columns, fit(inlineSize, smallest.inline));
  const rows = Math.min(Math.floor(most.tiles / columns), fit(blockSize, smallest.block));
  return { columns, rows, perPage: columns * rows };
}

export function pagesOf<T>(items: readonly T[], perPage: number): readonly (readonly T[])[] {
  const count = Math.max(1, Math.ceil(items.length / perPage));
  return Array.from({ length: count }, (_, page) => items.slice(page * perPage, (page + 1) * perPage));
}
