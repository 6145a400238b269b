import { describe, expect, it } from '@jest/globals';
import { afterKey, noBurst } from './scan-burst.rules.js';

/** Types keys with the given gaps in ms before each, and gives the scans found. */
function type(keys: readonly string[], gap: number | ((index: number) => number), from = 1_000): string[] {
  let at = from;
  let burst = noBurst;
  const scans: string[] = [];
  keys.forEach((key, index) => {
    at += typeof gap === 'number' ? gap : gap(index);
    const next = afterKey(burst, key, at);
    burst = next.burst;
    if (next.scan !== null) scans.push(next.scan);
  });
  return scans;
}

describe('telling a scanner from fingers', () => {
  it('keeps leading zeros', () => {
    expect(type([...'0004217', 'Enter'], 10)).toEqual(['0004217']);
  });

  it('takes Tab for the end as well', () => {
    expect(type([...'WC-004217', 'Tab'], 10)).toEqual(['WC-004217']);
  });

  it('hears the capitals of a tag typed with Shift', () => {
    expect(type(['Shift', 'W', 'Shift', 'C', ...'004217', 'Enter'], 9)).toEqual(['WC004217']);
  });

  it('judges the mean, so that one stall of a busy computer spoils nothing', () => {
    expect(type([...'000421700', 'Enter'], (index) => (index === 4 ? 140 : 10))).toEqual(['000421700']);
  });

  it('does not take a fast typist for a scanner', () => {
    expect(type([...'maria lopez', 'Enter'], 70)).toEqual([]);
    expect(type([...'maria lopez', 'Enter'], 31)).toEqual([]);
  });

  it('wants at least six characters', () => {
    expect(type([...'12345', 'Enter'], 10)).toEqual([]);
    expect(type([...'123456', 'Enter'], 10)).toEqual(['123456']);
  });

  it('finds the scan that comes after letters someone had typed', () => {
    expect(type([...'Jo', ...'0004217', 'Enter'], (index) => (index === 2 ? 900 : index < 2 ? 200 : 10))).toEqual(['0004217']);
  });

  it('hears two scans one after the other', () => {
    expect(type([...'111111', 'Enter', ...'222222', 'Enter'], 10)).toEqual(['111111', '222222']);
  });

  it('does not end a burst with an Enter pressed much later', () => {
    expect(type([...'123456', 'Enter'], (index) => (index === 6 ? 2_000 : 10))).toEqual([]);
  });

  it('drops the burst on any key that types nothing', () => {
    expect(type([...'123', 'Backspace', ...'456', 'Enter'], 10)).toEqual([]);
  });
});
