import { describe, expect, it } from '@jest/globals';
import { listFilter } from './device-filter.rules.js';
import { deviceSearch } from './device-search.rules.js';

describe('the address of a list of devices', () => {
  it('keeps leading zeros, and reads a number as the text it was', () => {
    expect(deviceSearch({ search: '00123' })).toEqual({ search: '00123' });
    expect(deviceSearch({ search: 4711, model: 3110 })).toEqual({ search: '4711', model: '3110' });
  });

  it('leaves out what is empty or not understood', () => {
    expect(deviceSearch({ search: '', state: true, loaners: true, model: ['x'] })).toEqual({});
    expect(deviceSearch({ state: 'stolen', loaners: 'yes' })).toEqual({ state: 'stolen', loaners: 'yes' });
    expect(listFilter({ state: 'flying', search: 'x'.repeat(120) })).toEqual({ search: 'x'.repeat(80) });
    expect(listFilter({ state: 'stolen', device: 'one' })).toEqual({ state: 'stolen' });
  });
});
