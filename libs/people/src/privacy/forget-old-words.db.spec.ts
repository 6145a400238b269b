import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { jobs } from '@firstbell/contracts/jobs';
import { oldWords } from '@firstbell/contracts/words-retention';
import { createDataSource, Database } from '@firstbell/platform';
import { Client } from 'pg';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { forgetOldWords } from './forget-old-words.js';
import { freeText, placesOfPerson } from './person-places.js';

let own: TestDatabase;
let database: Database;
let postgres: Client;
let schoolId: string;

beforeAll(async () => {
  own = await createTestDatabase();
  database = new Database(await createDataSource(own.appUrl, 2).initialize());
  postgres = new Client({ connectionString: own.superuserUrl });
  await postgres.connect();
  // Rows of single tables, without what they belong to.
  await postgres.query(`SET session_replication_role = 'replica'`);
});
afterAll(async () => {
  await database.source.destroy();
  await postgres.end();
  await own.drop();
});
beforeEach(async () => {
  schoolId = await found({});
});

async function found(settings: object): Promise<string> {
  const id = uuid();
  await postgres.query(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Lincoln', 'UTC', $2)`, [id, settings]);
  return id;
}

async function insert(table: string, row: Record<string, unknown>): Promise<void> {
  const names = Object.keys(row);
  await postgres.query(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, n) => `$${n + 1}`).join(', ')})`,
    Object.values(row),
  );
}
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const word = 'Zebulon Quackenbush was here';

/** Words in every place that holds some, all of them so many days old. */
async function write(days: number, school = schoolId): Promise<void> {
  const [at, ids] = [daysAgo(days), { school_id: school }];
  const [ticket, cancelled, mailing, roster, devices] = [uuid(), uuid(), uuid(), uuid(), uuid()];
  const filed = { ...ids, desk_id: uuid(), day: at, code: 'B1', issue_id: uuid(), language: 'en', priority: 'low', audience: 'desk' };
  const times = { filing_hash: 'x', line_rank: at, filed_at: at };
  const words = { description: word, escalation_note: word, advice: word, fix: 'New battery' };
  await insert('ticket', { ...filed, ...times, ...words, id: ticket, number: days, person_id: uuid(), state: 'resolved', resolved_at: at });
  await insert('ticket', { ...filed, ...times, id: cancelled, number: days + 20_000, typed_name: word, state: 'cancelled' });
  await insert('ticket_note', { ...ids, id: uuid(), ticket_id: ticket, by_id: uuid(), at, body: word });
  const taps = { fixed: 'yes', explained: 'yes', respected: 'yes' };
  await insert('feedback', { ...ids, ...taps, id: uuid(), ticket_id: ticket, resolution: 1, at, comment: word });
  await insert('coach_note', { ...ids, id: uuid(), from_id: uuid(), to_id: uuid(), at, body: word, reply: word });
  await insert('roster_exception', { ...ids, id: uuid(), typed_name: word, raised_at: at, settled_at: at });
  const rejected = { ...ids, id: uuid(), desk_id: uuid(), station_id: uuid(), typed: word, reason: word };
  await insert('rejected_filing', { ...rejected, filed_at: at, settled_at: at });
  const letter = { name: 'News', subject: {}, body: {}, audience: {} };
  await insert('mailing', { ...ids, ...letter, id: mailing, state: 'done', finished_at: at });
  const mail = { ...ids, id: uuid(), mailing_id: mailing, person_id: uuid(), message_id: 'm' };
  await insert('mail_item', { ...mail, address: 'zeb.q@school.example', reason: word, state: 'sent' });
  const mark = { ...ids, plan_id: uuid(), person_id: uuid(), step: 'video', state: 'done' };
  await insert('rollout_mark', { ...mark, answer: word, question: word, at });
  await insert('roster_import', { ...ids, id: roster, state: 'applied', file_name: 'r.zip', finished_at: at });
  const problem = { ...ids, number: 1, severity: 'error', found: word, expected: 'an address' };
  await insert('roster_problem', { ...problem, import_id: roster, file: 'users.csv' });
  const staged = { ...ids, import_id: roster, source_id: 's-1', id: uuid() };
  const name = { given_name: word, family_name: word, search_name: word, roles: ['student'] };
  await insert('roster_staged_person', { ...staged, ...name });
  await insert('roster_staged_enrollment', { ...staged, class_source_id: 'c', person_source_id: 's-1', role: 'student' });
  await insert('device_import', { ...ids, id: devices, state: 'applied', file_name: 'd.csv', preset: 'own', mapping: {}, finished_at: at });
  await insert('device_import_problem', { ...problem, import_id: devices });
}

/** Rows that still say what was written, by table. */
async function wordsLeft(school = schoolId): Promise<Record<string, number>> {
  const left: Record<string, number> = {};
  for (const { table } of oldWords) {
    const { rowCount } = await postgres.query(`SELECT 1 FROM ${table} t WHERE school_id = $1 AND t::text ~ 'Zebulon|zeb|s-1'`, [school]);
    if (rowCount) left[table] = rowCount;
  }
  return left;
}
const everywhere = Object.fromEntries(oldWords.map(({ table }) => [table, table === 'ticket' ? 2 : 1]));
const isDue = async () =>
  (await postgres.query(`SELECT 1 FROM (${jobs['words.retention'].due}) AS due WHERE school_id = $1`, [schoolId])).rowCount === 1;

describe('what people wrote about each other', () => {
  it('stays for a school year and its summer, and is taken out after it, everywhere; what is counted stays', async () => {
    await write(429);
    expect(await isDue()).toBe(false);
    expect(await forgetOldWords(database, schoolId)).toBe(0);
    expect(await wordsLeft()).toEqual(everywhere);

    await write(431);
    expect(await isDue()).toBe(true);
    expect(await forgetOldWords(database, schoolId, 1)).toBe(oldWords.length + 1);
    expect(await wordsLeft()).toEqual(everywhere);
    expect(await isDue()).toBe(false);
    const { rows } = await postgres.query(
      `SELECT state, typed_name, description, fix, (SELECT count(*)::int FROM ticket_note WHERE school_id = $1) AS notes,
         (SELECT count(*)::int FROM feedback WHERE school_id = $1) AS feedback FROM ticket WHERE school_id = $1 AND number % 20000 = 431 ORDER BY state`,
      [schoolId],
    );
    // What was done to a device is its history, and stays.
    expect(rows).toEqual([
      { state: 'cancelled', typed_name: '[erased]', description: null, fix: null, notes: 2, feedback: 2 },
      { state: 'resolved', typed_name: null, description: null, fix: 'New battery', notes: 2, feedback: 2 },
    ]);
  });

  it('stays as many school years as the school says', async () => {
    schoolId = await found({ wordsKeptYears: 3 });
    await write(3 * 365 + 64);
    expect(await forgetOldWords(database, schoolId)).toBe(0);
    await postgres.query(`UPDATE school SET settings = '{"wordsKeptYears": 2}' WHERE id = $1`, [schoolId]);
    expect(await isDue()).toBe(true);
    expect(await forgetOldWords(database, schoolId)).toBe(oldWords.length + 1);
    expect(await wordsLeft()).toEqual({});
  });

  it('stays however old it is while something is open: a ticket, a mail, an import', async () => {
    await write(10_000);
    await postgres.query(`UPDATE ticket SET state = 'held', resolved_at = NULL WHERE school_id = $1`, [schoolId]);
    await postgres.query(`UPDATE mail_item SET state = 'needs_person' WHERE school_id = $1`, [schoolId]);
    for (const table of ['roster_import', 'device_import'])
      await postgres.query(`UPDATE ${table} SET state = 'ready', finished_at = NULL WHERE school_id = $1`, [schoolId]);
    for (const table of ['roster_exception', 'rejected_filing'])
      await postgres.query(`UPDATE ${table} SET settled_at = NULL WHERE school_id = $1`, [schoolId]);
    await forgetOldWords(database, schoolId);
    const { coach_note: _, feedback: __, rollout_mark: ___, ...open } = everywhere;
    expect(await wordsLeft()).toEqual(open);
  });

  it('of one school is not counted as another’s', async () => {
    const other = await found({});
    await write(10_000, other);
    expect(await isDue()).toBe(false);
    expect(await forgetOldWords(database, schoolId)).toBe(0);
    expect(await wordsLeft(other)).toEqual(everywhere);
  });

  it('is looked for only where words of people are known to be', () => {
    const known = [...Object.keys(freeText), ...Object.keys(placesOfPerson)];
    expect(oldWords.filter(({ table }) => !known.includes(table))).toEqual([]);
  });
});
