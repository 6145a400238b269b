import { describe, expect, it } from '@jest/globals';
import { understandHeader } from './header.rules.js';
import { ROSTER_COLUMNS } from './roster-files.js';
import { RosterRefusal } from './roster-refusal.js';

const USERS = [
  'sourcedId',
  'status',
  'dateLastModified',
  'enabledUser',
  'orgSourcedIds',
  'role',
  'username',
  'userIds',
  'givenName',
  'familyName',
  'middleName',
  'identifier',
  'email',
  'sms',
  'phone',
  'agentSourcedIds',
  'grades',
  'password',
];

const understand = (cells: readonly string[]) => understandHeader('users.csv', cells, ROSTER_COLUMNS['users.csv']);

function refusalOf(cells: readonly string[]): RosterRefusal {
  try {
    understand(cells);
  } catch (error) {
    if (error instanceof RosterRefusal) return error;
    throw error;
  }
  throw new Error('The header was understood.');
}

describe('the headers of a file', () => {
  it('are understood in any order and capitals, with extensions and unknown columns beside them', () => {
    const header = understand(['metadata.homeroom', ' GivenName', 'familyname ', 'sourcedId', 'role', 'orgSourcedIds', 'locker', 'phone2']);
    expect(header.at.get('givenName')).toBe(1);
    expect(header.at.get('familyName')).toBe(2);
    expect(header.notes.map((note) => note.code)).toEqual(['header_variant', 'column_ignored']);
    expect(header.notes[1]?.message).toContain('locker, phone2');
  });

  it('give no way to columns that must not be read', () => {
    const { at } = understand(USERS);
    for (const column of ['password', 'sms', 'phone', 'agentSourcedIds', 'middleName']) expect(at.has(column)).toBe(false);
  });

  it('are refused when one stands there twice, in whatever capitals', () => {
    const refusal = refusalOf([...USERS, 'EMAIL']);
    expect(refusal.code).toBe('roster.header_duplicated');
    expect(refusal.column).toBe('EMAIL');
    expect(refusal.message).toContain('as columns 13 and 19');
  });

  it.each([
    ['givenName', 'givenNmae'],
    ['givenName', 'given_name'],
    ['givenName', 'given name'],
    ['familyName', 'familiyName'],
    ['sourcedId', 'sourceId'],
    ['orgSourcedIds', 'orgSourcedId'],
    ['role', 'rol'],
    ['username', 'userName.'],
    ['identifier', 'identifer'],
    ['email', 'e-mail'],
    ['grades', 'graeds'],
    ['middleName', 'midleName'],
    ['password', 'pasword'],
  ])('are refused when %s is spelt %s, naming both', (right, wrong) => {
    const refusal = refusalOf(USERS.map((header) => (header === right ? wrong : header)));
    expect(refusal).toMatchObject({ code: 'roster.header_misspelt', file: 'users.csv', column: wrong, expected: `“${right}”` });
    expect(refusal.message).toContain(`Rename the column to “${right}”`);
  });

  it('are refused when a column without which nobody can be read is missing', () => {
    expect(refusalOf(USERS.filter((header) => header !== 'familyName'))).toMatchObject({
      code: 'roster.header_missing',
      column: 'familyName',
    });
    expect(refusalOf([])).toMatchObject({ code: 'roster.header_missing', found: 'no headers' });
    expect(refusalOf(['stu-1', 'Ann', 'Reyes']).code).toBe('roster.header_missing');
  });

  it('are refused when they are separated by something else than commas', () => {
    expect(refusalOf([USERS.join(';')])).toMatchObject({ code: 'roster.wrong_delimiter' });
    expect(refusalOf([USERS.join('\t')]).message).toContain('separated by tabs');
  });
});
