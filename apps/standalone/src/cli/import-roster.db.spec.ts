import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rosterImport, rosterRowError } from '@firstbell/contracts/roster';
import type { Client } from 'pg';
import { v7 as uuid } from 'uuid';
import * as z from 'zod';
import { emptyInstallation, firstbell, type EmptyInstallation } from '../../../../test/support/command-line.js';
import { generateRoster } from '../../../../test/support/generate-roster.js';
import { type TestFolder, zipOf } from '../../../../test/support/zip-of.js';

const answer = z.object({
  school: z.string(),
  state: z.string(),
  applied: z.boolean(),
  people: rosterImport.shape.people,
  errors: z.number(),
  warnings: z.number(),
  refusal: rosterImport.shape.refusal,
  notes: z.array(z.string()),
  problems: z.array(rosterRowError),
  changes: z.object({
    added: z.array(z.object({ sourceId: z.string(), name: z.string() })),
    changed: z.array(z.unknown()),
    removed: z.array(z.unknown()),
  }),
});

let installation: EmptyInstallation;
let folder: TestFolder;
let client: Client;

beforeAll(async () => {
  installation = await emptyInstallation();
  ({ folder, client } = installation);
});
afterAll(() => installation.stop());

const addSchool = (name: string, demo = false) =>
  client.query(`INSERT INTO school (id, name, time_zone, demo, settings) VALUES ($1, $2, 'UTC', $3, '{}')`, [uuid(), name, demo]);
const activePeople = async (school: string) =>
  (
    await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM person p JOIN school s ON s.id = p.school_id WHERE s.name = $1 AND p.status = 'active'`,
      [school],
    )
  ).rows[0]?.count;

describe('firstbell', () => {
  it('lists its commands, explains each, and says what it does not know', async () => {
    expect(await firstbell()).toMatchObject({ code: 0, out: expect.stringContaining('firstbell import roster') });
    expect(await firstbell('import', 'roster', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('--apply') });
    expect(await firstbell('make', 'coffee')).toMatchObject({ code: 2, said: expect.stringContaining('no command “make coffee”') });
    expect(await firstbell('import', 'roster')).toMatchObject({ code: 2, said: expect.stringContaining('Which file?') });
    expect(await firstbell('import', 'roster', 'a.zip', '--aply')).toMatchObject({ code: 2, said: expect.stringContaining('--help') });
  });
});

describe('firstbell import roster', () => {
  it('says what to do when there is no school', async () => {
    expect(await firstbell('import', 'roster', 'a.zip')).toMatchObject({ code: 1, said: expect.stringContaining('npm start') });
  });

  it('shows the diff and every faulty row without changing anything, then applies it', async () => {
    await addSchool('Demo', true);
    await addSchool('North High');
    const { path, planted } = await generateRoster(join(folder.path, 'north.zip'), {
      students: 150,
      faults: { givenNameMissing: 2, emailBad: 1, enrolledNobody: 1 },
    });
    const shown = await firstbell('import', 'roster', path);
    expect(shown.code).toBe(0);
    expect(shown.out).toMatch(/people\s+153\s+0\s+0\s+0/);
    for (const { file, line, column } of planted) expect(shown.out).toContain(`${file}:${line} ${column ?? 'whole row'}`);
    expect(shown.out).toContain('Nothing was changed yet');
    expect(await activePeople('North High')).toBe(0);

    const applied = await firstbell('import', 'roster', path, '--apply', '--json');
    const json = answer.parse(JSON.parse(applied.out));
    expect(json).toMatchObject({
      school: 'North High',
      state: 'applied',
      applied: true,
      people: { added: 153 },
      errors: 3,
      warnings: 1,
      refusal: null,
    });
    expect(json.changes.added).toHaveLength(153);
    expect(json.problems.map(({ file, line, column }) => ({ file, line, column }))).toEqual(
      expect.arrayContaining(planted.map(({ file, line, column }) => ({ file, line, column }))),
    );
    expect(await activePeople('North High')).toBe(153);
    expect(await activePeople('Demo')).toBe(0);
  });

  it('refuses a file whole and ends with 1', async () => {
    const path = await folder.write(
      'bad.zip',
      await zipOf({ 'users.csv': 'sourcedId,orgSourcedIds,role,givenNmae,familyName\nu-1,o,student,Ann,Reyes\n' }),
    );
    const shown = await firstbell('import', 'roster', path, '--apply');
    expect(shown).toMatchObject({ code: 1, out: expect.stringContaining('roster.header_misspelt') });
    expect(shown.out).toContain('Rename the column to “givenName”');
    const json = await firstbell('import', 'roster', path, '--apply', '--json');
    expect(json.code).toBe(1);
    expect(answer.parse(JSON.parse(json.out))).toMatchObject({
      state: 'refused',
      applied: false,
      refusal: { code: 'roster.header_misspelt' },
    });
    expect(await activePeople('North High')).toBe(153);
    expect(await firstbell('import', 'roster', join(folder.path, 'none.zip'))).toMatchObject({
      code: 1,
      said: expect.stringContaining('cannot be read'),
    });
  });

  it('asks for the school when there are several, and takes it by name', async () => {
    await addSchool('South High');
    const { path } = await generateRoster(join(folder.path, 'south.zip'), { students: 30 });
    expect(await firstbell('import', 'roster', path)).toMatchObject({ code: 1, said: expect.stringContaining('--school') });
    expect(await firstbell('import', 'roster', path, '--school', 'East')).toMatchObject({
      code: 1,
      said: expect.stringContaining('“South High”'),
    });
    expect(await firstbell('import', 'roster', path, '--school', 'south high', '--apply')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Applied to South High'),
    });
    expect(await activePeople('South High')).toBe(31);
  });
});
