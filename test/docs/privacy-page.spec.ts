import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { eventDaysKept } from '@firstbell/contracts/event-retention';
import { oldWords, wordsKeptYearsAtFirst } from '@firstbell/contracts/words-retention';
import { sessionHours } from '@firstbell/people';
import { freeText, placesOfNobody, placesOfPerson } from '../../libs/people/src/privacy/person-places.js';

const page = readFileSync('docs/privacy.md', 'utf8');
/** What, why, who sees it, how long. */
const rows = [...page.matchAll(/^\| (`.*?) \| .*? \| .*? \| (.*?) \|$/gm)].map(([, what = '', long = '']) => ({
  tables: [...what.matchAll(/`(\w+)`/g)].map(([, table = '']) => table),
  long,
}));
const named = rows.flatMap(({ tables }) => tables);

describe('the page of what is held of whom', () => {
  it('names every table that is about a person or where one may be named, once', () => {
    const places = new Set([...Object.keys(placesOfPerson), ...Object.keys(freeText)]);
    expect([...places].filter((place) => !named.includes(place))).toEqual([]);
    expect(named.filter((table, index) => named.indexOf(table) !== index)).toEqual([]);
  });

  it('names none that is not there', () => {
    const known: readonly string[] = [...Object.keys(placesOfPerson), ...placesOfNobody];
    expect(named.filter((table) => !known.includes(table))).toEqual([]);
  });

  it('says where words are taken out, and nowhere else', () => {
    const withWords = rows.filter(({ long }) => /\bwords\b/.test(long));
    const emptied = new Set(oldWords.map(({ table }) => table));
    expect(rows.filter((row) => row.tables.some((table) => emptied.has(table))).map(({ tables }) => tables)).toEqual(
      withWords.map(({ tables }) => tables),
    );
  });

  it('says the times that the code has', () => {
    for (const days of new Set(Object.values(eventDaysKept).filter((kept) => kept !== null))) expect(page).toContain(`**${days} days**`);
    const days = 365 * wordsKeptYearsAtFirst + 65;
    expect(page).toContain(`**${wordsKeptYearsAtFirst} school year and its summer (${days} days)**`);
    expect(page).toContain(`${sessionHours.person.unused} hours after the last use, ${sessionHours.person.atMost / 24} days at most`);
  });
});
