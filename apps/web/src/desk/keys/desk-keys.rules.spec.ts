import { describe, expect, it } from '@jest/globals';
import { commandOf, deskCommands, keysOf, type PressedKey } from './desk-keys.rules.js';

const press = (key: string, part: Partial<PressedKey> = {}): PressedKey => ({
  key,
  withModifier: false,
  busyElsewhere: false,
  onControl: false,
  ...part,
});

describe('the keys of the desk', () => {
  it('knows each key, caps lock or not', () => {
    expect(commandOf(press('n'), true)).toBe('next');
    expect(commandOf(press('N'), true)).toBe('next');
    expect(commandOf(press('/'), true)).toBe('search');
    expect(commandOf(press('?'), true)).toBe('help');
    expect(commandOf(press('z'), true)).toBeNull();
  });

  it('leaves keys to fields, dialogs and the browser', () => {
    expect(commandOf(press('r', { busyElsewhere: true }), true)).toBeNull();
    expect(commandOf(press('Escape', { busyElsewhere: true }), true)).toBeNull();
    expect(commandOf(press('r', { withModifier: true }), true)).toBeNull();
  });

  it('takes single keys on a focused button, but never its Enter or arrows', () => {
    expect(commandOf(press('j', { onControl: true }), true)).toBe('down');
    expect(commandOf(press('Enter', { onControl: true }), true)).toBeNull();
    expect(commandOf(press('ArrowDown', { onControl: true }), true)).toBeNull();
  });

  it('can be told to ignore single keys, and then still moves with the arrows', () => {
    expect(commandOf(press('n'), false)).toBeNull();
    expect(commandOf(press('?'), false)).toBeNull();
    expect(commandOf(press('ArrowDown'), false)).toBe('down');
  });

  it('shows in the help exactly the keys that work', () => {
    const pressable: Record<string, string> = { '↓': 'ArrowDown', '↑': 'ArrowUp', Esc: 'Escape' };
    for (const command of deskCommands) {
      for (const key of keysOf[command]) expect(commandOf(press(pressable[key] ?? key), true)).toBe(command);
    }
  });
});
