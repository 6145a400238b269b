import { describe, expect, it } from '@jest/globals';
import { areasFor, homeOf, wantedPath } from './home-of.rules.js';

describe('where someone starts', () => {
  it('sends each role to its own page', () => {
    expect(homeOf(['assistant'])).toBe('/desk');
    expect(homeOf(['coach', 'assistant'])).toBe('/coach');
    expect(homeOf(['administrator'])).toBe('/settings');
    expect(homeOf(['kiosk'])).toBe('/kiosk');
    expect(homeOf(['board'])).toBe('/board');
    expect(homeOf(['student'])).toBe('/my-tickets');
    expect(homeOf(['student', 'assistant'])).toBe('/desk');
    expect(homeOf(['leader'])).toBe('/reports');
    expect(homeOf(['teacher'])).toBeNull();
  });

  it('shows an assistant no page of the coach', () => {
    expect(areasFor(['assistant']).map((area) => area.to)).toEqual(['/desk', '/rollout', '/hand-out', '/devices', '/me']);
    expect(areasFor(['administrator']).map((area) => area.to)).toEqual(['/rollout', '/hand-out', '/devices', '/mail', '/settings']);
  });

  it('goes on to the page wanted before signing in, only when it is theirs and ours', () => {
    expect(wantedPath('/desk?ticket=1', ['assistant'])).toBe('/desk');
    expect(wantedPath('/coach', ['assistant'])).toBeNull();
    expect(wantedPath('https://elsewhere.example/desk', ['coach'])).toBeNull();
    expect(wantedPath('/desktop', ['coach'])).toBeNull();
  });
});
