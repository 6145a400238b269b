import type { RosterImport } from '@firstbell/contracts/roster';

const changed = (counts: RosterImport['people']): number => counts.added + counts.changed + counts.removed;

/** People an apply has to write. */
export const peopleToWrite = (one: Pick<RosterImport, 'people'>): number => changed(one.people);

export const changesNothing = (one: Pick<RosterImport, 'people' | 'classes' | 'enrollments'>): boolean =>
  changed(one.people) + changed(one.classes) + changed(one.enrollments) === 0;

/** The wrong file, or that of another school, would take away most of the people known so far. */
export const removesMost = ({ people }: Pick<RosterImport, 'people'>): boolean => people.removed > people.changed + people.unchanged;

/** How far something was at a moment, ms. */
export interface Mark {
  readonly done: number;
  readonly at: number;
}

/** Pace between two marks and the seconds left at that pace; null while there is nothing to judge by. */
export function paceOf(first: Mark, last: Mark, total: number): { readonly perSecond: number; readonly secondsLeft: number } | null {
  const seconds = (last.at - first.at) / 1000;
  const done = last.done - first.done;
  if (seconds < 1 || done <= 0) return null;
  const perSecond = done / seconds;
  return { perSecond, secondsLeft: Math.max(0, (total - last.done) / perSecond) };
}
