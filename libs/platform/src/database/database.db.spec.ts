import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { withCorrelation } from '../logging/correlation.js';
import { createDataSource } from './data-source.js';
import { Database, mustHoldNoConnection } from './database.js';

const schoolId = '01900000-0000-7000-8000-000000000001';
let own: TestDatabase;
let source: DataSource;
let database: Database;

beforeAll(async () => {
  own = await createTestDatabase();
  source = await createDataSource(own.appUrl, 4).initialize();
  database = new Database(source);
  await database.transaction(schoolId, (tx) =>
    tx.rows(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'North', 'America/Chicago', '{}')`, [schoolId]),
  );
});

afterAll(async () => {
  await source.destroy();
  await own.drop();
});

const rename = (name: string, requestId: string) =>
  database.once(
    schoolId,
    requestId,
    async (tx) => {
      await tx.rows('UPDATE school SET name = $2, version = version + 1 WHERE id = $1', [schoolId, name]);
      await tx.append({
        type: 'school.settings_changed',
        subjectType: 'school',
        subjectId: schoolId,
        version: 2,
        actorId: null,
        requestId,
      });
      return `renamed to ${name}`;
    },
    async (_, subjectId) => `already done to ${subjectId}`,
  );
const schoolName = () => database.read(schoolId, (tx) => tx.first<{ name: string }>('SELECT name FROM school WHERE id = $1', [schoolId]));

describe('a transaction of a school', () => {
  it('leaves nothing behind when the work fails half-way', async () => {
    await expect(
      database.transaction(schoolId, async (tx) => {
        await tx.rows(`UPDATE school SET name = 'Half' WHERE id = $1`, [schoolId]);
        throw new Error('the lights went out');
      }),
    ).rejects.toThrow('the lights went out');
    expect(await schoolName()).toEqual({ name: 'North' });
  });

  it('marks its events with the request that appends them, and others with nothing', async () => {
    const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await withCorrelation({ id: trace.slice(3, 35), trace }, () => rename('Traced', uuid()));
    // The same connections, with nothing left of it.
    await Promise.all(Array.from({ length: 4 }, () => rename('North', uuid())));
    const rows = await database.read(schoolId, (tx) => tx.rows('SELECT trace FROM event WHERE school_id = $1 ORDER BY id', [schoolId]));
    expect(rows).toEqual([{ trace }, ...Array.from({ length: 4 }, () => ({ trace: null }))]);
  });

  it('tells the database which school it is for, and only inside', async () => {
    const inside = await database.transaction(schoolId, (tx) => tx.first(`SELECT current_setting('firstbell.school', true) AS school`));
    expect(inside).toEqual({ school: schoolId });
    const after: { school: string }[] = await source.query(`SELECT coalesce(current_setting('firstbell.school', true), '') AS school`);
    expect(after[0]?.school).toBe('');
  });

  it('is over with its last statement: saved when that worked, and nothing can follow', async () => {
    const rename = `UPDATE school SET name = $2 WHERE id = $1 RETURNING name`;
    await expect(
      database.transaction(schoolId, async (tx) => {
        expect(await tx.last(rename, [schoolId, 'Last'])).toEqual({ name: 'Last' });
        await tx.rows(rename, [schoolId, 'Too late']);
      }),
    ).rejects.toThrow('has had its last statement');
    expect(await schoolName()).toEqual({ name: 'Last' });
    await database.transaction(schoolId, (tx) => tx.last(rename, [schoolId, 'North']));
    expect(await schoolName()).toEqual({ name: 'North' });
  });

  it('saves nothing when its last statement fails, and says why that failed', async () => {
    await expect(
      database.transaction(schoolId, async (tx) => {
        await tx.rows(`UPDATE school SET name = 'Half' WHERE id = $1`, [schoolId]);
        await tx.last('UPDATE school SET name = NULL WHERE id = $1', [schoolId]);
      }),
    ).rejects.toThrow('not-null');
    expect(await schoolName()).toEqual({ name: 'North' });
  });

  it('does not say it was saved when a statement failed and was passed over', async () => {
    await expect(
      database.transaction(schoolId, async (tx) => {
        await tx.rows('SELECT 1 / 0').catch(() => undefined);
      }),
    ).rejects.toThrow('nothing of it was saved');
  });

  it('cannot write while it reads', async () => {
    await expect(database.read(schoolId, (tx) => tx.rows(`UPDATE school SET name = 'X' WHERE id = $1`, [schoolId]))).rejects.toThrow(
      'read-only',
    );
  });

  it('is not asked for within another one, so that none waits for a connection that the others wait with', async () => {
    await expect(database.read(schoolId, () => database.read(schoolId, async () => 'read'))).rejects.toThrow('within another one');
    await expect(database.read(schoolId, async () => mustHoldNoConnection())).rejects.toThrow('within another one');
    const inTurn = await database.read(schoolId, async () => () => database.read(schoolId, async () => 'read'));
    expect(await inTurn()).toBe('read');
  });

  it('may be asked for by what a transaction began and did not wait for, once it is over', async () => {
    let begin: () => void = () => undefined;
    let later: Promise<string> = Promise.resolve('');
    await database.read(schoolId, async () => {
      later = new Promise<void>((fulfil) => {
        begin = fulfil;
      }).then(() => database.read(schoolId, async () => 'read'));
    });
    begin();
    expect(await later).toBe('read');
  });

  it('refuses a school id that is no UUID before it reaches SQL', async () => {
    await expect(database.transaction(`x'; DROP TABLE school; --`, async () => 1)).rejects.toThrow(TypeError);
  });
});

describe('a change that must not happen twice', () => {
  it('happens once for one request id and gives the first answer again', async () => {
    const requestId = uuid();
    expect(await rename('South', requestId)).toBe('renamed to South');
    expect(await rename('West', requestId)).toBe(`already done to ${schoolId}`);
    expect(await schoolName()).toEqual({ name: 'South' });
  });

  it('happens once when the same request arrives many times at the same instant', async () => {
    const requestId = uuid();
    const answers = await Promise.all(Array.from({ length: 8 }, () => rename('East', requestId)));
    expect(answers.filter((answer) => answer === 'renamed to East')).toHaveLength(1);
  });
});
