import { describe, expect, it } from '@jest/globals';
import { relativeTime } from './relative-time.rules.js';

const now = Date.parse('2026-11-02T15:00:00Z');
const minutes = (count: number): number => now + count * 60_000;

describe('relative time', () => {
  it('says now below a minute, on either side', () => {
    expect(relativeTime('en', now - 59_000, now)).toBe('now');
    expect(relativeTime('es', now + 20_000, now)).toBe('ahora');
  });

  it('uses the largest unit that fits and never rounds up into one that has not passed', () => {
    expect(relativeTime('en', minutes(-59), now)).toBe('59 minutes ago');
    expect(relativeTime('en', minutes(-119), now)).toBe('1 hour ago');
    expect(relativeTime('en', minutes(-60 * 24), now)).toBe('yesterday');
  });

  it('speaks of what is to come, in Spanish too', () => {
    expect(relativeTime('es', minutes(17), now)).toBe('dentro de 17 minutos');
  });
});
