import type { CredentialState, MarkedStep, VisitStep } from '@firstbell/contracts/hand-out';
import { handOutSteps } from '@firstbell/contracts/hand-out';
import type { RolloutStep, RolloutVideo } from '@firstbell/contracts/rollouts';
import { FirstbellError } from '@firstbell/platform';
import type { StepView } from '../steps.rules.js';

export interface CredentialFacts {
  readonly asked: 'mail' | 'slip' | 'none';
  readonly accountReady: boolean;
  readonly made: boolean;
  readonly delivery: 'mail' | 'slip' | null;
}

/** What a station may say of a first password: on which way it is, never what it is. */
export function credentialStateOf({ asked, accountReady, made, delivery }: CredentialFacts): CredentialState {
  if (delivery !== null) return delivery === 'mail' ? 'mailed' : 'printed';
  if (asked === 'none') return 'none';
  if (!accountReady) return 'not_ready';
  return made ? 'waiting' : 'none';
}

/** The steps of a hand-out; a collection has others. */
export function visitSteps(steps: readonly StepView[]): VisitStep[] {
  return steps.flatMap(({ step, state, reason }) => {
    const known = handOutSteps.find((one) => one === step);
    return known === undefined ? [] : [{ step: known, state, reason }];
  });
}

export interface Marking {
  readonly step: MarkedStep;
  readonly state: 'done' | 'skipped';
  readonly answer?: number | undefined;
  readonly secondsAgo: number;
}

export interface PlanToMark {
  readonly name: string;
  readonly state: string;
  readonly steps: readonly RolloutStep[];
  readonly video: RolloutVideo | null;
}

/** A step is marked while the rollout runs, or late for the time when it did; a video counts with the right answer. */
export function mustBeMarkable(plan: PlanToMark, marking: Marking): void {
  if (plan.state !== 'running' && marking.secondsAgo === 0) throw paused(plan.name);
  if (!plan.steps.includes(marking.step)) {
    throw new FirstbellError(
      'hand_out.no_such_step',
      409,
      `“${plan.name}” has no such step any more. Scan the badge again and go on from there.`,
      {
        field: 'step',
      },
    );
  }
  if (marking.step !== 'video' || marking.state === 'skipped' || plan.video === null) return;
  if (marking.answer === undefined) {
    throw new FirstbellError(
      'hand_out.answer_missing',
      422,
      'The video counts with an answer to its question. Choose one and send again.',
      {
        field: 'answer',
      },
    );
  }
  if (marking.answer !== plan.video.right) {
    throw new FirstbellError(
      'hand_out.wrong_answer',
      422,
      'That is not the answer. Look at that part of the video again and choose another one.',
      {
        field: 'answer',
      },
    );
  }
}

export const paused = (name: string) =>
  new FirstbellError('hand_out.paused', 409, `“${name}” does not run at the moment. Ask the coach; scan again as soon as it goes on.`);

export const leftSchool = () =>
  new FirstbellError(
    'hand_out.left_school',
    409,
    'This student has left the school, so nothing is handed out. Send them to the exception lane; the office knows whether that is right.',
  );

export const notInPlan = () =>
  new FirstbellError(
    'hand_out.not_in_plan',
    409,
    'This student is not in the rollout that runs. Send them to the exception lane; an adult can add them.',
  );

export const noPlan = () => new FirstbellError('hand_out.no_plan', 409, 'No rollout is running. The coach starts one; then scan again.');
