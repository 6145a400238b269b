import { describe, expect, it } from '@jest/globals';
import { issueOperations } from '@firstbell/contracts/issues';
import { pictureKeys } from '@firstbell/contracts/pictures';
import { starterCatalogue } from './starter-catalogue.js';
import type { StarterIssue } from './starter-issue.js';

const languages = ['en', 'es'] as const;
const lists = ['selfHelp', 'kindly', 'checklist', 'fixes'] as const;
type List = (typeof lists)[number];

const longest: Record<List, number> = { selfHelp: 120, kindly: 120, checklist: 130, fixes: 40 };
const howMany: Record<List, [least: number, most: number]> = { selfHelp: [2, 3], kindly: [2, 3], checklist: [3, 6], fixes: [3, 5] };

const sentencesOf = (issue: StarterIssue, language: 'en' | 'es') => [
  issue.name[language],
  ...lists.flatMap((list) => issue[list][language]),
];
const all = (language: 'en' | 'es') => starterCatalogue.flatMap((issue) => sentencesOf(issue, language));

describe('the starter catalogue', () => {
  it('has 24 issues, each with a key, a name and a picture of its own', () => {
    expect(starterCatalogue).toHaveLength(24);
    for (const what of [
      (issue: StarterIssue) => issue.key,
      (issue: StarterIssue) => issue.picture,
      (issue: StarterIssue) => issue.name.en,
      (issue: StarterIssue) => issue.name.es,
    ])
      expect(new Set(starterCatalogue.map(what)).size).toBe(24);
    for (const { picture, key } of starterCatalogue) {
      expect(pictureKeys).toContain(picture);
      expect(key).toMatch(/^[a-z]+(-[a-z]+)*$/);
    }
  });

  it('begins with what desks see most and ends with what always fits', () => {
    expect(starterCatalogue.slice(0, 2).map((issue) => issue.key)).toEqual(['forgot-password', 'cracked-screen']);
    expect(starterCatalogue.at(-1)?.key).toBe('something-else');
  });

  it.each(starterCatalogue.map((issue) => [issue.key, issue] as const))(
    '%s is complete in both languages and fits its places',
    (_, issue) => {
      for (const language of languages) {
        expect(issue.name[language].length).toBeLessThanOrEqual(28);
        for (const list of lists) {
          const lines = issue[list][language];
          expect(lines.length).toBe(issue[list].en.length);
          expect(lines.length).toBeGreaterThanOrEqual(howMany[list][0]);
          expect(lines.length).toBeLessThanOrEqual(howMany[list][1]);
          expect(new Set(lines).size).toBe(lines.length);
          expect(lines.filter((line) => line.length > longest[list])).toEqual([]);
        }
      }
      expect(sentencesOf(issue, 'es').filter((line) => sentencesOf(issue, 'en').includes(line))).toEqual([]);
    },
  );

  it('is accepted by the contract as the coach’s own issues are', () => {
    const { input } = issueOperations.createIssue;
    starterCatalogue.forEach(({ key: _, ...issue }, position) => {
      input.parse({ id: '0198c0de-0000-7000-8000-000000000000', ...issue, active: true, position });
    });
  });

  it('needs no certificate for most issues, so that the desk works in week one', () => {
    expect(starterCatalogue.filter((issue) => issue.skill === null).length).toBeGreaterThanOrEqual(18);
  });

  it('keeps what is private with the coach, and only that', () => {
    expect(starterCatalogue.filter((issue) => issue.audience === 'coach').map((issue) => issue.key)).toEqual(['bothered-online']);
  });

  it('is typed with care: typographic quotes, composed accents, no double or outer spaces', () => {
    for (const line of [...all('en'), ...all('es')]) {
      expect(line).toBe(line.normalize('NFC').trim());
      expect(line).not.toMatch(/['"]|\s\s/);
    }
  });

  it('opens every Spanish question and exclamation', () => {
    for (const line of all('es')) {
      // A lone “?” names the key or the help button.
      const marks = line.replaceAll('el ? o', '');
      expect([line, marks.match(/¿/g)?.length ?? 0]).toEqual([line, marks.match(/\?/g)?.length ?? 0]);
      expect([line, line.match(/¡/g)?.length ?? 0]).toEqual([line, line.match(/!/g)?.length ?? 0]);
    }
  });

  it('speaks to students as tú', () => {
    expect(all('es').filter((line) => /\b(usted|ustedes|su contraseña|su laptop|su cuenta|vosotros)\b/i.test(line))).toEqual([]);
  });
});
