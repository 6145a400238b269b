import type { ScannedLaptop, Visit } from '@firstbell/contracts/hand-out';

/** Why the hand-out cannot go on as scanned; each has its own large sentence and its own cure on screen. */
export type Trouble =
  | { readonly kind: 'unknown-scan'; readonly scan: string }
  | { readonly kind: 'unknown-offline'; readonly scan: string }
  | { readonly kind: 'laptop-with-other'; readonly tag: string; readonly holder: string }
  | { readonly kind: 'laptop-state'; readonly tag: string; readonly state: 'in_repair' | 'lost' | 'stolen' | 'retired' }
  | { readonly kind: 'has-laptop'; readonly name: string; readonly tag: string; readonly scanned: string }
  | { readonly kind: 'laptop-theirs-already'; readonly name: string; readonly tag: string }
  | { readonly kind: 'left-school' }
  | { readonly kind: 'not-in-plan' }
  | { readonly kind: 'no-plan' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'two-entries' }
  /** This computer could not keep what was recorded, so it was not. */
  | { readonly kind: 'not-kept'; readonly name: string }
  /** In the server's own words. */
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string };

/** What is in the way of giving this laptop to this student; null when nothing is. */
export function troubleOfLaptop(laptop: ScannedLaptop, visit: Visit | null): Trouble | null {
  const { tag, state, holder } = laptop;
  if (visit !== null && holder?.id === visit.student.id) return { kind: 'laptop-theirs-already', name: visit.student.name, tag };
  if (holder !== null) return { kind: 'laptop-with-other', tag, holder: holder.name };
  if (state === 'in_repair' || state === 'lost' || state === 'stolen' || state === 'retired') return { kind: 'laptop-state', tag, state };
  if (visit !== null && visit.device !== null) return { kind: 'has-laptop', name: visit.student.name, tag: visit.device.tag, scanned: tag };
  return null;
}

const byCode: Readonly<Record<string, Trouble>> = {
  'hand_out.left_school': { kind: 'left-school' },
  'hand_out.not_in_plan': { kind: 'not-in-plan' },
  'hand_out.no_plan': { kind: 'no-plan' },
  'hand_out.paused': { kind: 'paused' },
  'scan.ambiguous': { kind: 'two-entries' },
};

/** What the server refused, as the station says it. */
export function troubleOfRefusal(refusal: { readonly code: string; readonly detail: string }, scan: string): Trouble {
  if (refusal.code === 'scan.unknown') return { kind: 'unknown-scan', scan };
  return byCode[refusal.code] ?? { kind: 'refused', code: refusal.code, detail: refusal.detail };
}
