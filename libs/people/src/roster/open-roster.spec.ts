import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { renamedInZip, TestFolder, zipOf } from '../../../../test/support/zip-of.js';
import { openRoster } from './open-roster.js';
import type { RosterItem, RosterNote, RosterPerson, RosterProblem } from './roster-items.js';
import { ROSTER_LIMITS, type RosterLimits } from './roster-limits.js';
import { RosterRefusal } from './roster-refusal.js';

let folder: TestFolder;
beforeAll(async () => {
  folder = await TestFolder.create();
});
afterAll(() => folder.remove());

const ORGS = 'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\norg-1,,,North High,school,,\n';
const USERS = 'sourcedId,enabledUser,orgSourcedIds,role,username,givenName,familyName,identifier,email,phone,grades,password\n';
const ANN = 'u-1,true,org-1,student,ann,Ann,Reyes,00042,ann@north.example,5550100,09,secret\n';
const CLASSES = 'sourcedId,title,classType,schoolSourcedId\nc-1,Homeroom Hale,homeroom,org-1\n';
const ENROLLMENTS = 'sourcedId,classSourcedId,userSourcedId,role,beginDate\n';
const SMALL = {
  'orgs.csv': ORGS,
  'users.csv': USERS + ANN,
  'classes.csv': CLASSES,
  'enrollments.csv': `${ENROLLMENTS}e-1,c-1,u-1,student,\n`,
};

interface ReadRoster {
  readonly version: string;
  readonly items: readonly RosterItem[];
  readonly people: readonly RosterPerson[];
  readonly problems: readonly RosterProblem[];
  readonly notes: readonly RosterNote[];
}

async function read(zip: Buffer | string, limits: RosterLimits = ROSTER_LIMITS): Promise<ReadRoster> {
  const path = typeof zip === 'string' ? zip : await folder.write('roster.zip', zip);
  const roster = await openRoster(path, { limits });
  try {
    const items: RosterItem[] = [];
    for await (const batch of roster.items()) items.push(...batch);
    return {
      version: roster.version,
      items,
      people: items.filter((item) => item.kind === 'person'),
      problems: items.filter((item) => item.kind === 'problem'),
      notes: [...roster.notes, ...items.filter((item) => item.kind === 'note')],
    };
  } finally {
    roster.close();
  }
}

const readFiles = async (files: Readonly<Record<string, string | Buffer>>) => read(await zipOf(files));

async function refusal(attempt: Promise<unknown>): Promise<RosterRefusal> {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RosterRefusal)) throw new Error(`The roster was not refused, but: ${String(error)}`);
  for (const part of [error.file, error.found, error.expected, error.remedy]) expect(part).toMatch(/\S/);
  expect(error.message).toContain(error.remedy);
  return error;
}

const places = (problems: readonly RosterProblem[]) => problems.map(({ severity, file, line, column }) => [severity, file, line, column]);

