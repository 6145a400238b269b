import { mkdir, readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { TestFolder } from '../../../test/support/zip-of.js';
import { deleteLeftUploads } from './left-uploads.js';

let own: TestDatabase;
let owner: Pool;
let relay: Pool;
let folder: TestFolder;
const now = new Date('2026-11-02T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

beforeAll(async () => {
  own = await createTestDatabase();
  owner = new Pool({ connectionString: own.ownerUrl, max: 1 });
  relay = new Pool({ connectionString: own.relayUrl, max: 1 });
  folder = await TestFolder.create();
});
afterAll(async () => {
  await Promise.all([owner.end(), relay.end()]);
  await own.drop();
  await folder.remove();
});

async function upload(name: string, at: Date): Promise<string> {
  const path = await folder.write(join('uploads', name), 'Ana Reyes');
  await utimes(path, at, at);
  return path;
}

it('has nothing to do before the first upload', async () => {
  expect(await deleteLeftUploads(relay, folder.path, now)).toBe(0);
});

it('deletes what a killed process left behind, not what an import of any school waits for or what is still coming in', async () => {
  await mkdir(join(folder.path, 'uploads'));
  const [one, other] = [uuid(), uuid()];
  await owner.query(`INSERT INTO school (id, name, time_zone, settings) SELECT id, 'Lincoln', 'UTC', '{}' FROM unnest($1::uuid[]) AS id`, [
    [one, other],
  ]);
  await owner.query(
    `INSERT INTO roster_import (school_id, id, state, file_name, file_path) VALUES ($1, $2, 'uploaded', 'roster.zip', $3)`,
    [one, uuid(), await upload('roster-waits.zip', hoursAgo(72))],
  );
  await owner.query(
    `INSERT INTO device_import (school_id, id, state, file_name, file_path, preset, mapping)
     VALUES ($1, $2, 'reading', 'devices.csv', $3, 'own', '{}'), ($1, $4, 'ready', 'read.csv', NULL, 'own', '{}')`,
    [other, uuid(), await upload('devices-is-read.csv', hoursAgo(72)), uuid()],
  );
  await upload('roster-left.zip', hoursAgo(25));
  await upload('devices-left.csv', hoursAgo(72));
  await upload('roster-comes-in.zip', hoursAgo(1));

  expect(await deleteLeftUploads(relay, folder.path, now)).toBe(2);
  expect((await readdir(join(folder.path, 'uploads'))).sort()).toEqual(['devices-is-read.csv', 'roster-comes-in.zip', 'roster-waits.zip']);
  expect(await deleteLeftUploads(relay, folder.path, now)).toBe(0);
});
