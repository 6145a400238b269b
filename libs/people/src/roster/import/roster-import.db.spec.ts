import { readdir } from 'node:fs/promises';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDataSource, Database, FirstbellError, type PersonActor } from '@firstbell/platform';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/database.js';
import { generateRoster, type RosterPlan } from '../../../../../test/support/generate-roster.js';
import { FAULT_NAMES } from '../../../../../test/support/roster-faults.js';
import { TestFolder, zipOf } from '../../../../../test/support/zip-of.js';
import { somebodyElse } from '../../../../../test/support/somebody-else.js';
import { RosterApplyStore } from './roster-apply.store.js';
import { RosterDiffStore } from './roster-diff.store.js';
import { RosterClaimLost, RosterImportsStore } from './roster-imports.store.js';
import { RosterImportService } from './roster-import.service.js';
import { RosterImportWork } from './roster-import-work.js';
import { StagedRosterStore } from './staged-roster.store.js';

let own: TestDatabase;
let source: DataSource;
let database: Database;
let folder: TestFolder;
let service: RosterImportService;
let work: RosterImportWork;
let actor: PersonActor;
const imports = new RosterImportsStore();

beforeAll(async () => {
  own = await createTestDatabase();
  source = await createDataSource(own.appUrl, 4).initialize();
  database = new Database(source);
  folder = await TestFolder.create();
  const staged = new StagedRosterStore();
  const diffs = new RosterDiffStore();
  work = new RosterImportWork(database, imports, staged, diffs, new RosterApplyStore());
  service = new RosterImportService(database, imports, staged, diffs, { DATA_DIR: folder.path });
});

afterAll(async () => {
  await source.destroy();
  await own.drop();
  await folder.remove();
});

beforeEach(async () => {
  const schoolId = uuid();
  actor = {
    kind: 'person',
    id: uuid(),
    schoolId,
    sessionId: uuid(),
    accountId: null,
    timeZone: 'America/Chicago',
    roles: ['administrator'],
    skills: [],
  };
  await database.transaction(schoolId, (tx) =>
    tx.rows(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Juniper Valley High School', 'America/Chicago', '{}')`, [
      schoolId,
    ]),
  );
});

const rows = <R extends object>(sql: string) =>
  database.read(actor.schoolId, (tx) => tx.rows<R & Record<string, unknown>>(sql, [actor.schoolId]));
