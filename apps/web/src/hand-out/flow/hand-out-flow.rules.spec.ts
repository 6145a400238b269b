import type { HandOutStep, ScannedLaptop, Visit, VisitStep } from '@firstbell/contracts/hand-out';
import { describe, expect, it } from '@jest/globals';
import { afterEvent, currentStep, type HandOutEvent, type HandOutFlow, nobodyYet } from './hand-out-flow.rules.js';

const steps = (states: Partial<Record<HandOutStep, VisitStep['state']>> = {}): VisitStep[] =>
  (['account', 'credentials', 'video', 'basics', 'hand_out'] as const).map((step) => ({
    step,
    state: states[step] ?? 'due',
    reason: null,
  }));
const visit = (id: string, part: Partial<Visit> = {}): Visit => ({
  plan: { id: 'plan', name: 'September', steps: [], video: null, basics: { en: [], es: [] } },
  student: { id, name: `${id} R.`, homeroom: '101', language: 'en' },
  steps: steps({ hand_out: 'blocked' }),
  device: null,
  agreementOnFile: false,
  credential: { state: 'waiting' },
  ...part,
});
const laptop = (part: Partial<ScannedLaptop> = {}): ScannedLaptop => ({
  id: 'd1',
  tag: 'WC-1',
  model: 'Spin 511',
  state: 'spare',
  holder: null,
  ...part,
});
const after = (events: readonly HandOutEvent[], from: HandOutFlow = nobodyYet): HandOutFlow => events.reduce(afterEvent, from);
const scanned = (of: Visit | null, held: ScannedLaptop | null = null): HandOutEvent => ({ type: 'identified', visit: of, laptop: held });

describe('what a scan does at the station', () => {
  it('puts student and laptop together, in whichever order they are scanned', () => {
    const [ana, spin] = [visit('ana'), laptop()];
    expect(after([scanned(ana), scanned(null, spin)])).toEqual(after([scanned(null, spin), scanned(ana)]));
    expect(after([scanned(ana), scanned(null, spin)])).toMatchObject({ visit: ana, laptop: spin, trouble: null });
  });

  it('leaves the laptop one student had in hand with that student when the next badge is scanned', () => {
    expect(after([scanned(visit('ana')), scanned(null, laptop()), scanned(visit('bo'))])).toMatchObject({
      visit: { student: { id: 'bo' } },
      laptop: null,
    });
  });

  it('keeps what is ticked and chosen when the same badge is scanned again, and forgets it for the next student', () => {
    const busy = after([scanned(visit('ana')), { type: 'ticked', line: 1 }, { type: 'toggled', what: 'charger' }]);
    expect(after([scanned(visit('ana'))], busy)).toMatchObject({ ticked: [1], handing: { charger: false } });
    expect(after([scanned(visit('bo'))], busy)).toMatchObject({ ticked: [], handing: { charger: true } });
  });

  it('brings back the holder of a laptop when nobody is at the station, and says whose it is when somebody is', () => {
    const ana = visit('ana', { device: { id: 'd1', tag: 'WC-1', model: 'Spin 511', state: 'in_use' } });
    const hers = laptop({ state: 'in_use', holder: { id: 'ana', name: 'ana R.' } });
    expect(after([scanned(ana, hers)])).toMatchObject({ visit: ana, laptop: null, trouble: null });
    expect(after([scanned(visit('bo')), scanned(ana, hers)])).toMatchObject({
      visit: { student: { id: 'bo' } },
      laptop: null,
      trouble: { kind: 'laptop-with-other', holder: 'ana R.' },
    });
    expect(after([scanned(ana), scanned(ana, hers)])).toMatchObject({ trouble: { kind: 'laptop-theirs-already', tag: 'WC-1' } });
  });

  it.each(['in_repair', 'lost', 'stolen', 'retired'] as const)('does not hand out a laptop that is %s', (state) => {
    expect(after([scanned(visit('ana')), scanned(null, laptop({ state }))])).toMatchObject({
      laptop: null,
      trouble: { kind: 'laptop-state', state },
    });
  });

  it('does not give a second laptop', () => {
    const ana = visit('ana', { device: { id: 'd0', tag: 'WC-0', model: 'Spin 511', state: 'in_use' } });
    expect(after([scanned(ana), scanned(null, laptop())]).trouble).toEqual({
      kind: 'has-laptop',
      name: 'ana R.',
      tag: 'WC-0',
      scanned: 'WC-1',
    });
  });

  it('takes the laptop back out of hand when the server says that somebody else has got it meanwhile', () => {
    const inHand = after([scanned(visit('ana')), scanned(null, laptop())]);
    const checked = afterEvent(inHand, { type: 'laptop-checked', laptop: laptop({ state: 'in_use', holder: { id: 'bo', name: 'Bo' } }) });
    expect(checked).toMatchObject({ laptop: null, trouble: { kind: 'laptop-with-other', holder: 'Bo' } });
    expect(afterEvent(inHand, { type: 'laptop-checked', laptop: laptop({ id: 'd2', state: 'lost' }) })).toBe(inHand);
  });
});

describe('the step in front of the student', () => {
  it('is the first that can be done here; what a job does is not waited for', () => {
    expect(currentStep(after([scanned(visit('ana'))]))).toBe('video');
    expect(currentStep(after([scanned(visit('ana', { steps: steps({ video: 'done', basics: 'skipped' }) }))]))).toBe('hand_out');
  });

  it('is the one chosen by hand, as long as it is open', () => {
    const chosen = after([scanned(visit('ana')), { type: 'chose-step', step: 'basics' }]);
    expect(currentStep(chosen)).toBe('basics');
    expect(currentStep(afterEvent(chosen, { type: 'refreshed', visit: visit('ana', { steps: steps({ basics: 'done' }) }) }))).toBe('video');
    expect(currentStep(after([scanned(visit('ana')), { type: 'chose-step', step: 'hand_out' }]))).toBe('video');
  });

  it('stays with whoever is here: news of another student changes nothing', () => {
    const here = after([scanned(visit('ana'))]);
    expect(afterEvent(here, { type: 'refreshed', visit: visit('bo') })).toBe(here);
  });
});

describe('the check question', () => {
  it('remembers each wrong answer once, and the right one', () => {
    const wrong = after([
      { type: 'answered', answer: 2, right: false },
      { type: 'answered', answer: 2, right: false },
      { type: 'answered', answer: 0, right: false },
    ]);
    expect(wrong).toMatchObject({ answer: null, wrong: [2, 0] });
    expect(afterEvent(wrong, { type: 'answered', answer: 1, right: true })).toMatchObject({ answer: 1 });
  });
});
