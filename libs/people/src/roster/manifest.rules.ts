import type { RosterFileName } from './roster-files.js';
import type { RosterNote } from './roster-items.js';

/** In a bulk file a missing row means its subject is gone; in a delta file only the rows given have changed. */
export type RosterFileMode = 'bulk' | 'delta';

export interface RosterManifest {
  /** As written: 1.1 or 1.2; null when it does not say. */
  readonly oneRosterVersion: string | null;
  /** By file name without ending, in lower case. */
  readonly files: ReadonlyMap<string, 'absent' | RosterFileMode>;
}

export const NO_MANIFEST: RosterManifest = { oneRosterVersion: null, files: new Map() };

/** Reads the rows `propertyName,value` of manifest.csv; what it does not know it passes over. */
export function readManifest(rows: readonly (readonly string[])[]): RosterManifest {
  let oneRosterVersion: string | null = null;
  const files = new Map<string, 'absent' | RosterFileMode>();
  for (const [property = '', value = ''] of rows) {
    const name = property.trim().toLowerCase();
    const text = value.trim().toLowerCase();
    if (name === 'oneroster.version') oneRosterVersion = text.replace(/^v/, '') || null;
    if (name.startsWith('file.') && (text === 'absent' || text === 'bulk' || text === 'delta')) files.set(name.slice('file.'.length), text);
  }
  return { oneRosterVersion, files };
}

/** What the manifest says of a file that is there: only `delta` changes how it is read. */
export function modeOf(manifest: RosterManifest, file: RosterFileName): RosterFileMode {
  return manifest.files.get(baseName(file)) === 'delta' ? 'delta' : 'bulk';
}

/** Where the manifest and the zip disagree. The data files win; a person may want to know all the same. */
export function contradictions(
  manifest: RosterManifest,
  present: readonly RosterFileName[],
  read: readonly RosterFileName[],
): RosterNote[] {
  const notes: RosterNote[] = [];
  for (const file of read) {
    const said = manifest.files.get(baseName(file));
    if (said === undefined) continue;
    if (said === 'absent' && present.includes(file)) {
      notes.push(contradicted(file, `The manifest says ${file} is absent, but it is in the zip; it was read.`));
    } else if (said !== 'absent' && !present.includes(file)) {
      notes.push(contradicted(file, `The manifest announces ${file}, but it is not in the zip.`));
    }
  }
  return notes;
}

function contradicted(file: string, message: string): RosterNote {
  return { kind: 'note', code: 'manifest_contradicted', file, message };
}

function baseName(file: string): string {
  return file.replace(/\.csv$/i, '').toLowerCase();
}
