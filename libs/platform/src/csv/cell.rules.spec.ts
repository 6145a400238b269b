import { describe, expect, it } from '@jest/globals';
import { emailAddress, foundAs, isoDate, numberAsText, plainText, trueOrFalse, Unmet } from './cell.rules.js';

const unmet = expect.any(Unmet);

describe('the cells of any CSV file', () => {
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

  it('knows an e-mail address from text', () => {
    expect(emailAddress("o'neil+1@students.school.example")).toBe("o'neil+1@students.school.example");
    for (const text of ['ann', 'ann@school', '=a@b.example', 'a b@c.example', '"a"@b.example', 'a@b@c.example'])
      expect(emailAddress(text)).toEqual(unmet);
  });

  it('keeps the leading zeros of a number and refuses what a spreadsheet made of one', () => {
    expect(numberAsText(64)('000123')).toBe('000123');
    expect(numberAsText(64)('1.23E+11')).toEqual(unmet);
    expect(numberAsText(64)('=1+1')).toEqual(unmet);
  });

  it('are shown on one short line', () => {
    expect(foundAs('')).toBe('nothing');
    expect(foundAs('a\nb\u0000')).toBe('a\uFFFDb\uFFFD');
    expect(foundAs('x'.repeat(500))).toHaveLength(81);
  });
});
