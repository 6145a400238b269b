import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import { v7 as uuid } from 'uuid';
import * as z from 'zod';
import { emptyInstallation, firstbell, type EmptyInstallation } from '../../../../test/support/command-line.js';
import { type TestFolder } from '../../../../test/support/zip-of.js';

let installation: EmptyInstallation;
let folder: TestFolder;
let client: Client;
const schoolId = uuid();

beforeAll(async () => {
  installation = await emptyInstallation();
  ({ folder, client } = installation);
  await client.query(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Lincoln', 'UTC', '{}')`, [schoolId]);
});
afterAll(() => installation.stop());

async function add(email: string): Promise<void> {
  expect(await firstbell('user', 'add', email, '--given', 'Ana', '--family', 'Lima', '--role', 'coach')).toMatchObject({ code: 0 });
}

describe('firstbell person', () => {
  it('export writes everything about somebody into a file only its owner reads, and never over another', async () => {
    await add('ana@school.example');
    const file = join(folder.path, 'ana.json');
    expect(await firstbell('person', 'export', 'Ana@school.example', file)).toMatchObject({ code: 0 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const text = await readFile(file, 'utf8');
    const { person, account, event } = z.record(z.string(), z.array(z.record(z.string(), z.unknown()))).parse(JSON.parse(text));
    expect(person).toEqual([expect.objectContaining({ given_name: 'Ana', email: 'ana@school.example' })]);
    expect(account).toEqual([expect.objectContaining({ email: 'ana@school.example' })]);
    expect(event).toEqual([expect.objectContaining({ type: 'person.added' })]);
    expect(text).not.toContain('argon2');
    expect(await firstbell('person', 'export', 'ana@school.example', file)).toMatchObject({
      code: 1,
      said: expect.stringContaining('does not exist yet'),
    });
  });

  it('erase wants to be told twice, forgets, and knows them no more', async () => {
    await add('bo@school.example');
    expect(await firstbell('person', 'erase', 'bo@school.example')).toMatchObject({ code: 2, said: expect.stringContaining('--yes') });
    expect(await firstbell('person', 'erase', 'bo@school.example', '--yes')).toMatchObject({ code: 0, out: 'Forgotten.\n' });
    const { rows } = await client.query(`SELECT 1 FROM account WHERE email = 'bo@school.example'`);
    expect(rows).toEqual([]);
    expect(await firstbell('person', 'erase', 'bo@school.example', '--yes')).toMatchObject({
      code: 1,
      said: expect.stringContaining('not exactly one person at Lincoln'),
    });
  });

  it('erase refuses somebody whom the roster would bring back', async () => {
    await client.query(
      `INSERT INTO person (school_id, id, source_id, given_name, family_name, search_name, roles) VALUES ($1, $2, 's-1', 'Cy', 'Moss', 'cy moss', ARRAY['student'])`,
      [schoolId, uuid()],
    );
    expect(await firstbell('person', 'erase', 's-1', '--yes')).toMatchObject({
      code: 1,
      said: expect.stringContaining('Take them out of the roster'),
    });
  });
});
