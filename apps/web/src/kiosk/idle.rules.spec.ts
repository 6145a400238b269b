import { describe, expect, it } from '@jest/globals';
import { answerWithinSeconds, askAfterSeconds, idlePhase } from './idle.rules.js';

describe('an idle kiosk', () => {
  it('leaves people alone for 45 seconds', () => {
    expect(askAfterSeconds).toBe(45);
    expect(idlePhase(44.9)).toEqual({ phase: 'active' });
  });

  it('asks, with at least 20 seconds to answer (WCAG 2.2.1)', () => {
    expect(answerWithinSeconds).toBeGreaterThanOrEqual(20);
    expect(idlePhase(45)).toEqual({ phase: 'asking', secondsLeft: 25 });
    expect(idlePhase(69.5)).toEqual({ phase: 'asking', secondsLeft: 1 });
  });

  it('wipes everything after that, however late the clock is read', () => {
    expect(idlePhase(70)).toEqual({ phase: 'over' });
    expect(idlePhase(9_999)).toEqual({ phase: 'over' });
  });
});