const count = async (sql: string) => (await rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`))[0]?.count;
const job = (importId: string) => work.handle({ schoolId: actor.schoolId, subjectId: importId, attempt: 'any' });

async function upload(body: Readable, fileName = 'roster.zip') {
  const { id } = await service.start(actor, { fileName }, body);
  await job(id);
  return service.view(actor, id);
}

async function uploadPlan(plan: RosterPlan) {
  const { path } = await generateRoster(join(folder.path, `${uuid()}.zip`), plan);
  return upload(createReadStream(path));
}

async function applyAll(importId: string) {
  await service.approve(actor, importId);
  await job(importId);
  return service.view(actor, importId);
}

const uploadFiles = async (files: Readonly<Record<string, string>>) => upload(Readable.from([await zipOf(files)]));

const HEAD = 'sourcedId,orgSourcedIds,role,givenName,familyName,username,email,identifier,grades\n';
const ORGS = 'sourcedId,name,type\norg-1,North,school\n';
const ANN = 'u-1,org-1,student,Ann,Reyes,ann,ann@x.example,0042,09\n';
const BO = 'u-2,org-1,student,Bo,Li,bo,bo@x.example,0043,10\n';
const CY = 'u-3,org-1,teacher,Cy,Poe,cy,cy@x.example,T1,\n';
const CLASSES = 'sourcedId,title,classType\nc-1,Homeroom Poe,homeroom\nc-2,Algebra,scheduled\n';
const ENROLLMENTS = 'sourcedId,classSourcedId,userSourcedId,role\ne-1,c-1,u-1,student\ne-2,c-2,u-1,student\ne-3,c-2,u-2,student\n';
const SCHOOL = { 'orgs.csv': ORGS, 'users.csv': HEAD + ANN + BO + CY, 'classes.csv': CLASSES, 'enrollments.csv': ENROLLMENTS };

describe('a roster that is uploaded', () => {
  it('becomes a diff that writes nothing, and then exactly what the diff said', async () => {
    const read = await uploadFiles(SCHOOL);
    expect(read).toMatchObject({
      state: 'ready',
      version: '1.0',
      errors: 0,
      warnings: 0,
      refusal: null,
      people: { added: 3, changed: 0, removed: 0, unchanged: 0 },
      classes: { added: 2 },
      enrollments: { added: 3 },
    });
    expect(await count('person WHERE school_id = $1')).toBe(0);
    expect(await service.diff(actor, { importId: read.id, change: 'added', offset: 1, limit: 1 })).toEqual({
      total: 3,
      rows: [{ change: 'added', sourceId: 'u-3', name: 'Cy Poe', fields: [] }],
    });

    expect(await applyAll(read.id)).toMatchObject({ state: 'applied', applied: 3 });
    expect(
      await rows(
        'SELECT source_id, given_name, badge, grade, homeroom, roles, search_name, display_name, status, version FROM person WHERE school_id = $1 ORDER BY source_id',
      ),
    ).toEqual([
      {
        source_id: 'u-1',
        given_name: 'Ann',
        badge: '0042',
        grade: '09',
        homeroom: 'Homeroom Poe',
        roles: ['student'],
        search_name: 'ann reyes',
        display_name: 'Ann R.',
        status: 'active',
        version: 1,
      },
      {
        source_id: 'u-2',
        given_name: 'Bo',
        badge: '0043',
        grade: '10',
        homeroom: null,
        roles: ['student'],
        search_name: 'bo li',
        display_name: 'Bo L.',
        status: 'active',
        version: 1,
      },
      {
        source_id: 'u-3',
        given_name: 'Cy',
        badge: 'T1',
        grade: null,
        homeroom: null,
        roles: ['teacher'],
        search_name: 'cy poe',
        display_name: 'Cy Poe',
        status: 'active',
        version: 1,
      },
    ]);
    expect(await count(`enrollment WHERE school_id = $1 AND status = 'active'`)).toBe(3);
    expect(await rows('SELECT type, count(*)::int FROM event WHERE school_id = $1 GROUP BY 1 ORDER BY 1')).toEqual([
      { type: 'person.added', count: 3 },
      { type: 'roster_import.applied', count: 1 },
      { type: 'roster_import.approved', count: 1 },
      { type: 'roster_import.progressed', count: 1 },
      { type: 'roster_import.staged', count: 1 },
      { type: 'roster_import.started', count: 1 },
    ]);
  });

  it('is deleted from the disk once it is read, be it good or bad', async () => {
    await uploadFiles(SCHOOL);
    await upload(Readable.from([Buffer.from('no zip')]));
    expect(await readdir(join(folder.path, 'uploads'))).toEqual([]);
  });

  it('leaves no people data in the event log', async () => {
    await applyAll((await uploadFiles(SCHOOL)).id);
    const [log] = await rows<{ text: string }>('SELECT string_agg(data::text, $$ $$) AS text FROM event WHERE school_id = $1');
    expect(log?.text).not.toMatch(/Ann|Reyes|0042|u-1/);
  });

  it('changes nothing the second time', async () => {
    await applyAll((await uploadFiles(SCHOOL)).id);
    const again = await uploadFiles(SCHOOL);
    expect(again).toMatchObject({
      people: { added: 0, changed: 0, removed: 0, unchanged: 3 },
      classes: { unchanged: 2 },
      enrollments: { unchanged: 3 },
    });
    await applyAll(again.id);
    expect(await count(`event WHERE school_id = $1 AND type LIKE 'person.%'`)).toBe(3);
  });

  it('shows before and after of what changed, who joined and who left', async () => {
    await applyAll((await uploadFiles(SCHOOL)).id);
    const next = await uploadFiles({
      ...SCHOOL,
      'users.csv': `${HEAD}u-1,org-1,student,Ann,Reyes-Hale,ann,ann@x.example,0042,10\n${CY}u-4,org-1,student,Di,Oh,di,di@x.example,0044,09\n`,
      'enrollments.csv': 'sourcedId,classSourcedId,userSourcedId,role\ne-1,c-2,u-1,student\ne-4,c-1,u-4,student\n',
      'classes.csv': CLASSES.replace('Homeroom Poe', 'Homeroom Oh'),
    });
    expect(next).toMatchObject({
      people: { added: 1, changed: 1, removed: 1, unchanged: 1 },
      classes: { changed: 1, unchanged: 1 },
      enrollments: { added: 1, changed: 1, removed: 2 },
    });
    const { rows: changed } = await service.diff(actor, { importId: next.id, change: 'changed', offset: 0, limit: 10 });
    expect(changed).toEqual([
      {
        change: 'changed',
        sourceId: 'u-1',
        name: 'Ann Reyes-Hale',
        fields: [
          { field: 'familyName', before: 'Reyes', after: 'Reyes-Hale' },
          { field: 'grade', before: '09', after: '10' },
          { field: 'homeroom', before: 'Homeroom Poe', after: null },
        ],
      },
    ]);
    await applyAll(next.id);
    expect(
      await rows('SELECT source_id, family_name, homeroom, status, version FROM person WHERE school_id = $1 ORDER BY source_id'),
    ).toEqual([
      { source_id: 'u-1', family_name: 'Reyes-Hale', homeroom: null, status: 'active', version: 2 },
      { source_id: 'u-2', family_name: 'Li', homeroom: null, status: 'removed', version: 2 },
      { source_id: 'u-3', family_name: 'Poe', homeroom: null, status: 'active', version: 1 },
      { source_id: 'u-4', family_name: 'Oh', homeroom: 'Homeroom Oh', status: 'active', version: 1 },
    ]);
    expect((await service.diff(actor, { importId: next.id, change: 'changed', offset: 0, limit: 10 })).rows).toEqual(changed);
    const back = await uploadFiles(SCHOOL);
    await applyAll(back.id);
    expect(await rows(`SELECT source_id, status FROM person WHERE school_id = $1 AND status = 'active' ORDER BY source_id`)).toHaveLength(
      3,
    );
  });

  it('reports every planted fault with its place, keeps it for pages and CSV, and imports the rest', async () => {
    const { path, planted } = await generateRoster(join(folder.path, 'faults.zip'), {
      students: 600,
      faults: Object.fromEntries(FAULT_NAMES.map((name) => [name, 2])),
    });
    const read = await upload(createReadStream(path));
    expect(read.errors + read.warnings).toBe(planted.length);
    const { rows: problems, total } = await service.errors(actor, { importId: read.id, offset: 0, limit: 1000 });
    expect(total).toBe(planted.length);
    expect(problems.map((problem) => `${problem.file}:${problem.line ?? 0}:${problem.column ?? ''}`).sort()).toEqual(
      planted.map((fault) => `${fault.file}:${fault.line}:${fault.column ?? ''}`).sort(),
    );
    const csv = await service.errorsCsv(actor, read.id);
    expect(csv.split('\r\n')).toHaveLength(planted.length + 2);
    expect(csv).toContain(`"'=HYPERLINK(`);
    expect((await applyAll(read.id)).applied).toBe(read.people.added);
    expect(await count('person WHERE school_id = $1')).toBe(read.people.added);
  });

  it('is refused whole when it cannot be understood, and nothing is written', async () => {
    await applyAll((await uploadFiles(SCHOOL)).id);
    const read = await uploadFiles({ ...SCHOOL, 'users.csv': SCHOOL['users.csv'].replace('givenName', 'givenNmae') });
    expect(read).toMatchObject({ state: 'refused', people: { added: 0, removed: 0 }, refusal: { code: 'roster.header_misspelt' } });
    expect(read.refusal?.detail).toContain('“givenName”');
    await expect(service.approve(actor, read.id)).rejects.toMatchObject({ code: 'roster_import.not_ready' });
    expect(await count(`person WHERE school_id = $1 AND status = 'active'`)).toBe(3);
  });

  it('is refused while it is still arriving when it is too large or empty', async () => {
    await expect(upload(Readable.from([]))).rejects.toMatchObject({ code: 'roster.not_a_zip' });
    async function* endless() {
      for (;;) yield Buffer.alloc(1024 * 1024);
    }
    await expect(upload(Readable.from(endless()))).rejects.toMatchObject({ code: 'roster.too_large', status: 413 });
    expect(await count('roster_import WHERE school_id = $1')).toBe(0);
  });
});

