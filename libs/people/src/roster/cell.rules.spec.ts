import { describe, expect, it } from '@jest/globals';
import { Unmet } from '@firstbell/platform';
import { badgeNumber, listOf, personName, personRole, sourcedId } from './cell.rules.js';

const unmet = expect.any(Unmet);

describe('the cells of a roster', () => {
  it('takes an id of up to 255 letters, digits and . - _ / @, leading zeros and capitals kept', () => {
    for (const id of ['0012', 'A.b-c_d/e@f', 'x'.repeat(255)]) expect(sourcedId(id)).toBe(id);
    for (const id of ['a b', 'a#1', 'é', '{guid}', "x'; DROP TABLE person", 'x'.repeat(256), '\u200b12'])
      expect(sourcedId(id)).toEqual(unmet);
  });

  it('keeps the leading zeros of a badge and refuses what a spreadsheet made of one', () => {
    expect(badgeNumber('000123')).toBe('000123');
    expect(badgeNumber('1.23E+11')).toEqual(unmet);
    expect(badgeNumber('=1+1')).toEqual(unmet);
  });

  it('takes names of every alphabet, and no formula, control character or lost byte', () => {
    for (const name of ['José María', "O'Brien", 'Smith-Rivera', '李', 'Nguyễn', 'محمد', 'J.']) expect(personName(name)).toBe(name);
    for (const name of ['.', '12', '=cmd|x', '@SUM(A1)', '-Ann', '+Ann', 'Pe\uFFFDa', 'A\0nn', 'x'.repeat(101)])
      expect(personName(name)).toEqual(unmet);
  });

  it('makes a school administrator staff, passes over guardians and knows no made-up roles', () => {
    expect(['Student', 'TEACHER', 'administrator', 'siteAdministrator', 'parent', 'guardian'].map(personRole)).toEqual([
      'student',
      'teacher',
      'staff',
      'staff',
      null,
      null,
    ]);
    for (const text of ['wizard', 'constructor', '__proto__']) expect(personRole(text)).toEqual(unmet);
  });

  it('splits lists', () => {
    expect(listOf(' a, b ,,c')).toEqual(['a', 'b', 'c']);
  });
});
