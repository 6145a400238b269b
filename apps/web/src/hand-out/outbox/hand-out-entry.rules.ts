import type { CheckOutView, circulationOperations } from '@firstbell/contracts/circulation';
import type { handOutOperations, ScannedLaptop, Visit } from '@firstbell/contracts/hand-out';
import type { RequestOf } from '@firstbell/contracts/operation';
import { afterStep } from '../flow/standing.rules.js';
import type { KeptEntry } from '../../outbox/delivery.rules.js';

export type CheckOutRequest = Omit<RequestOf<typeof circulationOperations.checkOut>, 'secondsAgo'> & { readonly personId: string };
export type MarkRequest = Omit<RequestOf<typeof handOutOperations.markStep>, 'secondsAgo'>;

/** What was recorded at this station. `who` is for whoever reads the list later. */
export type HandOutEntry = KeptEntry & { readonly who: string } & (
    | { readonly kind: 'check-out'; readonly request: CheckOutRequest; readonly tag: string; readonly model: string }
    | { readonly kind: 'mark'; readonly request: MarkRequest }
    /** Refused for good after the student had gone on; stays until somebody has seen to it. */
    | { readonly kind: 'refused'; readonly code: string; readonly detail: string; readonly what: RefusedWhat }
  );

export type RefusedWhat =
  { readonly kind: 'check-out'; readonly tag: string } | { readonly kind: 'mark'; readonly step: MarkRequest['step'] };
export type RefusedEntry = Extract<HandOutEntry, { kind: 'refused' }>;
export type Unsent = Exclude<HandOutEntry, { kind: 'refused' }>;
/** What the server said to an entry. */
export type Delivered = { readonly kind: 'check-out'; readonly answer: CheckOutView } | { readonly kind: 'mark'; readonly answer: Visit };

export const isRefused = (entry: HandOutEntry): entry is RefusedEntry => entry.kind === 'refused';
export const isUnsent = (entry: HandOutEntry): entry is Unsent => entry.kind !== 'refused';

export const whatOf = (entry: Unsent): RefusedWhat =>
  entry.kind === 'check-out' ? { kind: 'check-out', tag: entry.tag } : { kind: 'mark', step: entry.request.step };

/**
 * The visit as it is once everything recorded here has arrived: what the server knows, and on top of it what it does
 * not know yet.
 */
export function withUnsent(visit: Visit, entries: readonly Unsent[]): Visit {
  return entries.reduce((known, entry) => {
    if (entry.request.personId !== known.student.id) return known;
    if (entry.kind === 'mark') return { ...known, steps: afterStep(known.steps, entry.request.step, entry.request.state) };
    return {
      ...known,
      steps: afterStep(known.steps, 'hand_out', 'done'),
      device: { id: entry.request.deviceId ?? entry.id, tag: entry.tag, model: entry.model, state: 'in_use' },
      agreementOnFile: true,
    };
  }, visit);
}

/** The laptop as it is once everything recorded here has arrived: one given a minute ago is not given again. */
export function laptopWithUnsent(laptop: ScannedLaptop, entries: readonly Unsent[]): ScannedLaptop {
  const given = entries.findLast((entry) => entry.kind === 'check-out' && entry.request.deviceId === laptop.id);
  return given === undefined ? laptop : { ...laptop, state: 'in_use', holder: { id: given.request.personId, name: given.who } };
}
