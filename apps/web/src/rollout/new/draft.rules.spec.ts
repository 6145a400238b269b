import { describe, expect, it } from '@jest/globals';
import { rolloutOperations } from '@firstbell/contracts/rollouts';
import { v7 as uuid } from 'uuid';
import { emptyDraft, requestOfDraft, whatFault, whoFault, type Draft } from './draft.rules.js';

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
    ['with a video from anywhere', whatFault, { video: { ...whole.video, url: 'javascript:alert(1)' } }, 'video'],
    ['with a line less in Spanish', whatFault, { basics: { en: 'One\nTwo', es: 'Uno' } }, 'basics'],
  ] as const)('is not complete %s', (_what, faultOf, change, fault) => {
    expect([faultOf(whole), faultOf({ ...whole, ...change })]).toEqual([null, fault]);
  });
});