describe('people the roster does not decide about', () => {
  beforeEach(async () => {
    await applyAll((await uploadFiles(SCHOOL)).id);
  });

  it('keep the roles given in Firstbell, and administrators stay though the file forgot them', async () => {
    await database.transaction(actor.schoolId, (tx) =>
      tx.rows(
        `UPDATE person SET roles = CASE source_id WHEN 'u-1' THEN ARRAY['student', 'assistant'] ELSE ARRAY['teacher', 'administrator'] END WHERE school_id = $1 AND source_id IN ('u-1', 'u-3')`,
        [actor.schoolId],
      ),
    );
    const read = await uploadFiles({ ...SCHOOL, 'users.csv': HEAD + ANN.replace('student', 'Teacher') + BO });
    expect(read.people).toEqual({ added: 0, changed: 1, removed: 0, unchanged: 1 });
    await applyAll(read.id);
    expect(await rows('SELECT source_id, roles, status FROM person WHERE school_id = $1 ORDER BY source_id')).toEqual([
      { source_id: 'u-1', roles: ['teacher', 'assistant'], status: 'active' },
      { source_id: 'u-2', roles: ['student'], status: 'active' },
      { source_id: 'u-3', roles: ['teacher', 'administrator'], status: 'active' },
    ]);
    expect(await count(`event WHERE school_id = $1 AND type = 'person.roles_changed'`)).toBe(1);
  });

  it('keep their sign-in though the file forgot them, until somebody here takes it away', async () => {
    const account = uuid();
    await database.transaction(actor.schoolId, async (tx) => {
      await tx.rows(`INSERT INTO account (id, email, password_hash) VALUES ($1, $2, 'x')`, [account, `${account}@x.example`]);
      await tx.rows(`UPDATE person SET account_id = $2 WHERE school_id = $1 AND source_id = 'u-3'`, [actor.schoolId, account]);
    });
    const read = await uploadFiles({ ...SCHOOL, 'users.csv': HEAD + ANN });
    expect(read.people).toMatchObject({ removed: 1 });
    const [row] = await rows<{ notes: string[] }>(
      `SELECT counts->'notes' AS notes FROM roster_import WHERE school_id = $1 ORDER BY started_at DESC LIMIT 1`,
    );
    expect(row?.notes.join()).toContain('therefore stay: 1');
    await applyAll(read.id);
    expect(await rows(`SELECT source_id FROM person WHERE school_id = $1 AND status = 'active' ORDER BY 1`)).toEqual([
      { source_id: 'u-1' },
      { source_id: 'u-3' },
    ]);
  });

  it('keep the roles they have when the diff is applied, whatever they had when it was made', async () => {
    const setRoles = (sourceId: string, ...given: string[]) =>
      database.transaction(actor.schoolId, (tx) =>
        tx.rows('UPDATE person SET roles = $3 WHERE school_id = $1 AND source_id = $2', [actor.schoolId, sourceId, given]),
      );
    await setRoles('u-2', 'assistant', 'student');
    await setRoles('u-3', 'teacher', 'administrator');
    const users = [ANN.replace('student', 'teacher'), BO.replace('Bo,', 'Beau,'), CY.replace('Cy,', 'Cyrus,')].join('');
    const read = await uploadFiles({ ...SCHOOL, 'users.csv': HEAD + users });
    expect(read.people).toMatchObject({ changed: 3 });
    await setRoles('u-1', 'student', 'assistant');
    await setRoles('u-2', 'student');
    await setRoles('u-3', 'coach', 'teacher');
    await applyAll(read.id);
    expect(await rows('SELECT given_name, roles FROM person WHERE school_id = $1 ORDER BY source_id')).toEqual([
      { given_name: 'Ann', roles: ['teacher', 'assistant'] },
      { given_name: 'Beau', roles: ['student'] },
      { given_name: 'Cyrus', roles: ['coach', 'teacher'] },
    ]);
    expect(
      await rows(
        `SELECT p.source_id FROM event e JOIN person p ON p.school_id = $1 AND p.id = e.subject_id WHERE e.school_id = $1 AND e.type = 'person.roles_changed'`,
      ),
    ).toEqual([{ source_id: 'u-1' }]);
  });

  it('stay when somebody gave them a sign-in, or made them administrator, after the diff', async () => {
    const account = uuid();
    const read = await uploadFiles({ ...SCHOOL, 'users.csv': HEAD + ANN.replace('u-1', 'u-4').replace('ann@', 'other@') });
    expect(read.people).toMatchObject({ added: 1, removed: 3 });
    await database.transaction(actor.schoolId, async (tx) => {
      await tx.rows(`INSERT INTO account (id, email, password_hash) VALUES ($1, $2, 'x')`, [account, `${account}@x.example`]);
      await tx.rows(`UPDATE person SET account_id = $2 WHERE school_id = $1 AND source_id = 'u-2'`, [actor.schoolId, account]);
      await tx.rows(`UPDATE person SET roles = '{teacher,administrator}' WHERE school_id = $1 AND source_id = 'u-3'`, [actor.schoolId]);
    });
    await applyAll(read.id);
    expect(await rows(`SELECT source_id FROM person WHERE school_id = $1 AND status = 'removed'`)).toEqual([{ source_id: 'u-1' }]);
    expect(await count(`event WHERE school_id = $1 AND type = 'person.removed'`)).toBe(1);
  });

  it('stay when their row could not be used, and so do their enrolments', async () => {
    const read = await uploadFiles({ ...SCHOOL, 'users.csv': `${HEAD}u-1,org-1,student,,Reyes,ann,ann@x.example,0042,09\n${BO}${CY}` });
    expect(read).toMatchObject({ errors: 1, people: { removed: 0, unchanged: 2 }, enrollments: { removed: 0, unchanged: 1 } });
    await applyAll(read.id);
    expect(await count(`person WHERE school_id = $1 AND status = 'active'`)).toBe(3);
  });

  it('are noted with the moment they left, which is forgotten when they return', async () => {
    await applyAll((await uploadFiles(SCHOOL)).id);
    await applyAll((await uploadFiles({ ...SCHOOL, 'users.csv': HEAD + ANN + CY })).id);
    const gone = `person WHERE school_id = $1 AND source_id = 'u-2' AND status = 'removed' AND removed_at > now() - interval '1 minute'`;
    expect([await count(gone), await count('person WHERE school_id = $1 AND removed_at IS NOT NULL')]).toEqual([1, 1]);
    await applyAll((await uploadFiles(SCHOOL)).id);
    expect(await count('person WHERE school_id = $1 AND removed_at IS NOT NULL')).toBe(0);
  });

  it('leave with the account the directory made for them, but not with a sign-in somebody gave them', async () => {
    await applyAll((await uploadFiles(SCHOOL)).id);
    const [made, given] = [uuid(), uuid()];
    await database.transaction(actor.schoolId, async (tx) => {
      await tx.rows(`INSERT INTO account (id, email, password_hash) SELECT id, id || '@x.example', '' FROM unnest($1::uuid[]) AS id`, [
        [made, given],
      ]);
      await tx.rows(
        `UPDATE person SET account_id = CASE source_id WHEN 'u-1' THEN $2::uuid ELSE $3::uuid END WHERE school_id = $1 AND source_id IN ('u-1', 'u-2')`,
        [actor.schoolId, made, given],
      );
      await tx.rows(
        `INSERT INTO directory_account (school_id, id, person_id, state, external_id) SELECT school_id, $2, id, 'ready', $3 FROM person WHERE school_id = $1 AND source_id = 'u-1'`,
        [actor.schoolId, uuid(), made],
      );
    });
    await applyAll((await uploadFiles({ ...SCHOOL, 'users.csv': HEAD + CY })).id);
    expect(await rows(`SELECT source_id FROM person WHERE school_id = $1 AND status = 'removed'`)).toEqual([{ source_id: 'u-1' }]);
  });

  it('are left alone when the school entered them by hand or they filed as new', async () => {
    await database.transaction(actor.schoolId, async (tx) => {
      await tx.rows(
        `INSERT INTO person (school_id, id, given_name, family_name, search_name, roles) VALUES ($1, $2, 'Kim', 'Hand', 'kim hand', '{coach}')`,
        [actor.schoolId, uuid()],
      );
      await tx.rows(`INSERT INTO roster_exception (school_id, id, typed_name) VALUES ($1, $2, 'Ann Reyes')`, [actor.schoolId, uuid()]);
    });
    const read = await uploadFiles({ ...SCHOOL, 'users.csv': HEAD + ANN });
    expect(read.people).toMatchObject({ removed: 2 });
    await applyAll(read.id);
    expect(await rows(`SELECT given_name, status, version FROM person WHERE school_id = $1 AND source_id IS NULL`)).toEqual([
      { given_name: 'Kim', status: 'active', version: 1 },
    ]);
    expect(await count('roster_exception WHERE school_id = $1 AND settled_at IS NULL')).toBe(1);
  });

  it('become the same person when the roster brings their e-mail address', async () => {
    const id = uuid();
    await database.transaction(actor.schoolId, (tx) =>
      tx.rows(
        `INSERT INTO person (school_id, id, given_name, family_name, search_name, email, roles) VALUES ($1, $2, 'Kim', 'Hand', 'kim hand', 'Kim@X.example', '{coach}')`,
        [actor.schoolId, id],
      ),
    );
    const read = await uploadFiles({ ...SCHOOL, 'users.csv': `${SCHOOL['users.csv']}u-9,org-1,teacher,Kim,Hand,kim,kim@x.example,T9,\n` });
    expect(read.people).toMatchObject({ added: 0, changed: 1 });
    await applyAll(read.id);
    expect(await rows(`SELECT id, roles, badge FROM person WHERE school_id = $1 AND source_id = 'u-9'`)).toEqual([
      { id, roles: ['teacher', 'coach'], badge: 'T9' },
    ]);
  });

  it('stay when the file is a delta that does not mention them, and go when it says so', async () => {
    const read = await uploadFiles({
      'manifest.csv': 'propertyName,value\nfile.users,delta\nfile.enrollments,delta\n',
      'users.csv':
        HEAD.replace('sourcedId,', 'sourcedId,status,') +
        BO.replace('u-2,', 'u-2,tobedeleted,') +
        ANN.replace('u-1,', 'u-1,active,').replace('09', '11'),
      'enrollments.csv':
        'sourcedId,status,classSourcedId,userSourcedId,role\ne-3,tobedeleted,,,\ne-9,active,c-1,u-3,teacher\ne-10,active,c-77,u-77,student\n',
    });
    expect(read).toMatchObject({ people: { added: 0, changed: 1, removed: 1 }, enrollments: { added: 1, removed: 1 } });
    await applyAll(read.id);
    expect(await rows('SELECT source_id, grade, homeroom, status FROM person WHERE school_id = $1 ORDER BY source_id')).toEqual([
      { source_id: 'u-1', grade: '11', homeroom: 'Homeroom Poe', status: 'active' },
      { source_id: 'u-2', grade: '10', homeroom: null, status: 'removed' },
      { source_id: 'u-3', grade: null, homeroom: null, status: 'active' },
    ]);
  });

  it('stay enrolled when the file has no enrolments at all', async () => {
    const read = await uploadFiles({ 'orgs.csv': ORGS, 'users.csv': SCHOOL['users.csv'] });
    expect(read).toMatchObject({ people: { unchanged: 3 }, classes: { removed: 0 }, enrollments: { removed: 0 } });
  });
});

