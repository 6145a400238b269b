import type { HandOutStep, VisitStep } from '@firstbell/contracts/hand-out';

/**
 * Where a step stands as the station sees it. `open`: it can be done here and now; `after`: it has to wait for an earlier
 * one; `elsewhere`: a job or an adult does it; `exception`: it failed, and an adult has to look.
 */
export type Standing = 'done' | 'skipped' | 'open' | 'after' | 'elsewhere' | 'exception';

const doneHere: readonly HandOutStep[] = ['video', 'basics', 'hand_out'];

export function standingOf({ step, state }: Pick<VisitStep, 'step' | 'state'>): Standing {
  switch (state) {
    case 'done':
    case 'skipped':
    case 'exception':
      return state;
    case 'due':
    case 'doing':
      return doneHere.includes(step) ? 'open' : 'elsewhere';
    case 'blocked':
      return doneHere.includes(step) ? 'after' : 'elsewhere';
  }
}

/** Nothing has to be done about it any more. */
export const isOver = (step: Pick<VisitStep, 'step' | 'state'>): boolean => step.state === 'done' || step.state === 'skipped';

/** The steps once this one is done or skipped: what waited for it alone is due. The server's word takes their place when it comes. */
export function afterStep(steps: readonly VisitStep[], step: HandOutStep, state: 'done' | 'skipped'): VisitStep[] {
  const now = steps.map((one): VisitStep => (one.step === step ? { step, state, reason: null } : one));
  const watchedAndShown = now.every((one) => (one.step !== 'video' && one.step !== 'basics') || isOver(one));
  return now.map((one) =>
    one.step === 'hand_out' && one.state === 'blocked' && watchedAndShown ? { ...one, state: 'due', reason: null } : one,
  );
}
