import { describe, expect, it } from '@jest/globals';
import { rolloutOperations } from '@firstbell/contracts/rollouts';
import { v7 as uuid } from 'uuid';
import { emptyDraft, requestOfDraft, whatFault, whoFault, withoutAnswer, type Draft } from './draft.rules.js';

const word = { en: 'Turn it on', es: 'Enciéndalo' };
const whole: Draft = {
  ...emptyDraft,
  name: ' Grade 9 ',
  steps: ['account', 'credentials', 'video', 'basics', 'hand_out'],
  video: { title: word, url: 'https://school.example/intro', question: word, answers: [word, word, word], right: 2 },
  basics: { en: 'Charge it\n\n Keep it dry ', es: 'Cárguelo\nManténgalo seco' },
};

describe('a rollout being written', () => {
  it('becomes what the server asks for', () => {
    expect(rolloutOperations.createRollout.input.parse(requestOfDraft(uuid(), whole))).toMatchObject({
      name: 'Grade 9',
      credentials: 'slip',
      basics: { en: ['Charge it', 'Keep it dry'], es: ['Cárguelo', 'Manténgalo seco'] },
    });
    expect(requestOfDraft(uuid(), { ...whole, direction: 'collection' })).toMatchObject({
      steps: ['collect'],
      credentials: 'none',
      video: null,
      basics: null,
    });
  });

  it.each([
    ['without a name', whoFault, { name: ' ' }, 'name'],
    ['for no grade', whoFault, { audience: { kind: 'grades', values: [] } }, 'audience'],
    ['without a step', whatFault, { steps: [] }, 'steps'],
    ['with credentials of no account', whatFault, { steps: ['credentials'] }, 'credentials_without_account'],
    ['with an answer in one language', whatFault, { video: { ...whole.video, answers: [word, { en: 'Yes', es: '' }] } }, 'video'],
    ['without a right answer', whatFault, { video: { ...whole.video, right: null } }, 'right_answer'],
    ['with a video from anywhere', whatFault, { video: { ...whole.video, url: 'javascript:alert(1)' } }, 'video'],
    ['with a line less in Spanish', whatFault, { basics: { en: 'One\nTwo', es: 'Uno' } }, 'basics'],
  ] as const)('is not complete %s', (_what, faultOf, change, fault) => {
    expect([faultOf(whole), faultOf({ ...whole, ...change })]).toEqual([null, fault]);
  });

  it('keeps which answer is right when another one is taken out', () => {
    const said = (video: Draft['video']) => ({ answers: video.answers.map(({ en }) => en), right: video.right });
    const answers = ['Shake it', 'Turn it off', 'Wait'].map((en) => ({ en, es: en }));
    const video = { ...whole.video, answers, right: 1 };
    expect(said(withoutAnswer(video, 0))).toEqual({ answers: ['Turn it off', 'Wait'], right: 0 });
    expect(said(withoutAnswer(video, 2))).toEqual({ answers: ['Shake it', 'Turn it off'], right: 1 });
    expect(said(withoutAnswer(video, 1))).toEqual({ answers: ['Shake it', 'Wait'], right: null });
    expect(withoutAnswer({ ...video, right: null }, 0).right).toBeNull();
  });
});
