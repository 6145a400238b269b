import { describe, expect, it } from '@jest/globals';
import {
  badgeNumber,
  emailAddress,
  foundAs,
  isoDate,
  listOf,
  personName,
  personRole,
  plainText,
  sourcedId,
  trueOrFalse,
  Unmet,
} from './cell.rules.js';

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

  it('brings a line break inside a name to one line', () => {
    expect(plainText(50)('Mary\n  Ann')).toBe('Mary Ann');
  });

  it('reads nothing but ISO dates, since 1/05/2023 means two days', () => {
    expect(isoDate('2023-05-01')).toBe('2023-05-01');
    expect(isoDate('2023-05-01T18:25:43.511Z')).toBe('2023-05-01');
    for (const date of ['1/05/2023', '2023-5-1', '2023-02-30', '20230501', 'May 1, 2023']) expect(isoDate(date)).toEqual(unmet);
  });

  it('reads true and false in any capitals, and nothing else', () => {
    expect(['TRUE', 'True', 'true', 'FALSE'].map(trueOrFalse)).toEqual([true, true, true, false]);
    for (const text of ['yes', '1', 'T']) expect(trueOrFalse(text)).toEqual(unmet);
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

  it('knows an e-mail address from text', () => {
    expect(emailAddress("o'neil+1@students.school.example")).toBe("o'neil+1@students.school.example");
    for (const text of ['ann', 'ann@school', '=a@b.example', 'a b@c.example', '"a"@b.example', 'a@b@c.example'])
      expect(emailAddress(text)).toEqual(unmet);
  });

  it('splits lists and shows what was found on one short line', () => {
    expect(listOf(' a, b ,,c')).toEqual(['a', 'b', 'c']);
    expect(foundAs('')).toBe('nothing');
    expect(foundAs('a\nb\u0000')).toBe('a\uFFFDb\uFFFD');
    expect(foundAs('x'.repeat(500))).toHaveLength(81);
  });
});
