import { describe, expect, it } from '@jest/globals';
import { afterPush, failuresAllowed, signInNameOf } from './checkout-sync.rules.js';

describe('where a check-out stands after a push', () => {
  it('is done with what the provider calls the device', () => {
    expect(afterPush({ kind: 'done', providerId: 'g-1' }, 3)).toEqual({ state: 'done', providerId: 'g-1' });
  });

  it('waits with all others of the school when the provider asks for it, however often', () => {
    expect(afterPush({ kind: 'wait', seconds: 77, code: 'device_management.busy', why: 'slow' }, 7)).toEqual({
      state: 'paused',
      seconds: 77,
      code: 'device_management.busy',
      reason: 'slow',
    });
  });

  it('rests longer after each failure, and then asks for a person', () => {
    const rests = Array.from({ length: failuresAllowed - 1 }, (_, failures) => afterPush({ kind: 'try-again', why: 'x' }, failures));
    expect(rests.map((step) => (step.state === 'due' ? step.inSeconds : null))).toEqual([
      10, 20, 40, 80, 160, 320, 640, 1280, 1800, 1800, 1800,
    ]);
    expect(afterPush({ kind: 'try-again', why: 'no answer' }, failuresAllowed - 1)).toEqual({
      state: 'needs_person',
      code: 'gave_up',
      reason: 'Tried 12 times, the last time with: no answer',
    });
  });
});

describe('the name the provider knows a student by', () => {
  const ana = { address: null, accountComing: false, name: 'Ana R.' };
  it('is the address; without one it waits for the account, or for a person', () => {
    expect(signInNameOf({ ...ana, address: 'ana@north.example' })).toBe('ana@north.example');
    expect(signInNameOf({ ...ana, accountComing: true })).toMatchObject({ state: 'due', failures: 0 });
    expect(signInNameOf(ana)).toMatchObject({ state: 'needs_person', code: 'no_account' });
  });
});