describe('a roster', () => {
  it('gives what the school is made of, each thing before what refers to it', async () => {
    const { items, version } = await readFiles(SMALL);
    expect(version).toBe('1.0');
    expect(items.filter((item) => item.kind !== 'note')).toEqual([
      { kind: 'org', sourceId: 'org-1', name: 'North High', type: 'school', identifier: null },
      {
        kind: 'class',
        sourceId: 'c-1',
        title: 'Homeroom Hale',
        code: null,
        homeroom: true,
        room: null,
        courseSourceId: null,
        schoolSourceId: 'org-1',
        sessionSourceIds: [],
        periods: [],
      },
      {
        kind: 'person',
        sourceId: 'u-1',
        roles: ['student'],
        givenName: 'Ann',
        preferredName: null,
        familyName: 'Reyes',
        username: 'ann',
        email: 'ann@north.example',
        identifier: '00042',
        grade: '09',
        schoolSourceIds: ['org-1'],
        enabled: true,
      },
      {
        kind: 'enrollment',
        sourceId: 'e-1',
        classSourceId: 'c-1',
        personSourceId: 'u-1',
        role: 'student',
        primary: false,
        beginDate: null,
        endDate: null,
      },
    ]);
  });

  it('is read with a byte order mark, Windows line ends, TRUE, capitals in the roles, blanks around cells and extension columns', async () => {
    const { people, problems } = await readFiles({
      'orgs.csv': ORGS,
      'users.csv': `\uFEFFsourcedId,enabledUser,orgSourcedIds,role,givenName,familyName,metadata.bus,metadata.bus\r\n u-1 ,TRUE, org-1 ,Student, Ann ,"Reyes ",7,8\r\n`,
    });
    expect(problems).toEqual([]);
    expect(people).toMatchObject([
      { sourceId: 'u-1', roles: ['student'], givenName: 'Ann', familyName: 'Reyes', schoolSourceIds: ['org-1'] },
    ]);
  });

  it('never opens demographics.csv, be it as broken as it likes', async () => {
    const zip = await zipOf({ ...SMALL, 'demographics.csv': `userSourcedId,birthDate,sex\nu-1,2010-01-01,female\n${'x'.repeat(400)}` });
    const at = zip.indexOf('demographics.csv') + 'demographics.csv'.length;
    zip.fill(0xff, at, at + 20);
    const { people, notes } = await read(zip);
    expect(people).toHaveLength(1);
    expect(JSON.stringify(notes)).not.toContain('demographics');
  });

  it('keeps no password, telephone number or anything else it was not asked for', async () => {
    const { items } = await readFiles(SMALL);
    expect(JSON.stringify(items)).not.toMatch(/secret|5550100/);
  });

  it('takes roles and schools from roles.csv in OneRoster 1.2, and the preferred name from users.csv', async () => {
    const { people, problems, version } = await readFiles({
      'manifest.csv': 'propertyName,value\noneroster.version,1.2\nfile.users,bulk\n',
      'orgs.csv': `${ORGS}org-2,,,South High,school,,\n`,
      'roles.csv':
        'sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n' +
        'r-1,,,u-1,primary,student,,,org-1\nr-2,,,u-1,secondary,aide,,,org-2\nr-3,,,u-2,primary,parent,,,org-1\nr-4,,,u-9,primary,student,,,org-1\nr-5,,,u-3,primary,student,,,org-9\n',
      'users.csv':
        'sourcedId,enabledUser,givenName,familyName,preferredGivenName,preferredFamilyName,password,pronouns\nu-1,true,Annabel,Reyes,Ann,Reyes,x,she\nu-2,true,Otto,Reyes,,,,\nu-3,true,Uma,Shah,,,,\n' +
        'u-4,true,Kim,Oh,,,,\n',
    });
    expect(version).toBe('1.2');
    expect(people).toMatchObject([
      { sourceId: 'u-1', roles: ['student', 'staff'], schoolSourceIds: ['org-1', 'org-2'], givenName: 'Annabel', preferredName: 'Ann' },
    ]);
    expect(places(problems)).toEqual([
      ['error', 'roles.csv', 6, 'orgSourcedId'],
      ['error', 'users.csv', 5, null],
      ['error', 'roles.csv', 5, 'userSourcedId'],
    ]);
  });

  it('is read from a folder of the zip, under other capitals, past the files of a Macintosh', async () => {
    const { people, notes } = await readFiles({
      'export/ORGS.CSV': ORGS,
      'export/Users.csv': USERS + ANN,
      'export/enrollments.csv': ENROLLMENTS,
      '__MACOSX/export/._users.csv': 'x',
      'export/.DS_Store': 'x',
      'export/lineItems.csv': 'x',
    });
    expect(people).toHaveLength(1);
    expect(notes.map((note) => note.code)).toEqual(
      expect.arrayContaining(['in_folder', 'file_name_variant', 'file_ignored', 'file_empty']),
    );
  });

  it('believes the files more than the manifest', async () => {
    const { people, notes } = await readFiles({ ...SMALL, 'manifest.csv': 'propertyName,value\nfile.users,absent\nfile.courses,bulk\n' });
    expect(people).toHaveLength(1);
    expect(notes.filter((note) => note.code === 'manifest_contradicted').map((note) => note.file)).toEqual(['courses.csv', 'users.csv']);
  });

  it('leaves out who is deleted or inactive, and what refers to them, without calling it a fault of theirs', async () => {
    const { people, items, problems } = await readFiles({
      ...SMALL,
      'users.csv':
        'sourcedId,status,orgSourcedIds,role,givenName,familyName\nu-1,active,org-1,student,Ann,Reyes\nu-2,tobedeleted,org-1,student,Bo,Li\nu-3,Inactive,org-1,student,Cy,Poe\n',
      'enrollments.csv': `${ENROLLMENTS}e-1,c-1,u-1,student,\ne-2,c-1,u-2,student,\ne-3,c-1,u-3,student,\n`,
    });
    expect(people.map((person) => person.sourceId)).toEqual(['u-1']);
    expect(items.filter((item) => item.kind === 'enrollment')).toHaveLength(1);
    expect(places(problems)).toEqual([['warning', 'users.csv', 4, 'status']]);
  });

  it('reads a delta as changes and removals, and does not miss what it does not mention', async () => {
    const { items, problems } = await readFiles({
      'manifest.csv': 'propertyName,value\noneroster.version,1.1\nfile.users,delta\nfile.enrollments,delta\n',
      'users.csv': 'sourcedId,status,orgSourcedIds,role,givenName,familyName\nu-1,active,org-7,student,Ann,Reyes\nu-2,tobedeleted,,,,\n',
      'enrollments.csv': 'sourcedId,status,classSourcedId,userSourcedId,role\ne-1,active,c-7,u-7,student\ne-2,tobedeleted,,,\n',
      'classes.csv': 'sourcedId,title\n',
    });
    expect(problems).toEqual([]);
    expect(items.filter((item) => item.kind === 'removal')).toEqual([
      { kind: 'removal', of: 'person', sourceId: 'u-2' },
      { kind: 'removal', of: 'enrollment', sourceId: 'e-2' },
    ]);
  });

  it('does without courses, sessions, organisations and classes, in one note each', async () => {
    const { people, problems, notes } = await readFiles({
      'users.csv': USERS + ANN,
      'enrollments.csv': `${ENROLLMENTS}e-1,c-1,u-1,student,\n`,
      'courses.csv': 'sourcedId,title\n',
    });
    expect(people).toHaveLength(1);
    expect(problems).toEqual([]);
    expect(notes.filter((note) => ['file_missing', 'file_empty', 'rows_skipped'].includes(note.code)).map((note) => note.file)).toEqual([
      'orgs.csv',
      'academicSessions.csv',
      'courses.csv',
      'classes.csv',
      'enrollments.csv',
    ]);
  });

  it('shows names all in capitals as names, and says so once', async () => {
    const { people, notes } = await readFiles({ ...SMALL, 'users.csv': `${USERS}u-1,true,org-1,student,ann,MARIA JOSÉ,O'NEIL,1,,,,\n` });
    expect(people).toMatchObject([{ givenName: 'Maria José', familyName: "O'Neil" }]);
    expect(notes.filter((note) => note.code === 'names_recased')).toHaveLength(1);
  });

  it('counts lines as a text editor does, quoted line breaks included', async () => {
    const { problems } = await readFiles({
      ...SMALL,
      'users.csv': `${USERS}u-1,true,org-1,student,ann,Ann,"Rey\nes",1,,,,\n\nu-2,true,org-1,student,bo,,Li,2,,,,\n`,
    });
    expect(places(problems)).toEqual([['error', 'users.csv', 5, 'givenName']]);
  });
});

