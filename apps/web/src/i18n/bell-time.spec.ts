import { expect, it } from '@jest/globals';
import { bellTime } from './bell-time.js';

const withPlainSpaces = (text: string): string => text.replaceAll(/\s/g, ' ');

it('writes the time of a bell as the reader does', () => {
  expect(withPlainSpaces(bellTime('en', '13:50'))).toBe('1:50 PM');
  expect(withPlainSpaces(bellTime('en', '08:05'))).toBe('8:05 AM');
  expect(bellTime('es', '13:50')).toBe('13:50');
});
