import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrateEmptyTo, runMigrations } from '@firstbell/platform';
import { Client as Postgres } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { fileOf, lastRelease } from './last-release.js';
import { breaksOf, schemaOf, type SchemaBreak } from './schema-breaks.js';

const migrationsFolder = 'libs/platform/src/database/migrations';
const indexOf = (index: string) => [...index.matchAll(/^ {2}(\w+\d{13}),$/gm)].map(([, name = '']) => name);

let database: TestDatabase;
let postgres: Postgres;

beforeAll(async () => {
  database = await createTestDatabase();
  postgres = new Postgres({ connectionString: database.ownerUrl });
  await postgres.connect();
});
afterAll(async () => {
  await postgres.end();
  await database.drop();
});

/** What a change breaks; it is taken back. */
async function breaksBy(sql: string): Promise<SchemaBreak[]> {
  await postgres.query('BEGIN');
  const before = await schemaOf(postgres);
  await postgres.query(sql);
  const breaks = breaksOf(before, await schemaOf(postgres));
  await postgres.query('ROLLBACK');
  return breaks;
}

describe('migrations since the last release', () => {
  it('leave what it uses as it was, or say that it does not use it', async () => {
    const release = lastRelease();
    const released = indexOf(fileOf(release, `${migrationsFolder}/index.ts`));
    expect(released.length).toBeGreaterThan(0);
    await migrateEmptyTo(database.ownerUrl, released);
    const before = await schemaOf(postgres);
    await runMigrations(database.ownerUrl);

    const since = readdirSync(migrationsFolder)
      .map((name) => readFileSync(join(migrationsFolder, name), 'utf8'))
      .filter((text) => !released.some((name) => text.includes(`class ${name} `)));
    const isExcused = (name: string) => since.some((text) => text.includes(`/* ${release.version} does not use ${name} */`));
    const breaks = breaksOf(before, await schemaOf(postgres)).filter(({ name }) => !isExcused(name));
    // Expand in one release, contract in the next: docs/releases.md.
    expect(breaks).toEqual([]);
  });
});

describe('a change of the schema', () => {
  it('breaks nothing when it adds tables, and columns that may be empty or fill themselves', async () => {
    expect(
      await breaksBy(`CREATE TABLE shelf (id uuid PRIMARY KEY, name text NOT NULL); ALTER TABLE device ADD COLUMN colour text,
        ADD COLUMN shade text NOT NULL DEFAULT 'none', ADD COLUMN hue text GENERATED ALWAYS AS (lower(serial)) STORED`),
    ).toEqual([]);
  });

  it.each([
    ['drops a table', 'DROP TABLE device CASCADE', 'device.tag', 'is gone'],
    ['renames a table', 'ALTER TABLE device RENAME TO machine', 'device.tag', 'is gone'],
    ['drops a column', 'ALTER TABLE device DROP COLUMN model', 'device.model', 'is gone'],
    ['renames a column', 'ALTER TABLE device RENAME model TO make', 'device.model', 'is gone'],
    ['gives a column another type', 'ALTER TABLE device ALTER model TYPE integer USING 1', 'device.model', 'is of another type'],
    ['adds a column that has to be filled', 'ALTER TABLE device ADD COLUMN weight integer NOT NULL', 'device.weight', 'has to be filled'],
    ['makes a column required', 'ALTER TABLE device ALTER serial SET NOT NULL', 'device.serial', 'has to be filled'],
    ['drops a function', 'DROP FUNCTION every_school()', 'every_school()', 'is gone'],
  ])('that %s breaks the release before it', async (_, sql, name, why) => {
    expect(await breaksBy(sql)).toContainEqual({ name, why });
  });
});
