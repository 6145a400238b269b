import type { ScannedLaptop, Visit, VisitStep } from '@firstbell/contracts/hand-out';
import { describe, expect, it } from '@jest/globals';
import { laptopWithUnsent, type Unsent, withUnsent } from './hand-out-entry.rules.js';

const step = (name: VisitStep['step'], state: VisitStep['state']): VisitStep => ({ step: name, state, reason: null });
const ana: Visit = {
  plan: { id: 'plan', name: 'September', steps: [], video: null, basics: { en: [], es: [] } },
  student: { id: 'ana', name: 'Ana R.', homeroom: '101', language: 'en' },
  steps: [step('video', 'due'), step('basics', 'due'), step('hand_out', 'blocked')],
  device: null,
  agreementOnFile: false,
  credential: { state: 'none' },
};
const kept = { schoolId: 'school', pressedAt: 0, who: 'Ana R.' };
const mark = (of: 'video' | 'basics', personId = 'ana'): Unsent => ({
  ...kept,
  id: `${personId}-${of}`,
  kind: 'mark',
  request: { requestId: `${personId}-${of}`, planId: 'plan', personId, step: of, state: 'done' },
});
const checkOut = (personId = 'ana'): Unsent => ({
  ...kept,
  id: 'c1',
  kind: 'check-out',
  tag: 'WC-1',
  model: 'Spin 511',
  request: {
    id: 'c1',
    personId,
    deviceId: 'd1',
    kind: 'assigned',
    charger: true,
    laptopCase: true,
    agreement: 'ticked',
    condition: 'new',
  },
});
const states = (visit: Visit) => visit.steps.map(({ state }) => state);

describe('what was recorded and has not arrived yet', () => {
  it('counts already: the laptop may be handed out once video and basics are done', () => {
    expect(states(withUnsent(ana, [mark('video')]))).toEqual(['done', 'due', 'blocked']);
    expect(states(withUnsent(ana, [mark('video'), mark('basics')]))).toEqual(['done', 'done', 'due']);
  });

  it('gives the student the laptop, and nobody else that laptop', () => {
    const after = withUnsent(ana, [mark('video'), mark('basics'), checkOut()]);
    expect(after).toMatchObject({ device: { id: 'd1', tag: 'WC-1' }, agreementOnFile: true });
    expect(states(after)).toEqual(['done', 'done', 'done']);
    const laptop: ScannedLaptop = { id: 'd1', tag: 'WC-1', model: 'Spin 511', state: 'spare', holder: null };
    expect(laptopWithUnsent(laptop, [checkOut()])).toMatchObject({ state: 'in_use', holder: { id: 'ana' } });
    expect(laptopWithUnsent({ ...laptop, id: 'd2' }, [checkOut()]).holder).toBeNull();
  });

  it('is nothing to another student', () => {
    expect(withUnsent(ana, [mark('video', 'bo'), checkOut('bo')])).toEqual(ana);
  });
});
