import { describe, expect, it } from '@jest/globals';
import { backWith, thanked } from './ending.rules.js';

describe('who is here again', () => {
  it('is in line', () => {
    expect(backWith({ state: 'waiting' })).toBe('line');
  });

  it('is not sent to the board while the coach has the ticket', () => {
    expect(backWith({ state: 'escalated' })).toBe('escalated');
    expect(backWith({ state: 'escalated', private: true })).toBe('adult');
    expect(backWith({ state: 'waiting', private: true })).toBe('adult');
  });
});

describe('who said that it was not fixed', () => {
  it('hears that their ticket is back in line, also from a server that does not say', () => {
    expect(thanked(true, { reopened: true })).toEqual({ kind: 'thanked', reopened: true });
    expect(thanked(true, {})).toEqual({ kind: 'thanked', reopened: true });
  });

  it('does not hear so when a newer ticket stands in line instead, nor when they did not ask for it', () => {
    expect(thanked(true, { reopened: false })).toEqual({ kind: 'thanked', reopened: false });
    expect(thanked(false, {})).toEqual({ kind: 'thanked', reopened: false });
  });
});
