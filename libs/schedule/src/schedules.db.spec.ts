import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createDataSource, Database, type EventTail } from '@firstbell/platform';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { SchedulesService } from './schedules.service.js';
import { SchedulesStore } from './schedules.store.js';

const schoolId = uuid();
const hourMs = 3_600_000;
let own: TestDatabase;
let source: DataSource;
let schedules: SchedulesService;

beforeAll(async () => {
  own = await createTestDatabase();
  source = await createDataSource(own.appUrl, 2).initialize();
  const database = new Database(source);
  await database.transaction(schoolId, (tx) =>
    tx.rows(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'North', 'America/Chicago', '{}')`, [schoolId]),
  );
  const deaf = { subscribe: () => undefined } as unknown as EventTail;
  schedules = new SchedulesService(database, new SchedulesStore(), deaf);
});
afterAll(async () => {
  await source.destroy();
  await own.drop();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('what time it is at a school', () => {
  it('is the database’s time, with which leases are compared, however wrong this computer’s clock is', async () => {
    const trueTime = Date.now();
    for (const wrongBy of [hourMs, -hourMs]) {
      jest.useFakeTimers({ now: trueTime + wrongBy, doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval', 'performance'] });
      const { now } = await schedules.at(schoolId);
      expect(Math.abs(now.getTime() - trueTime)).toBeLessThan(60_000);
      jest.useRealTimers();
    }
  });
});