describe('a roster of several schools', () => {
  const two = {
    'orgs.csv': 'sourcedId,name,type\norg-1,juniper valley high school,school\norg-2,South,school\n',
    'users.csv': HEAD + ANN + BO.replace('org-1', 'org-2'),
    'classes.csv': 'sourcedId,title,classType,schoolSourcedId\nc-1,Homeroom Poe,homeroom,org-1\nc-2,Algebra,scheduled,org-2\n',
    'enrollments.csv': ENROLLMENTS,
  };

  it('gives a school of the same name its own people and classes only', async () => {
    const read = await uploadFiles(two);
    expect(read).toMatchObject({ people: { added: 1 }, classes: { added: 1 }, enrollments: { added: 1 } });
  });

  it('gives everything to a school of another name', async () => {
    const read = await uploadFiles({ ...two, 'orgs.csv': two['orgs.csv'].replace('juniper valley', 'north') });
    expect(read).toMatchObject({ people: { added: 2 }, classes: { added: 2 }, enrollments: { added: 3 } });
  });

  it('never touches a school it was not uploaded to', async () => {
    await applyAll((await uploadFiles(SCHOOL)).id);
    const before = await rows('SELECT * FROM person WHERE school_id = $1 ORDER BY id');
    const first = actor;
    const otherSchool = uuid();
    await database.transaction(otherSchool, (tx) =>
      tx.rows(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Other', 'UTC', '{}')`, [otherSchool]),
    );
    actor = { ...actor, schoolId: otherSchool };
    await applyAll((await uploadFiles({ ...SCHOOL, 'users.csv': HEAD + ANN.replace('Ann', 'Zoe') })).id);
    actor = first;
    expect(await rows('SELECT * FROM person WHERE school_id = $1 ORDER BY id')).toEqual(before);
  });
});

describe('work on a roster that breaks off', () => {
  it('is done once when two workers have the same job', async () => {
    const { path } = await generateRoster(join(folder.path, 'twice.zip'), { students: 300 });
    const { id } = await service.start(actor, { fileName: 'r.zip' }, createReadStream(path));
    await Promise.all([job(id), job(id)]);
    await service.approve(actor, id);
    await Promise.all([job(id), job(id), job(id)]);
    expect(await service.view(actor, id)).toMatchObject({ state: 'applied', applied: 310 });
    expect(await count(`event WHERE school_id = $1 AND type = 'person.added'`)).toBe(310);
  });

  it('goes on after its last batch, and the worker that was slow writes nothing more', async () => {
    const read = await uploadPlan({ students: 1_200 });
    await service.approve(actor, read.id);
    const slow = await work.claim(actor.schoolId, read.id, 'applying');
    if (slow === undefined) throw new Error('not claimed');
    let batches = 0;
    const halting = new Database(source);
    const transaction = halting.transaction.bind(halting);
    halting.transaction = async (school, run) => {
      batches += 1;
      if (batches > 2) throw new Error('the lights went out');
      return transaction(school, run);
    };
    const half = new RosterImportWork(halting, imports, new StagedRosterStore(), new RosterDiffStore(), new RosterApplyStore());
    await expect(half.apply(actor.schoolId, slow)).rejects.toThrow('the lights went out');
    expect(await service.view(actor, read.id)).toMatchObject({ state: 'applying', applied: 1_000 });

    expect(await job(read.id)).toEqual({ kind: 'done' });
    expect((await service.view(actor, read.id)).applied).toBe(1_000);
    await database.transaction(actor.schoolId, (tx) =>
      tx.rows(`UPDATE roster_import SET lease_until = now() - interval '1 second' WHERE id = $1`, [read.id]),
    );
    await job(read.id);
    expect(await service.view(actor, read.id)).toMatchObject({ state: 'applied', applied: 1_240 });
    expect(await count('person WHERE school_id = $1')).toBe(1_240);
    expect(await count(`event WHERE school_id = $1 AND type = 'person.added'`)).toBe(1_240);
    await expect(work.apply(actor.schoolId, slow)).rejects.toBeInstanceOf(RosterClaimLost);
  });

  it('is read again from the start, without a row twice', async () => {
    const { path } = await generateRoster(join(folder.path, 'again.zip'), { students: 300, faults: { givenNameMissing: 3 } });
    const { id } = await service.start(actor, { fileName: 'r.zip' }, createReadStream(path));
    const lost = await work.claim(actor.schoolId, id, 'reading');
    await database.transaction(actor.schoolId, (tx) =>
      tx.rows(
        `INSERT INTO roster_problem (school_id, import_id, number, severity, file, found, expected) VALUES ($1, $2, 1, 'error', 'left', 'from', 'before')`,
        [actor.schoolId, id],
      ),
    );
    await database.transaction(actor.schoolId, (tx) =>
      tx.rows(`UPDATE roster_import SET lease_until = now() - interval '1 second' WHERE id = $1`, [id]),
    );
    await job(id);
    expect(await service.view(actor, id)).toMatchObject({ state: 'ready', errors: 3, people: { added: 307 } });
    if (lost !== undefined) await expect(work.read(actor.schoolId, lost)).rejects.toBeInstanceOf(RosterClaimLost);
  });

  it('ends as failed after five attempts, saying so', async () => {
    const { path } = await generateRoster(join(folder.path, 'fails.zip'), { students: 30 });
    const { id } = await service.start(actor, { fileName: 'r.zip' }, createReadStream(path));
    await database.transaction(actor.schoolId, (tx) => tx.rows('UPDATE roster_import SET file_path = NULL WHERE id = $1', [id]));
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect(await job(id)).toMatchObject({ kind: 'failed', code: 'roster_import.interrupted' });
    expect(await service.view(actor, id)).toMatchObject({ state: 'failed', refusal: { code: 'roster_import.failed' } });
    expect(await job(id)).toEqual({ kind: 'done' });
  });

  it('ends as failed when five processes died over it, saying so, and its file is gone', async () => {
    const { path } = await generateRoster(join(folder.path, 'kills.zip'), { students: 30 });
    const { id } = await service.start(actor, { fileName: 'r.zip' }, createReadStream(path));
    const { filePath = null } = (await work.claim(actor.schoolId, id, 'reading')) ?? {};
    const lapse = () =>
      database.transaction(actor.schoolId, (tx) =>
        tx.rows(`UPDATE roster_import SET lease_until = now() - interval '1 second' WHERE id = $1`, [id]),
      );
    for (let died = 1; died < 5; died += 1) {
      await lapse();
      expect(await work.claim(actor.schoolId, id, 'reading')).toMatchObject({ attempt: died });
    }
    await lapse();
    expect(await job(id)).toMatchObject({ kind: 'failed', code: 'roster_import.interrupted' });
    expect(await service.view(actor, id)).toMatchObject({ state: 'failed', refusal: { code: 'roster_import.failed' } });
    expect(existsSync(filePath ?? '')).toBe(false);
    expect(await job(id)).toEqual({ kind: 'done' });
  });
});

describe('a diff that is no longer true', () => {
  it('is refused once another roster was applied', async () => {
    const first = await uploadFiles(SCHOOL);
    const second = await uploadFiles({ ...SCHOOL, 'users.csv': HEAD + ANN });
    await applyAll(second.id);
    const refused = await service.approve(actor, first.id).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(FirstbellError);
    expect(refused).toMatchObject({ code: 'roster_import.outdated', status: 409 });
  });

  it('is refused when another administrator applies another roster at the same moment', async () => {
    const first = await uploadFiles(SCHOOL);
    const second = await uploadFiles({ ...SCHOOL, 'users.csv': HEAD + ANN });
    let later: Promise<unknown> = Promise.resolve();
    await database.transaction(actor.schoolId, async (tx) => {
      await imports.approve(tx, first.id, actor.id);
      later = somebodyElse(() => service.approve(actor, second.id)).catch((error: unknown) => error);
      await Promise.race([later, sleep(300)]);
    });
    expect(await later).toMatchObject({ code: 'roster_import.outdated' });
    expect(await rows(`SELECT id FROM roster_import WHERE school_id = $1 AND state = 'applying'`)).toEqual([{ id: first.id }]);
  });

  it('is refused once so many were uploaded after it that its rows are gone', async () => {
    const first = await uploadFiles(SCHOOL);
    for (let round = 0; round < 6; round += 1) await uploadFiles(SCHOOL);
    expect(await service.view(actor, first.id)).toMatchObject({ state: 'refused', refusal: { code: 'roster.outdated' } });
    await expect(service.approve(actor, first.id)).rejects.toMatchObject({ code: 'roster_import.not_ready' });
    const ready = await rows<{ id: string }>(`SELECT id FROM roster_import WHERE school_id = $1 AND state = 'ready' ORDER BY started_at`);
    expect(ready).toHaveLength(6);
    expect(await applyAll(ready[0]?.id ?? '')).toMatchObject({ state: 'applied' });
    expect(await count('person WHERE school_id = $1')).toBe(3);
  });

  it('and an import of another school is not found', async () => {
    const { id } = await uploadFiles(SCHOOL);
    const other = { ...actor, schoolId: uuid() };
    await expect(service.view(other, id)).rejects.toMatchObject({ code: 'roster_import.not_found' });
    await expect(service.approve(other, id)).rejects.toMatchObject({ code: 'roster_import.not_found' });
    await expect(service.errorsCsv(other, id)).rejects.toMatchObject({ code: 'roster_import.not_found' });
  });
});

it('people of old imports are not kept', async () => {
  for (let round = 0; round < 7; round += 1) await uploadFiles(SCHOOL);
  expect(await count('(SELECT DISTINCT import_id FROM roster_staged_person WHERE school_id = $1) s')).toBeLessThanOrEqual(6);
  expect(existsSync(join(folder.path, 'uploads'))).toBe(true);
});
