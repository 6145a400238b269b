import type { LineRow } from '@firstbell/contracts/tickets';

/** What a person may take: basic issues always, the rest with the certificate. Adults may take anything. */
export interface Training {
  readonly skills: readonly string[];
  readonly everything: boolean;
}

export const isTrainedFor = (training: Training, row: LineRow): boolean =>
  training.everything || row.skill === null || training.skills.includes(row.skill);

/** The ticket *next for me* will most likely give; the server decides. */
export const nextFor = (training: Training, waiting: readonly LineRow[]): LineRow | null =>
  waiting.find((row) => isTrainedFor(training, row)) ?? null;

/** Taking this one passes over someone who has waited longer, so the desk asks why. */
export function isOutOfOrder(training: Training, waiting: readonly LineRow[], row: LineRow): boolean {
  if (row.state !== 'waiting') return false;
  const next = nextFor(training, waiting);
  return next !== null && next.id !== row.id;
}
