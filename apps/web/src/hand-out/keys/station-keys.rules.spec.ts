import { describe, expect, it } from '@jest/globals';
import { stationKeyOf } from './station-keys.rules.js';

const pressed = (key: string, where: { inField?: boolean; onControl?: boolean } = {}) =>
  stationKeyOf({ key, inField: false, onControl: false, ...where });

describe('keys of the station', () => {
  it('go on, start over, skip and choose, with or without shift', () => {
    expect(['Enter', 'Escape', 's', 'S', '3'].map((key) => pressed(key))).toEqual([
      { key: 'go-on' },
      { key: 'start-over' },
      { key: 'skip' },
      { key: 'skip' },
      { key: 'digit', digit: 3 },
    ]);
  });

  it('leave to a field what is typed into it, and to a button its Enter', () => {
    expect(['s', '3'].map((key) => pressed(key, { inField: true }))).toEqual([null, null]);
    expect(pressed('Enter', { inField: true })).toEqual({ key: 'go-on' });
    expect(pressed('Enter', { onControl: true })).toBeNull();
    expect(pressed('Escape', { inField: true, onControl: true })).toEqual({ key: 'start-over' });
  });

  it('are no others: 0, letters and named keys are the browser’s', () => {
    expect(['0', 'x', 'Tab', 'F5', 'Shift'].map((key) => pressed(key))).toEqual([null, null, null, null, null]);
  });

  it('hand nothing over for a name typed beside the field', () => {
    expect([...'Pat'].map((key) => pressed(key))).toEqual([null, null, null]);
  });
});
