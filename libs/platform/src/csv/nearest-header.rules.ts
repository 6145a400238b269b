/** The one column a header may have been meant for: near enough in letters, and not in the file under its right name. */
export function nearestHeader(column: string, absent: readonly string[]): string | undefined {
  const letters = lettersOf(column);
  if (letters.length < 3) return undefined;
  let best: { name: string; distance: number } | undefined;
  for (const name of absent) {
    const target = lettersOf(name);
    const allowed = target.length < 4 ? 0 : Math.max(1, Math.floor(target.length / 4));
    if (Math.abs(letters.length - target.length) > allowed) continue;
    const distance = editDistance(letters, target);
    // phone2 beside phone is another column, not a slip of the finger.
    if (distance > 0 && letters.replace(/(?<!\d)\d+$/, '') === target) continue;
    if (distance <= allowed && (best === undefined || distance < best.distance)) best = { name, distance };
  }
  return best?.name;
}

function lettersOf(header: string): string {
  return header.toLowerCase().replace(/[^\p{L}\d]/gu, '');
}

/** Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      current.push(cost);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? a.length;
}
