import { describe, expect, it } from '@jest/globals';
import { unstorableTexts } from './unstorable-text.rules.js';

const fieldsOf = (input: unknown) => unstorableTexts(input).map(({ field }) => field);

describe('text that cannot be stored', () => {
  it.each(['a\0b', '\0', '\uD800', 'a\uDC00b'])('is %j', (text) => {
    expect(unstorableTexts({ note: text })).toEqual([{ field: 'note', detail: expect.stringContaining('remove it') }]);
  });

  it.each(['', ' ', 'Peña', '😀', '\u202E', '\uFFFD', "'; DROP TABLE ticket; --"])('is not %j', (text) => {
    expect(unstorableTexts({ note: text })).toEqual([]);
  });

  it('is named wherever it stands', () => {
    expect(fieldsOf({ name: { en: 'x', es: '\0' }, lanes: [{ homerooms: ['a', '\0'] }], count: 3, at: null })).toEqual([
      'name.es',
      'lanes.0.homerooms.1',
    ]);
    expect(fieldsOf({ mapping: { 'a\0': 'b' } })).toEqual(['mapping']);
  });
});
