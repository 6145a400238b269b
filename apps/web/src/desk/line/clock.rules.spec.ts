import { describe, expect, it } from '@jest/globals';
import { clockLeft, leasePhase, minutesToBell, minutesWaited, runningOut } from './clock.rules.js';

const at = (text: string): number => Date.parse(`2026-09-01T${text}Z`);
const iso = (text: string): string => `2026-09-01T${text}.000Z`;

describe('the clocks of the desk', () => {
  it('counts whole minutes of waiting and never less than none', () => {
    expect(minutesWaited(iso('08:00:00'), at('08:11:59'), null)).toBe(11);
    expect(minutesWaited(iso('08:00:00'), at('07:59:58'), null)).toBe(0);
  });

  it('stands still while the desk is frozen', () => {
    expect(minutesWaited(iso('08:00:00'), at('08:40:00'), iso('08:10:00'))).toBe(10);
  });

  it('warns two minutes before a claim runs out, and not while nothing runs', () => {
    expect(leasePhase(null, at('08:00:00'))).toBe('none');
    expect(leasePhase(iso('08:15:00'), at('08:12:59'))).toBe('calm');
    expect(leasePhase(iso('08:15:00'), at('08:13:00'))).toBe('warning');
    expect(leasePhase(iso('08:15:00'), at('08:15:00'))).toBe('over');
  });

  it('puts the claim that runs out first on top, and leaves calm ones out', () => {
    const held = [
      { id: 'b', claimExpiresAt: iso('08:01:40') },
      { id: 'calm', claimExpiresAt: iso('08:10:00') },
      { id: 'bench', claimExpiresAt: null },
      { id: 'a', claimExpiresAt: iso('08:00:30') },
    ];
    expect(runningOut(held, at('08:00:00')).map((one) => one.id)).toEqual(['a', 'b']);
  });

  it('writes what is left as minutes and seconds', () => {
    expect(clockLeft(iso('08:15:00'), at('08:02:55'))).toBe('12:05');
    expect(clockLeft(iso('08:15:00'), at('08:14:59'))).toBe('0:01');
    expect(clockLeft(iso('08:15:00'), at('08:20:00'))).toBe('0:00');
  });

  it('says one minute until the bell has rung', () => {
    expect(minutesToBell(iso('08:50:00'), at('08:49:30'))).toBe(1);
    expect(minutesToBell(iso('08:50:00'), at('08:50:00'))).toBeNull();
  });
});
