import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { TestFolder } from '../../../test/support/zip-of.js';
import { preparedDatabaseSchema } from './prepared-database.js';

let database: TestDatabase;
let folder: TestFolder;

beforeAll(async () => {
  [database, folder] = [await createTestDatabase(), await TestFolder.create()];
});
afterAll(async () => {
  await database.drop();
  await folder.remove();
});

/** What the process ended with, and what it answered. */
async function prepare(variables: NodeJS.ProcessEnv): Promise<{ code: number | null; answer: unknown }> {
  const child = fork(resolve('dist/apps/standalone/src/prepare-database.js'), {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { OWNER_DATABASE_URL: database.ownerUrl, DATABASE_URL: database.appUrl, QUEUE_DATABASE_URL: database.queueUrl, ...variables },
  });
  let answer: unknown;
  child.once('message', (message) => (answer = message));
  await once(child, 'exit');
  return { code: child.exitCode, answer };
}

describe('the preparation of a database', () => {
  it('needs no role for the queues when they are on Redis', async () => {
    const { code, answer } = await prepare({
      ...{ QUEUE_DATABASE_URL: database.appUrl, REDIS_URL: 'redis://127.0.0.1:6379' },
      ...{ DATA_DIR: folder.path, FIRSTBELL_DEMO: '0' },
    });
    expect(code).toBe(0);
    expect(preparedDatabaseSchema.parse(answer)).toMatchObject({ setUpSecret: expect.any(String) });
  });

  it('loads no demo school whose password it cannot keep', async () => {
    const file = join(folder.path, 'a-file');
    await writeFile(file, '');
    expect(await prepare({ DATA_DIR: file })).toMatchObject({ code: 1 });
    const client = new Client({ connectionString: database.ownerUrl });
    await client.connect();
    const { rows } = await client.query('SELECT name FROM school');
    await client.end();
    expect(rows).toEqual([]);
  }, 60_000);
});
