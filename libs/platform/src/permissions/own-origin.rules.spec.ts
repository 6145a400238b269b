import { describe, expect, it } from '@jest/globals';
import { isOwnOrigin } from './own-origin.rules.js';

describe('where a request comes from', () => {
  it.each([
    ['a page of the host it is sent to', 'http://desk.school:3000', undefined],
    ['a page of the public address, behind a proxy', 'https://desk.school.example', 'https://desk.school.example'],
    ['a program, which sends no origin', undefined, undefined],
  ])('is our own when it is %s', (_what, origin, publicUrl) => {
    expect(isOwnOrigin(origin, 'desk.school:3000', publicUrl)).toBe(true);
  });

  it.each([
    ['another site', 'https://evil.example'],
    ['another port', 'http://desk.school:3001'],
    ['a name that only begins like ours', 'http://desk.school:3000.evil.example'],
    ['a page without an origin of its own', 'null'],
    ['nothing that is an origin', 'desk.school:3000/'],
  ])('is foreign when it is %s', (_what, origin) => {
    expect(isOwnOrigin(origin, 'desk.school:3000', 'https://desk.school.example')).toBe(false);
  });
});
