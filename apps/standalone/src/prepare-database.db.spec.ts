import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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

describe('the preparation of a database of one’s own', () => {
  it('needs no role for the queues when they are on Redis', async () => {
    const child = fork(resolve('dist/apps/standalone/src/prepare-database.js'), {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {
        ...{ OWNER_DATABASE_URL: database.ownerUrl, DATABASE_URL: database.appUrl, QUEUE_DATABASE_URL: database.appUrl },
        ...{ REDIS_URL: 'redis://127.0.0.1:6379', DATA_DIR: folder.path, FIRSTBELL_DEMO: '0' },
      },
    });
    let prepared: unknown;
    child.once('message', (message) => (prepared = message));
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(preparedDatabaseSchema.parse(prepared)).toMatchObject({ setUpSecret: expect.any(String) });
  });
});
