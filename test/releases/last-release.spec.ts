import { expect, it } from '@jest/globals';
import { holdsAllOf } from './last-release.js';

const lock = (packages: Record<string, object>) => JSON.stringify({ packages: { '': { name: 'firstbell' }, ...packages } });
const pg = { version: '8.23.1', integrity: 'sha512-a' };
const older = lock({ 'node_modules/pg': pg });

it('an older release runs with what is installed here only if nothing it names has changed', () => {
  expect(holdsAllOf(older, older)).toBe(true);
  expect(holdsAllOf(lock({ 'node_modules/pg': pg, 'node_modules/pg-cursor': { version: '2.22.1' } }), older)).toBe(true);
  expect(holdsAllOf(lock({ 'node_modules/pg': { ...pg, version: '8.24.0' } }), older)).toBe(false);
  expect(holdsAllOf(lock({}), older)).toBe(false);
});
