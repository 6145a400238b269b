import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const folder = fileURLToPath(new URL('../locales', import.meta.url));
const languages = readdirSync(folder);
const areas = readdirSync(`${folder}/en`);

function words(language: string, area: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') found.set(path, value);
    else if (typeof value === 'object' && value !== null)
      Object.entries(value).forEach(([key, inner]) => walk(inner, path === '' ? key : `${path}.${key}`));
  };
  walk(JSON.parse(readFileSync(`${folder}/${language}/${area}`, 'utf8')), '');
  return found;
}

/** A language brings its own plural forms; the sentence behind them must exist in each. */
const withoutPlural = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');
const sentences = (all: Map<string, string>): string[] => [...new Set([...all.keys()].map(withoutPlural))].sort();
const slots = (text: string): string[] => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1] ?? '').sort();

describe('every language says everything English says', () => {
  it('ships at least English and Spanish', () => {
    expect(languages).toEqual(expect.arrayContaining(['en', 'es']));
  });

  for (const language of languages.filter((one) => one !== 'en')) {
    it(`has the same areas in ${language}`, () => {
      expect(readdirSync(`${folder}/${language}`)).toEqual(areas);
    });

    for (const area of areas) {
      it(`has the same sentences in ${language}/${area}, none empty`, () => {
        const spoken = words(language, area);
        expect(sentences(spoken)).toEqual(sentences(words('en', area)));
        expect([...spoken].filter(([, text]) => text.trim() === '')).toEqual([]);
      });

      it(`fills the same slots in ${language}/${area}`, () => {
        const english = words('en', area);
        const differing = [...words(language, area)].filter(([key, text]) => {
          const original = english.get(key);
          return original !== undefined && slots(original).join() !== slots(text).join();
        });
        expect(differing).toEqual([]);
      });

      it(`gives every plural in ${language}/${area} the forms that language uses`, () => {
        const spoken = words(language, area);
        // English says which keys are plurals: a reason may be called `i_know_this_one` too.
        const plurals = [...words('en', area).keys()]
          .filter((key) => key.endsWith('_other'))
          .map(withoutPlural)
          .filter((key) => words('en', area).has(`${key}_one`));
        const missing = plurals.filter((key) => !spoken.has(`${key}_other`) || !spoken.has(`${key}_one`));
        expect(missing).toEqual([]);
      });
    }
  }
});
