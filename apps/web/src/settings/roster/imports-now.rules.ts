import type { RosterImport } from '@firstbell/contracts/roster';
import type { LiveRows } from '../../realtime/live-rows.rules.js';

/** Versions of the imports already heard of when a list was taken in; later ones are news. */
export type ImportsBaseline = ReadonlyMap<string, number>;

const isImport = (key: string): boolean => key.startsWith('import:');

export const importsBaseline = (rows: LiveRows): ImportsBaseline =>
  new Map([...rows].filter(([key]) => isImport(key)).map(([key, slot]) => [key, slot.version]));

/** The fetched list, and whatever was heard since, newest first. The list's rows carry no version of their own. */
export function importsNow(listed: readonly RosterImport[], rows: LiveRows, baseline: ImportsBaseline): readonly RosterImport[] {
  const imports = new Map(listed.map((one) => [`import:${one.id}`, one]));
  for (const [key, slot] of rows) {
    if (!isImport(key) || slot.version <= (baseline.get(key) ?? -1)) continue;
    if (slot.change?.kind === 'import' && slot.change.row !== null) imports.set(key, slot.change.row);
  }
  return [...imports.values()].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
}
