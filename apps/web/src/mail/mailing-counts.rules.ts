import type { Mailing } from '@firstbell/contracts/mailing';

type Counts = Mailing['counts'];

/** Everything that was to go out; what was cancelled is not. */
export const totalOf = (counts: Counts): number =>
  counts.waiting + counts.sending + counts.sent + counts.bad_address + counts.unknown + counts.needs_person;

/** Still to go out by themselves. */
export const underWay = (counts: Counts): number => counts.waiting + counts.sending;

/** What somebody has to look at. */
export const needAttention = (counts: Counts): number => counts.bad_address + counts.unknown + counts.needs_person;

/** Whole percent of what is settled one way or the other. */
export function percentDone(counts: Counts): number {
  const total = totalOf(counts);
  return total === 0 ? 100 : Math.floor(((total - underWay(counts)) / total) * 100);
}
