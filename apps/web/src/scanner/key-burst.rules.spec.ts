import { describe, expect, it } from '@jest/globals';
import { judgeBurst } from './key-burst.rules.js';

const typed = (text: string, gap: number) => [...text].map((key, index) => ({ key, at: 1000 + index * gap }));

describe('telling a scanner from a hand', () => {
  it('lets one key be a command', () => {
    expect(judgeBurst(typed('n', 0), false)).toEqual({ kind: 'key', key: 'n' });
  });

  it('reads a scan whole, leading zeros and letters that are commands included', () => {
    expect(judgeBurst(typed('004217RN', 6), true)).toEqual({ kind: 'scan', text: '004217RN' });
  });

  it('judges the mean, so that one slow gap does not break a scan', () => {
    const keys = typed('0042171', 5).map((one, index) => (index === 6 ? { ...one, at: one.at + 90 } : one));
    expect(judgeBurst(keys, true).kind).toBe('scan');
  });

  it('does nothing with a fast roll of the fingers', () => {
    expect(judgeBurst(typed('nt', 20), false)).toEqual({ kind: 'noise' });
    expect(judgeBurst(typed('hello', 120), true)).toEqual({ kind: 'noise' });
  });
});
