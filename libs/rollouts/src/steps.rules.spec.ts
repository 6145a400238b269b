import { describe, expect, it } from '@jest/globals';
import { factsOf, hasException, isFinished, stepStates, type StepsOfPlan } from './steps.rules.js';

const plan: StepsOfPlan = { direction: 'hand_out', steps: ['account', 'credentials', 'video', 'basics', 'hand_out'], credentials: 'mail' };
const words = (key: string, of = plan) =>
  stepStates(of, factsOf(key)).map(({ state, reason }) => (reason === null ? state : `${state}:${reason}`));

describe('how far a student is', () => {
  it.each([
    ['none|none|none|none|none|none', ['due', 'blocked:waits_for_account', 'due', 'due', 'blocked:waits_for_video']],
    ['wanted|none|none|none|none|none', ['doing', 'blocked:waits_for_account', 'due', 'due', 'blocked:waits_for_video']],
    ['ready|made|waiting|done|none|none', ['done', 'doing', 'done', 'due', 'blocked:waits_for_basics']],
    ['ready|delivered|sent|done|skipped|none', ['done', 'done', 'done', 'skipped', 'due']],
    ['ready|none|none|done|done|out', ['done', 'skipped:knows_password', 'done', 'done', 'done']],
    [
      'conflict|none|none|none|none|none',
      ['exception:account_conflict', 'blocked:waits_for_account', 'due', 'due', 'blocked:waits_for_video'],
    ],
    ['ready|made|bad_address|done|done|returned', ['done', 'exception:mail_bad_address', 'done', 'done', 'due']],
    ['ready|made|unknown|done|done|none', ['done', 'exception:mail_unknown', 'done', 'done', 'due']],
    ['suspended|delivered|sent|done|done|out', ['exception:account_suspended', 'done', 'done', 'done', 'done']],
  ])('%s', (key, expected) => {
    expect(words(key)).toEqual(expected);
  });

  it('does not send a student who has a laptop back to the video', () => {
    expect(words('ready|delivered|sent|none|none|out').at(-1)).toBe('done');
  });

  it('waits for a slip to be printed where nothing is mailed', () => {
    expect(words('ready|made|none|none|none|none', { ...plan, credentials: 'slip' })[1]).toBe('due');
  });

  it('is finished when all is done or skipped, and not with an exception', () => {
    expect(isFinished(stepStates(plan, factsOf('ready|none|none|done|skipped|out')))).toBe(true);
    const failed = stepStates(plan, factsOf('needs_person|none|none|done|done|out'));
    expect([isFinished(failed), hasException(failed)]).toEqual([false, true]);
  });

  it('collects in reverse: what is out is due, what came back is done', () => {
    const collection: StepsOfPlan = { direction: 'collection', steps: ['collect'], credentials: 'none' };
    expect([words('none|none|none|none|none|out', collection), words('none|none|none|none|none|returned', collection)]).toEqual([
      ['due'],
      ['done'],
    ]);
  });

  it('reads a word of a newer release as nothing known', () => {
    expect(factsOf('teleported|made|none|none|none|none').account).toBe('none');
  });
});
