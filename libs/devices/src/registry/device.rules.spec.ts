import { describe, expect, it } from '@jest/globals';
import { deviceStates } from '@firstbell/contracts/devices';
import { FirstbellError } from '@firstbell/platform';
import { stateAfterReport, stateByHand } from './device.rules.js';
import { beginsWith, modelsMatching, reversed } from './device-search.rules.js';

const facts = { checkedOut: false, inRepair: false };
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof FirstbellError) return error.code;
  }
  return 'nothing';
};

describe('a report about a device', () => {
  it('brings what is found back to where it belongs: the bench, its holder, or the shelf', () => {
    expect(stateAfterReport({ state: 'lost', checkedOut: true, inRepair: true }, 'found')).toBe('in_repair');
    expect(stateAfterReport({ state: 'stolen', checkedOut: true, inRepair: false }, 'found')).toBe('in_use');
    expect(stateAfterReport({ ...facts, state: 'lost' }, 'found')).toBe('spare');
  });

  it('may correct lost to stolen, but says nothing twice, and nothing of what is out of service or not missing', () => {
    expect(stateAfterReport({ ...facts, state: 'lost' }, 'stolen')).toBe('stolen');
    expect(codeOf(() => stateAfterReport({ ...facts, state: 'lost' }, 'lost'))).toBe('device.reported_already');
    expect(codeOf(() => stateAfterReport({ ...facts, state: 'retired' }, 'lost'))).toBe('device.out_of_service');
    for (const state of deviceStates.filter((one) => one !== 'lost' && one !== 'stolen'))
      expect(codeOf(() => stateAfterReport({ ...facts, state }, 'found'))).toBe('device.not_missing');
  });
});

describe('taking a device out of service', () => {
  it('needs it back first, from whoever has it, from repair and from wherever it is lost', () => {
    expect(stateByHand({ ...facts, state: 'spare' }, 'retired')).toBe('retired');
    expect(stateByHand({ ...facts, state: 'retired' }, 'spare')).toBe('spare');
    expect(codeOf(() => stateByHand({ state: 'in_use', checkedOut: true, inRepair: false }, 'retired'))).toBe('device.checked_out');
    expect(codeOf(() => stateByHand({ state: 'in_repair', checkedOut: false, inRepair: true }, 'retired'))).toBe('device.in_repair');
    expect(codeOf(() => stateByHand({ ...facts, state: 'lost' }, 'spare'))).toBe('device.missing');
  });
});

describe('what is looked for', () => {
  it('is taken as it was typed, whatever it means to the database', () => {
    expect(beginsWith('50%_\\a')).toBe('50\\%\\_\\\\a%');
    expect(reversed('FB-00123')).toBe('32100-BF');
  });

  it('finds models by all of its words', () => {
    const models = ['Dell Chromebook 3110', 'HP ProBook Fortis'];
    expect(modelsMatching(models, 'chrome 31')).toEqual(['Dell Chromebook 3110']);
    expect(modelsMatching(models, 'dell fortis')).toEqual([]);
    expect(modelsMatching(models, '  ')).toEqual([]);
  });
});