describe('a roster that cannot be used', () => {
  it.each<[string, Buffer | string, string]>([
    ['an empty file', '', 'an empty file'],
    ['a CSV file', USERS + ANN, 'a text file'],
    ['a gzip archive', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]), 'a gzip archive'],
    ['a PDF document', '%PDF-1.7', 'a PDF document'],
    ['random bytes', Buffer.from([1, 2, 3, 4, 5, 6, 0x99]), 'something that is not a zip'],
  ])('is refused when it is %s', async (_name, content, found) => {
    const path = await folder.write('file.zip', content);
    expect(await refusal(read(path))).toMatchObject({ code: 'roster.not_a_zip', found, file: 'file.zip' });
  });

  it('is refused when there is no such file, or a folder of that name', async () => {
    expect((await refusal(read(`${folder.path}/none.zip`))).code).toBe('roster.file_not_found');
    expect((await refusal(read(folder.path))).code).toBe('roster.not_a_zip');
  });

  it('is refused when the zip is cut off anywhere, or changed inside', async () => {
    const zip = await zipOf({ ...SMALL, 'users.csv': USERS + ANN.repeat(400) });
    for (const kept of [5, 100, zip.length >> 1, zip.length - 30, zip.length - 1]) {
      expect((await refusal(read(zip.subarray(0, kept)))).code).toBe('roster.zip_damaged');
    }
    const inside = zip.indexOf('users.csv') + 60;
    zip.writeUInt8(zip.readUInt8(inside) ^ 0xff, inside);
    expect((await refusal(read(zip))).code).toBe('roster.zip_damaged');
  });

  it('is refused when stored bytes differ from their checksum', async () => {
    const zip = Buffer.from(await zipOf(SMALL));
    const changed = Buffer.from(zip);
    // The checksum of the central directory, which is what the content is compared with.
    const entry = changed.lastIndexOf('users.csv') - 46;
    changed.writeUInt32LE(changed.readUInt32LE(entry + 16) ^ 1, entry + 16);
    expect((await refusal(read(changed))).code).toBe('roster.zip_damaged');
  });

  it.each([
    ['aa/users.csv', '../users.csv'],
    ['/x/users.csv'.replace('/', 'a'), '/x/users.csv'],
    ['aaausers.csv', 'C:/users.csv'.slice(0, 12)],
    ['aa/users.csv', '..\\users.csv'],
  ])('is refused when %s is called %s', async (honest, unsafe) => {
    const zip = renamedInZip(await zipOf({ ...SMALL, [honest]: 'x' }), honest, unsafe);
    const error = await refusal(read(zip));
    expect(error.code).toBe('roster.zip_unsafe_name');
    expect(error.found).toContain('users.csv');
  });

  it('is refused when it is encrypted', async () => {
    const zip = await zipOf(SMALL);
    const entry = zip.lastIndexOf('users.csv') - 46;
    zip.writeUInt16LE(zip.readUInt16LE(entry + 8) | 1, entry + 8);
    expect((await refusal(read(zip))).code).toBe('roster.encrypted');
  });

  it('is refused when it weighs more than 200 MB, without being read', async () => {
    const path = `${folder.path}/huge.zip`;
    const file = await open(path, 'w');
    await file.truncate(200 * 1024 * 1024 + 1);
    await file.close();
    expect(await refusal(read(path))).toMatchObject({ code: 'roster.too_large', found: 'a zip of 201 MB', expected: 'at most 200 MB' });
  });

  it('is refused when it is a zip bomb, honest about its size or not', async () => {
    const bomb = await zipOf({ ...SMALL, 'users.csv': Buffer.alloc(20 * 1024 * 1024, 0x20) });
    expect((await refusal(read(bomb))).code).toBe('roster.too_large');
    const entry = bomb.lastIndexOf('users.csv') - 46;
    bomb.writeUInt32LE(1000, entry + 24);
    expect((await refusal(read(bomb))).code).toBe('roster.zip_damaged');
  });

  it('is refused as soon as more bytes come out than are allowed, file by file and altogether', async () => {
    const zip = await zipOf({
      ...SMALL,
      'enrollments.csv': ENROLLMENTS + Array.from({ length: 5000 }, (_, index) => `e-${index},c-1,u-1,student,\n`).join(''),
    });
    expect((await refusal(read(zip, { ...ROSTER_LIMITS, fileBytes: 50_000 }))).code).toBe('roster.too_large');
    expect((await refusal(read(zip, { ...ROSTER_LIMITS, totalBytes: 50_000 }))).code).toBe('roster.too_large');
    expect((await refusal(read(zip, { ...ROSTER_LIMITS, entries: 3 }))).code).toBe('roster.too_large');
  });

  it('is refused when it has no users.csv, or more than one', async () => {
    expect(await refusal(readFiles({ 'orgs.csv': ORGS, 'photo.jpg': 'x' }))).toMatchObject({
      code: 'roster.no_users_file',
      found: 'orgs.csv, photo.jpg',
    });
    expect((await refusal(readFiles({ 'north/users.csv': USERS + ANN, 'south/users.csv': USERS + ANN }))).code).toBe(
      'roster.several_rosters',
    );
    expect((await refusal(readFiles({ 'users.csv': USERS + ANN, 'Users.csv': USERS + ANN }))).code).toBe('roster.several_rosters');
    expect(
      (await refusal(read(renamedInZip(await zipOf({ 'users.csv': USERS + ANN, 'usexs.csv': USERS + ANN }), 'usexs.csv', 'users.csv'))))
        .code,
    ).toBe('roster.several_rosters');
  });

  it('is refused when it is UTF-16, as a spreadsheet saves "Unicode text"', async () => {
    const utf16 = Buffer.from(`\uFEFF${USERS}${ANN}`, 'utf16le');
    expect(await refusal(readFiles({ 'orgs.csv': ORGS, 'users.csv': utf16 }))).toMatchObject({
      code: 'roster.not_utf8',
      file: 'users.csv',
      found: 'text in UTF-16',
    });
    expect((await refusal(readFiles({ 'orgs.csv': ORGS, 'users.csv': utf16.subarray(2) }))).code).toBe('roster.not_utf8');
  });

  it('is refused when the header of any file cannot be understood, also of the last one', async () => {
    expect(await refusal(readFiles({ ...SMALL, 'enrollments.csv': 'sourcedId,classSourcedID,userSourceId,role\n' }))).toMatchObject({
      code: 'roster.header_misspelt',
      file: 'enrollments.csv',
      column: 'userSourceId',
      expected: '“userSourcedId”',
    });
    expect(await refusal(readFiles({ ...SMALL, 'users.csv': USERS.replace('email', 'username') + ANN }))).toMatchObject({
      code: 'roster.header_duplicated',
      column: 'username',
    });
    expect((await refusal(readFiles({ ...SMALL, 'users.csv': '' }))).code).toBe('roster.header_missing');
    expect((await refusal(readFiles({ ...SMALL, 'users.csv': `"sourcedId,${USERS}` }))).code).toBe('roster.header_missing');
  });

  it('is refused when nobody would be left in the school', async () => {
    expect((await refusal(readFiles({ ...SMALL, 'users.csv': USERS }))).code).toBe('roster.no_people');
    expect((await refusal(readFiles({ ...SMALL, 'users.csv': `${USERS}u-1,true,org-1,parent,ann,Ann,Reyes,,,,,\n` }))).code).toBe(
      'roster.no_people',
    );
  });

  it('is refused when nothing says who is a student', async () => {
    const users = 'sourcedId,enabledUser,givenName,familyName\nu-1,true,Ann,Reyes\n';
    expect((await refusal(readFiles({ 'users.csv': users }))).code).toBe('roster.no_roles');
    expect((await refusal(readFiles({ 'users.csv': users, 'roles.csv': 'sourcedId,userSourcedId,role,orgSourcedId\n' }))).code).toBe(
      'roster.no_roles',
    );
    expect(await refusal(readFiles({ 'users.csv': users.replace('enabledUser', 'role') }))).toMatchObject({
      code: 'roster.header_missing',
      column: 'orgSourcedIds',
    });
  });
});

