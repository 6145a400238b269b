import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventDaysKept } from '@firstbell/contracts/event-retention';
import { eventTypes } from '@firstbell/contracts/events';
import { jobs } from '@firstbell/contracts/jobs';
import { Pool } from 'pg';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { createDataSource } from '../database/data-source.js';
import { Database } from '../database/database.js';
import { deleteOldEvents } from './event-retention.js';

let server: TestDatabase;
let database: Database;
let relay: Pool;
let owner: Pool;
let schoolId: string;

beforeAll(async () => {
  server = await createTestDatabase();
  database = new Database(await createDataSource(server.appUrl, 2).initialize());
  relay = new Pool({ connectionString: server.relayUrl, max: 1 });
  owner = new Pool({ connectionString: server.ownerUrl, max: 1 });
});
afterAll(async () => {
  await database.source.destroy();
  await Promise.all([relay.end(), owner.end()]);
  await server.drop();
});
beforeEach(async () => {
  schoolId = uuid();
  await owner.query('DELETE FROM reader_cursor');
  await owner.query(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Lincoln', 'UTC', '{}')`, [schoolId]);
});

/** One of each type, so many days old. */
async function write(daysOld: (type: keyof typeof eventDaysKept) => number, school = schoolId): Promise<void> {
  for (const type of eventTypes) {
    const subject = type.startsWith('ticket.') ? 'ticket' : 'other';
    await owner.query(
      `INSERT INTO event (school_id, type, subject_type, subject_id, version, request_id, at)
       VALUES ($1, $2, $3, gen_random_uuid(), 1, gen_random_uuid(), now() - make_interval(days => $4))`,
      [school, type, subject, daysOld(type)],
    );
  }
}
const typesOf = async (school = schoolId) =>
  (await owner.query<{ type: string }>('SELECT type FROM event WHERE school_id = $1 ORDER BY id', [school])).rows.map(({ type }) => type);
const isDue = async () =>
  (await relay.query(`SELECT 1 FROM (${jobs['events.retention'].due}) AS due WHERE school_id = $1`, [schoolId])).rowCount === 1;

const forGood = eventTypes.filter((type) => eventDaysKept[type] === null);

describe('what the event log keeps', () => {
  it('is at least a month, for requests that are repeated and screens that come back', () => {
    expect(Math.min(...Object.values(eventDaysKept).map((days) => days ?? Infinity))).toBe(30);
  });

  it('stays to its last day, and goes after it, a few at a time; the history of a ticket stays', async () => {
    const other = uuid();
    await write(() => 10_000, other);
    await write((type) => (eventDaysKept[type] ?? 10_000) - 1);
    expect(await isDue()).toBe(false);
    expect(await deleteOldEvents(database, schoolId)).toBe(0);

    await write((type) => (eventDaysKept[type] ?? 10_000) + 1);
    expect(await isDue()).toBe(true);
    expect(await deleteOldEvents(database, schoolId, 7)).toBe(eventTypes.length - forGood.length);
    expect(await typesOf()).toEqual([...eventTypes, ...forGood]);
    expect(forGood).toEqual(expect.arrayContaining(eventTypes.filter((type) => type.startsWith('ticket.'))));
    expect(await isDue()).toBe(false);
    expect(await typesOf(other)).toEqual([...eventTypes]);
  });

  it('holds everything the relay has not handed on yet', async () => {
    await owner.query(`INSERT INTO reader_cursor (reader, snapshot) VALUES ('relay', pg_current_snapshot())`);
    await write(() => 10_000);
    expect(await deleteOldEvents(database, schoolId)).toBe(0);
    await owner.query('UPDATE reader_cursor SET snapshot = pg_current_snapshot()');
    expect(await deleteOldEvents(database, schoolId)).toBe(eventTypes.length - forGood.length);
  });
});
