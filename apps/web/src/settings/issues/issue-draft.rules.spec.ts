import { describe, expect, it } from '@jest/globals';
import { emptyDraft, linesOf, missingIn, pairsOf, sentOf } from './issue-draft.rules.js';

describe('an issue being edited', () => {
  it('pairs the lines of both languages, even when one has fewer', () => {
    expect(pairsOf({ en: ['Plug it in', 'Wait'], es: ['Conéctala'] }).map(({ en, es }) => [en, es])).toEqual([
      ['Plug it in', 'Conéctala'],
      ['Wait', ''],
    ]);
  });

  it('sends pairs back as lines and drops those left empty in both', () => {
    expect(
      linesOf([
        { key: 'a', en: ' One ', es: 'Uno' },
        { key: 'b', en: '', es: '  ' },
      ]),
    ).toEqual({ en: ['One'], es: ['Uno'] });
  });

  it('says which language a line lacks', () => {
    expect(missingIn({ en: 'One', es: ' ' })).toBe('es');
    expect(missingIn({ en: '', es: 'Uno' })).toBe('en');
    expect(missingIn({ en: '', es: '' })).toBeNull();
  });

  it('needs no certificate when none is typed', () => {
    expect(sentOf({ ...emptyDraft, skill: '  ' }).skill).toBeNull();
    expect(sentOf({ ...emptyDraft, skill: ' network ' }).skill).toBe('network');
  });
});