const DATA = resolve('..', 'shared', 'data');
const withData = existsSync(DATA) ? describe : describe.skip;

withData('files of real systems (skipped when ../shared/data is not there)', () => {
  it('reads a 1.1 roster with TRUE, odd statuses and a missing parent organisation', async () => {
    const { people, problems, version } = await read(resolve(DATA, 'ruben-mit', 'Test_full_data_set.zip'));
    expect(version).toBe('1.1');
    expect(people.map((person) => person.sourceId)).toEqual([
      'usr-222-123456',
      'usr-222-66778899',
      'usr-222-987654',
      'usr-222-1234561232',
      'usr-222-567891',
    ]);
    expect(places(problems)).toEqual([
      ['warning', 'orgs.csv', 2, 'parentSourcedId'],
      ['warning', 'academicSessions.csv', 4, 'status'],
      ['warning', 'academicSessions.csv', 3, 'parentSourcedId'],
      ['warning', 'academicSessions.csv', 6, 'parentSourcedId'],
    ]);
  });

  it('reads its minimal sister without a word', async () => {
    const { people, items, problems } = await read(resolve(DATA, 'ruben-mit', 'Test_minimal_data_set.zip'));
    expect(people).toHaveLength(5);
    expect(items.filter((item) => item.kind === 'enrollment')).toHaveLength(6);
    expect(problems).toEqual([]);
  });

  it('reads Microsoft School Data Sync 2.1, its guardians left out', async () => {
    const { readdir, readFile } = await import('node:fs/promises');
    const sds = resolve(DATA, 'o365-sds21');
    const files = await Promise.all((await readdir(sds)).map(async (name) => [name, await readFile(resolve(sds, name))] as const));
    const { people, items, problems, version } = await readFiles(Object.fromEntries(files));
    expect(version).toBe('sds-2.1');
    expect(problems).toEqual([]);
    expect(people.map((person) => person.roles[0])).toEqual(['student', 'student', 'student', 'teacher', 'teacher', 'student']);
    expect(items.filter((item) => item.kind === 'enrollment')).toHaveLength(6);
  });
});
