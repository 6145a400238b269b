import type { RolloutDirection, RolloutMove, RolloutState, RolloutStep, RolloutVideo } from '@firstbell/contracts/rollouts';

/** From which states a move may be made, and where it leads. */
export const moves: Readonly<Record<RolloutMove, { readonly from: readonly RolloutState[]; readonly to: RolloutState }>> = {
  start: { from: ['draft'], to: 'running' },
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['draft', 'running', 'paused'], to: 'cancelled' },
  finish: { from: ['running', 'paused'], to: 'done' },
  undo: { from: ['running', 'paused'], to: 'draft' },
};

export const mayMove = (move: RolloutMove, state: RolloutState): boolean => moves[move].from.includes(state);

const orderOf = {
  hand_out: ['account', 'credentials', 'video', 'basics', 'hand_out'],
  collection: ['collect'],
} as const satisfies Record<RolloutDirection, readonly RolloutStep[]>;

/** The steps in the order in which a student goes through them; those of the other direction fall away. */
export function stepsInOrder(direction: RolloutDirection, chosen: readonly RolloutStep[]): RolloutStep[] {
  return orderOf[direction].filter((step) => chosen.includes(step));
}

interface Wished {
  readonly direction: RolloutDirection;
  readonly steps: readonly RolloutStep[];
  readonly credentials: 'mail' | 'slip' | 'none';
  readonly video: RolloutVideo | null;
  readonly basics: { readonly en: readonly string[]; readonly es: readonly string[] } | null;
}

export type PlanFault =
  'no_steps' | 'credentials_without_account' | 'credentials_not_chosen' | 'no_video' | 'no_right_answer' | 'no_basics';

/** What is wrong with a plan as it was written down; null when nothing is. */
export function planFault({ direction, steps: chosen, credentials, video, basics }: Wished): PlanFault | null {
  const steps = stepsInOrder(direction, chosen);
  if (steps.length === 0) return 'no_steps';
  if (steps.includes('credentials') && !steps.includes('account')) return 'credentials_without_account';
  if (steps.includes('credentials') && credentials === 'none') return 'credentials_not_chosen';
  if (steps.includes('video') && video === null) return 'no_video';
  if (steps.includes('video') && video !== null && video.right >= video.answers.length) return 'no_right_answer';
  if (steps.includes('basics') && (basics === null || basics.en.length === 0 || basics.en.length !== basics.es.length)) return 'no_basics';
  return null;
}

/** What happened since the start and cannot be taken back by undoing the plan. */
export interface Dependants {
  readonly accounts: number;
  readonly marks: number;
  readonly devices: number;
  readonly mails: number;
}

export const mayUndo = (on: Dependants): boolean => on.accounts + on.marks + on.devices + on.mails === 0;
