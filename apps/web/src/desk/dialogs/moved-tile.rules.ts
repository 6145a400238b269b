/** Where an arrow key leads among tiles set in rows; null for any other key. Stays inside. */
export function movedTile(key: string, from: number, count: number, columns: number): number | null {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[key];
  if (step === undefined || count === 0) return null;
  const to = from + step;
  if (to < 0) return key === 'ArrowUp' ? from : 0;
  if (to >= count) return key === 'ArrowDown' && Math.floor(from / columns) === Math.floor((count - 1) / columns) ? from : count - 1;
  return to;
}
