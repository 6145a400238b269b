import { describe, expect, it } from '@jest/globals';
import { searchName } from './search-name.rules.js';

describe('the name people are found by', () => {
  it('forgives accents, case and punctuation', () => {
    expect(searchName('José-Ángel', null, 'O’Neil  Núñez')).toBe('jose angel o neil nunez');
  });
  it('keeps letters of other alphabets', () => {
    expect(searchName('Дарья', 'Ли')).toBe('дарья ли');
  });
});
