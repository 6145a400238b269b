import { describe, expect, it } from '@jest/globals';
import { credentialStateOf, visitSteps } from './hand-out.rules.js';

describe('what a station says of a first password', () => {
  const facts = { asked: 'slip', accountReady: true, made: true, delivery: null } as const;
  it.each([
    ['is on its way', facts, 'waiting'],
    ['was mailed', { ...facts, delivery: 'mail' }, 'mailed'],
    ['was printed', { ...facts, delivery: 'slip' }, 'printed'],
    ['waits for the account', { ...facts, accountReady: false, made: false }, 'not_ready'],
    ['is not needed, since the account was there before', { ...facts, made: false }, 'none'],
    ['is not part of this rollout', { ...facts, asked: 'none' }, 'none'],
  ] as const)('it %s', (_what, given, state) => {
    expect(credentialStateOf(given)).toBe(state);
  });
});

describe('the steps of a visit', () => {
  it('are those of a hand-out', () => {
    const steps = [
      { step: 'video', state: 'due', reason: null },
      { step: 'collect', state: 'due', reason: null },
    ] as const;
    expect(visitSteps(steps)).toEqual([steps[0]]);
  });
});
