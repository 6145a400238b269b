import { describe, expect, it } from '@jest/globals';
import { typedSince } from './typed-since.rules.js';

describe('a form whose answer is there', () => {
  const sent = { name: ' Wi-Fi ', steps: [{ en: 'Turn it on', es: 'Enciéndelo' }], password: 'typed' };
  const saved = { name: 'Wi-Fi', steps: [{ en: 'Turn it on', es: 'Enciéndelo' }], password: '' };

  it('shows what was saved', () => {
    expect(typedSince(sent, { ...sent }, saved)).toEqual(saved);
  });

  it('keeps what was typed while it was being saved, and only that', () => {
    const steps = [...sent.steps, { en: 'Wait', es: 'Espera' }];
    expect(typedSince(sent, { ...sent, steps }, saved)).toEqual({ ...saved, steps });
  });
});
