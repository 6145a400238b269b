import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventDaysKept } from '@firstbell/contracts/event-retention';
import { eventTypes } from '@firstbell/contracts/events';
import { Pool } from 'pg';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { createDataSource } from '../database/data-source.js';
import { Database } from '../database/database.js';

const schoolId = uuid();
let server: TestDatabase;
let database: Database;
let owner: Pool;

beforeAll(async () => {
  server = await createTestDatabase();
  database = new Database(await createDataSource(server.appUrl, 2).initialize());
  owner = new Pool({ connectionString: server.ownerUrl, max: 1 });
  await owner.query(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Lincoln', 'UTC', '{}')`, [schoolId]);
});
afterAll(async () => {
  await database.source.destroy();
  await owner.end();
  await server.drop();
});

/** What anybody who took over the application could send. Answers how many rows it met. */
const asApplication = async (sql: string) => (await database.transaction(schoolId, (tx) => tx.rows(`${sql} RETURNING 1`))).length;
const write = (type: string, subject: string, days: number) =>
  owner.query(
    `INSERT INTO event (school_id, type, subject_type, subject_id, version, at) VALUES ($1, $2, $3, gen_random_uuid(), 1, now() - make_interval(days => $4))`,
    [schoolId, type, subject, days],
  );

describe('what is written in the event log', () => {
  it('is changed by none of the roles that Firstbell works as, nor emptied', async () => {
    await write('person.roles_changed', 'person', 0);
    await expect(asApplication(`UPDATE event SET actor_id = NULL`)).rejects.toThrow('permission denied for table event');
    await expect(database.transaction(schoolId, (tx) => tx.rows('TRUNCATE event'))).rejects.toThrow('permission denied for table event');
    const { rows } = await owner.query(
      `SELECT role, privilege FROM unnest(ARRAY['firstbell_app', 'firstbell_relay', 'firstbell_queue']) AS role,
         unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) AS privilege WHERE has_table_privilege(role, 'event', privilege)`,
    );
    expect(rows).toEqual([{ role: 'firstbell_app', privilege: 'DELETE' }]);
  });

  it('is deleted by the application only when its days are over', async () => {
    const kept = eventDaysKept['person.roles_changed'] ?? 0;
    await write('person.roles_changed', 'person', kept - 1);
    expect(await asApplication('DELETE FROM event')).toBe(0);
    await write('person.roles_changed', 'person', kept + 1);
    expect(await asApplication('DELETE FROM event')).toBe(1);
  });

  it('is never deleted by it when it is the history of something, or of a kind that is not known', async () => {
    await write('ticket.noted', 'ticket', 10_000);
    await write('device.added', 'device', 10_000);
    await write('shelf.dusted', 'shelf', 10_000);
    // A ticket’s are told by what they are about, whatever they are called.
    await write('duty.started', 'ticket', 10_000);
    expect(await asApplication('DELETE FROM event')).toBe(0);
  });

  it('is not deleted by it before it was read', async () => {
    await owner.query(`INSERT INTO reader_cursor (reader, snapshot) VALUES ('relay', pg_current_snapshot())`);
    await write('duty.started', 'duty', 10_000);
    expect(await asApplication('DELETE FROM event')).toBe(0);
    await owner.query('UPDATE reader_cursor SET snapshot = pg_current_snapshot()');
    expect(await asApplication('DELETE FROM event')).toBe(1);
  });

  it('is kept as many days in the database as the table of the code says', async () => {
    const { rows } = await owner.query<{ type: string; days: number | null }>(
      'SELECT type, event_days_kept(type) AS days FROM unnest($1::text[]) AS type',
      [eventTypes],
    );
    expect(Object.fromEntries(rows.map(({ type, days }) => [type, days]))).toEqual(eventDaysKept);
  });
});
