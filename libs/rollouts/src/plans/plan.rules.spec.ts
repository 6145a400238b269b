import { describe, expect, it } from '@jest/globals';
import type { RolloutVideo } from '@firstbell/contracts/rollouts';
import { mayMove, mayUndo, planFault, stepsInOrder } from './plan.rules.js';

const word = { en: 'word', es: 'palabra' };
const video: RolloutVideo = { title: word, url: '/library/intro', question: word, answers: [word, word], right: 1 };
const lines = { en: ['Charge it'], es: ['Cárguela'] };
const whole = {
  direction: 'hand_out',
  steps: ['hand_out', 'video', 'basics', 'credentials', 'account'],
  credentials: 'mail',
  video,
  basics: lines,
} as const;

describe('a plan', () => {
  it('has its steps in the order students go through them, and none of the other direction', () => {
    expect(stepsInOrder('hand_out', [...whole.steps, 'collect'])).toEqual(['account', 'credentials', 'video', 'basics', 'hand_out']);
    expect(stepsInOrder('collection', ['hand_out', 'collect'])).toEqual(['collect']);
  });

  it.each([
    ['nothing', {}, null],
    ['no step', { steps: ['collect'] }, 'no_steps'],
    ['credentials of no account', { steps: ['credentials'] }, 'credentials_without_account'],
    ['credentials nobody gets', { credentials: 'none' }, 'credentials_not_chosen'],
    ['no video', { video: null }, 'no_video'],
    ['a right answer that is not there', { video: { ...video, right: 2 } }, 'no_right_answer'],
    ['a checklist in one language', { basics: { en: ['Charge it'], es: [] } }, 'no_basics'],
  ] as const)('is at fault for %s', (_what, change, fault) => {
    expect(planFault({ ...whole, ...change })).toBe(fault);
  });

  it('is started once, and never runs again when it is over', () => {
    expect([mayMove('start', 'draft'), mayMove('start', 'running'), mayMove('resume', 'done'), mayMove('resume', 'cancelled')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('can be undone while nothing depends on it', () => {
    const none = { accounts: 0, marks: 0, devices: 0, mails: 0 };
    expect([mayUndo(none), mayUndo({ ...none, marks: 1 })]).toEqual([true, false]);
  });
});
