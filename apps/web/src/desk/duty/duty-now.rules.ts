import type { DutyRow, LineRow } from '@firstbell/contracts/tickets';
import type { LiveRows } from '../../realtime/live-rows.rules.js';
import { compareInLine, isHeldBy } from '../line/line-groups.rules.js';

/** Versions of the duty rows already heard of when a list was taken in; later ones are news. */
export type DutyBaseline = ReadonlyMap<string, number>;

const isDuty = (key: string): boolean => key.startsWith('duty:');

export function dutyBaseline(rows: LiveRows): DutyBaseline {
  return new Map([...rows].filter(([key]) => isDuty(key)).map(([key, slot]) => [key, slot.version]));
}

/** Who is on duty: the fetched list, and whatever was heard since. The list's rows carry no version of their own. */
export function dutyNow(listed: readonly DutyRow[], rows: LiveRows, baseline: DutyBaseline): readonly DutyRow[] {
  const people = new Map(listed.map((row) => [`duty:${row.person.id}`, row]));
  for (const [key, slot] of rows) {
    if (!isDuty(key) || slot.version <= (baseline.get(key) ?? -1)) continue;
    if (slot.change?.kind === 'duty' && slot.change.row !== null) people.set(key, slot.change.row);
    else people.delete(key);
  }
  return [...people.values()].sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : a.person.name.localeCompare(b.person.name)));
}

export interface OnDuty {
  readonly id: string;
  readonly name: string;
  readonly since: string;
  readonly skills: readonly string[];
  readonly holding: readonly LineRow[];
}

/** Who holds what, read off the tickets themselves, so that it agrees with the line at every moment. */
export function whoHoldsWhat(duty: readonly DutyRow[], rows: readonly LineRow[]): readonly OnDuty[] {
  return duty.map(({ person, since, skills }) => ({
    id: person.id,
    name: person.name,
    since,
    skills,
    holding: rows.filter((row) => isHeldBy(row, person.id)).sort(compareInLine),
  }));
}
