import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client as Postgres } from 'pg';
import { v7 as uuid } from 'uuid';
import { deletedRows, freeText, placesOfNobody, placesOfPerson } from '../../libs/people/src/privacy/person-places.js';
import type { Client } from '../support/client.js';
import { demoPassword, startTestServer, type TestServer } from '../support/server.js';

const [given, family, email, username, badge, sourceId] = [
  'Zebulon',
  'Quackenbush',
  'zeb.q@school.example',
  'zq1999',
  '7730451',
  'sis-88231',
];
const anyTrace = [given, family, email, username, badge, sourceId].join('|');
const mention = `Spoke with ${given} ${family} (${email}, ${badge}), ${family}, ${given} is ${username}/${sourceId}.`;

/** Words of the school itself, of programs, or of closed lists: nobody writes about a person there. */
const notAboutAnybody = [
  'cart.location cart.name check_out.sent_hash check_out.sync_code class.kind class.periods class.source_id class.status',
  'day_off.name day_type.name desk.letter desk.name device.manufacturer device.model device.provider_id device.serial device.tag',
  'device_import.counts device_import.file_name device_import.file_path device_import.mapping',
  'device_import_match.serial device_import_match.tag device_import_match.tag_serial device_import_problem.column_name device_import_row.tag',
  'device_management.config device_management.pause_code directory_provider.config directory_provider.pause_code directory_provider.username_rule',
  'event.data event.subject_type event.trace event.type exception_handling.subject_type feedback.explained feedback.fixed feedback.respected',
  'issue.checklist issue.fixes issue.kindly issue.name issue.picture issue.self_help issue.skill',
  'mail_item.message_id mail_item.reason_code mail_sender.config mail_sender.pause_code mail_template.extra_names mail_template.name mailing.audience',
  'migrations.name pairing.address pairing.browser pairing.code period.name reader_cursor.reader rejected_filing.code repair.vendor review.reason',
  'rollout_mark.step rollout_plan.audience rollout_plan.basics rollout_plan.lanes rollout_plan.name rollout_plan.steps rollout_plan.video',
  'roster_import.apply_after roster_import.apply_step roster_import.counts roster_import.file_name roster_import.file_path',
  'roster_import.roster_version roster_import.state roster_problem.column_name roster_problem.file',
  'roster_staged_class.kind roster_staged_class.periods roster_staged_class.source_id school.day_pattern school.name school.settings school.time_zone session.browser session.system station.name',
  'ticket.cancel_reason ticket.code ticket.escalation_reason ticket.filing_hash ticket.hold_reason ticket.language ticket.skill',
].flatMap((line) => line.split(' '));
/** What tells that a staged row is theirs. */
const tellsWhose = ['roster_kept.source_id', 'roster_staged_enrollment.person_source_id', 'roster_staged_person.source_id'];

/** Neither the secret nor the recovery codes. */
const secondFactorColumns = ['account_id', 'confirmed_at', 'last_step', 'wrong_codes', 'wrong_since'];

let server: TestServer;
let admin: Client;
let postgres: Postgres;
let schoolId: string;
const personId = uuid();

interface Column {
  readonly name: string;
  readonly type: string;
  readonly needed: boolean;
  /** The first of a closed list, where a check names one. */
  readonly allowed: string | null;
}
let columnsOf: Map<string, Column[]>;
/** `table.column` → the table it refers to. */
let parentOf: Map<string, string>;

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.signedIn('admin');
  postgres = new Postgres({ connectionString: server.database.superuserUrl });
  await postgres.connect();
  schoolId = (await admin.call('me', {})).school.id;
  const { rows } = await postgres.query<Column & { table: string }>(`
    SELECT c.relname AS "table", a.attname AS name, format_type(a.atttypid, NULL) AS type, a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AS needed,
      (SELECT substring(pg_get_constraintdef(k.oid) FROM '\\(' || a.attname || ' = ANY \\(ARRAY\\[''([^'']+)''')
       FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum] LIMIT 1) AS allowed
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1, a.attnum`);
  columnsOf = new Map();
  for (const { table, ...column } of rows) columnsOf.set(table, [...(columnsOf.get(table) ?? []), column]);
  const { rows: parents } = await postgres.query<{ child: string; parent: string }>(`
    SELECT k.conrelid::regclass || '.' || a.attname AS child, k.confrelid::regclass::text AS parent FROM pg_constraint k
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[cardinality(k.conkey)]
    WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace`);
  parentOf = new Map(parents.map(({ child, parent }) => [child, parent]));
}, 60_000);
afterAll(async () => {
  await postgres.end();
  await server.stop();
});

/** Somebody rows are about: the one to be forgotten, or another. */
interface Somebody {
  readonly id: string;
  readonly sourceId: string;
  /** The row of each table that is about them. */
  readonly rows: Map<string, string>;
}

function rowOf(somebody: Somebody, table: string): string {
  const row = table === 'person' || table === 'roster_staged_person' ? somebody.id : (somebody.rows.get(table) ?? uuid());
  somebody.rows.set(table, row);
  return row;
}

/** Where a row names its person. */
const namesPerson = (table: string, column: string) =>
  (['person_id', 'holder_id', 'to_id'].includes(column) && table !== 'device') || `${table}.${column}` === 'event.subject_id';

function valueFor(table: string, { name, type, allowed }: Column, somebody: Somebody): unknown {
  if (name === 'school_id') return schoolId;
  if (name === 'id') return type === 'uuid' ? rowOf(somebody, table) : undefined;
  if (namesPerson(table, name)) return somebody.id;
  if (name === 'ticket_id') return rowOf(somebody, 'ticket');
  if (name === 'person_source_id' || (name === 'source_id' && !table.endsWith('class'))) return somebody.sourceId;
  const parent = parentOf.get(`${table}.${name}`);
  if (parent !== undefined && type === 'uuid') return rowOf(somebody, parent);
  if (table === 'ticket' && name === 'state') return 'resolved';
  if (allowed !== null) return allowed;
  if (type === 'uuid' || type === 'text') return uuid();
  if (type === 'jsonb') return {};
  if (type === 'text[]') return [];
  if (type === 'boolean') return false;
  if (type === 'integer') return 1 + Math.floor(Math.random() * 50);
  if (type === 'bytea') return Buffer.from(uuid());
  if (type === 'time without time zone') return name === 'starts_at' ? '08:00' : '09:00';
  return new Date();
}

/** A row that is about somebody in every way a row of this table can be. */
async function addRow(table: string, somebody: Somebody): Promise<void> {
  const columns = (columnsOf.get(table) ?? []).filter(
    ({ name, needed }) => needed || namesPerson(table, name) || `${table}.${name}` === 'credential.sealed',
  );
  const names = columns.map(({ name }) => name);
  await postgres.query(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, n) => `$${n + 1}`).join(', ')}) ON CONFLICT DO NOTHING`,
    columns.map((column) => valueFor(table, column, somebody)),
  );
}

async function write(table: string, column: string, which: string): Promise<void> {
  const type = columnsOf.get(table)?.find(({ name }) => name === column)?.type;
  const value = type === 'jsonb' ? { said: mention } : type === 'text[]' ? [username] : mention;
  await postgres.query('SAVEPOINT writing');
  try {
    await postgres.query(
      `UPDATE ${table} SET ${column} = $3 WHERE ctid = (SELECT ctid FROM ${table} WHERE ${which} AND $1::uuid IS NOT NULL AND $2::uuid IS NOT NULL LIMIT 1)`,
      [schoolId, personId, value],
    );
  } catch (error) {
    // A closed list or a unique value takes no sentence.
    if (!(error instanceof Error && 'code' in error && ['23514', '23505'].includes(String(error.code)))) throw error;
    await postgres.query('ROLLBACK TO SAVEPOINT writing');
  }
}

const isText = ({ type }: Column) => ['text', 'jsonb', 'text[]'].includes(type);
const placeOf = (table: string): string | undefined => Object.entries(placesOfPerson).find(([name]) => name === table)?.[1];

/** Writes of the person wherever the schema lets anybody write. */
async function leaveTraces(): Promise<void> {
  await postgres.query('BEGIN');
  await postgres.query(`SET LOCAL session_replication_role = 'replica'`);
  const accountId = uuid();
  await postgres.query(`INSERT INTO account (id, email, password_hash) VALUES ($1, $2, 'hash')`, [accountId, email]);
  await postgres.query(
    `INSERT INTO person (school_id, id, account_id, source_id, given_name, preferred_name, family_name, search_name, email, username, badge, grade, homeroom, roles)
     VALUES ($1, $2, $3, $4, $5, 'Zeb', $6, 'zebulon quackenbush', $7, $8, $9, '9', 'H1', ARRAY['student', 'assistant'])`,
    [schoolId, personId, accountId, sourceId, given, family, email, username, badge],
  );
  const { rows: others } = await postgres.query<{ id: string }>('SELECT id FROM person WHERE school_id = $1 AND id <> $2 LIMIT 1', [
    schoolId,
    personId,
  ]);
  const forgotten: Somebody = { id: personId, sourceId, rows: new Map([['account', accountId]]) };
  const another: Somebody = { id: others[0]?.id ?? '', sourceId: uuid(), rows: new Map() };
  for (const table of columnsOf.keys()) {
    if (['account', 'person', 'school', 'log_epoch', 'migrations', 'reader_cursor'].includes(table)) continue;
    await addRow(table, forgotten);
    await addRow(table, another);
  }
  for (const [table, columns] of columnsOf) {
    const theirs = placeOf(table);
    const ofSchool = columns.some(({ name }) => name === 'school_id') ? 'school_id = $1' : 'true';
    for (const column of columns.filter(isText)) {
      if (table === 'person' || [...notAboutAnybody, ...tellsWhose].includes(`${table}.${column.name}`)) continue;
      await write(table, column.name, theirs ?? ofSchool);
      const isFree = freeText[table]?.some((name) => name.split('::')[0] === column.name) ?? false;
      if (theirs !== undefined && isFree) await write(table, column.name, `school_id = $1 AND NOT coalesce(${theirs}, false)`);
    }
  }
  await postgres.query('COMMIT');
}

/** Every text, list or document anywhere that still tells who it was. */
async function traces(): Promise<string[]> {
  const found: string[] = [];
  for (const [table, columns] of columnsOf) {
    for (const { name } of columns.filter(isText)) {
      const { rowCount } = await postgres.query(`SELECT 1 FROM ${table} WHERE ${name}::text ~* $1`, [anyTrace]);
      if ((rowCount ?? 0) > 0) found.push(`${table}.${name}`);
    }
  }
  return found;
}

async function counts(): Promise<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const table of columnsOf.keys()) {
    counted[table] = (await postgres.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]?.n ?? 0;
  }
  return counted;
}

describe('one person', () => {
  it('has a place in every table of the schema, or none', () => {
    expect([...Object.keys(placesOfPerson), ...placesOfNobody].sort()).toEqual([...columnsOf.keys()].sort());
  });

  it('is not forgotten while the roster, a device or a ticket needs them, nor by themselves', async () => {
    await leaveTraces();
    expect(await admin.refusal('erasePerson', { personId })).toMatchObject({ status: 409, code: 'person.in_roster' });
    await postgres.query(`UPDATE person SET status = 'removed' WHERE id = $1`, [personId]);
    await postgres.query(`UPDATE device SET holder_id = $1 WHERE tag = (SELECT min(tag) FROM device)`, [personId]);
    expect(await admin.refusal('erasePerson', { personId })).toMatchObject({ code: 'person.has_device' });
    await postgres.query('UPDATE device SET holder_id = NULL WHERE holder_id = $1', [personId]);
    await postgres.query(`UPDATE ticket SET state = 'held' WHERE person_id = $1`, [personId]);
    expect(await admin.refusal('erasePerson', { personId })).toMatchObject({ code: 'person.has_open_ticket' });
    await postgres.query(`UPDATE ticket SET state = 'resolved' WHERE person_id = $1`, [personId]);
    const { id: me } = await admin.call('me', {});
    expect(await admin.refusal('erasePerson', { personId: me })).toMatchObject({ code: 'person.is_self' });
    expect(await traces()).toEqual(expect.arrayContaining(['person.email', 'ticket.description', 'mail_item.address']));
  }, 60_000);

  it('is shown everything that is held about them, and no secret', async () => {
    const { tables } = await admin.call('exportPerson', { personId });
    expect(Object.keys(tables)).toEqual(Object.keys(placesOfPerson).filter((table) => table !== 'device'));
    expect(tables['person']).toEqual([expect.objectContaining({ given_name: given, badge })]);
    expect(tables['account']).toEqual([expect.not.objectContaining({ password_hash: expect.anything() })]);
    expect(Object.keys(tables['second_factor']?.[0] ?? {}).sort()).toEqual(secondFactorColumns);
    expect(tables['credential']).toEqual([expect.not.objectContaining({ sealed: expect.anything() })]);
  });

  it('is forgotten: nothing anywhere tells who it was, and what is counted is as many as before', async () => {
    await postgres.query(`UPDATE directory_provider SET kind = 'ldap'`);
    await postgres.query(`UPDATE directory_account SET state = 'suspended', address = $2 WHERE person_id = $1`, [personId, email]);
    const before = await counts();
    expect(await admin.call('erasePerson', { personId })).toEqual({ personId, leftInDirectory: email });
    expect(await traces()).toEqual([]);
    const after = await counts();
    const gone = ['account', 'second_factor', ...deletedRows];
    expect(Object.keys(after).filter((table) => after[table] !== before[table])).toEqual([...gone, 'event'].sort());
    for (const table of gone) expect([table, (before[table] ?? 0) - (after[table] ?? 0)]).toEqual([table, 1]);
    const { rows } = await postgres.query(
      `SELECT type, actor_id IS NOT NULL AS by_somebody FROM event WHERE subject_id = $1 ORDER BY id DESC LIMIT 1`,
      [personId],
    );
    expect(rows).toEqual([{ type: 'person.erased', by_somebody: true }]);
  }, 60_000);

  it('is signed out everywhere at once', async () => {
    const assistant = await server.signedIn('assistant20');
    const { id } = await assistant.call('me', {});
    await postgres.query('UPDATE person SET source_id = NULL WHERE id = $1', [id]);
    await postgres.query('UPDATE device SET holder_id = NULL WHERE holder_id = $1', [id]);
    await admin.call('erasePerson', { personId: id });
    await sleep(100);
    expect(await assistant.refusal('me', {})).toMatchObject({ status: 401 });
  });

  it('keeps the account of somebody who is known to another school too', async () => {
    const assistant = await server.signedIn('assistant19');
    const { id } = await assistant.call('me', {});
    const other = uuid();
    await postgres.query(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Elsewhere', 'UTC', '{}')`, [other]);
    await postgres.query(
      `INSERT INTO person (school_id, id, account_id, given_name, family_name, search_name, roles)
       SELECT $1, gen_random_uuid(), account_id, 'Same', 'Person', 'same person', roles FROM person WHERE id = $2`,
      [other, id],
    );
    await postgres.query('UPDATE person SET source_id = NULL WHERE id = $1', [id]);
    await postgres.query('UPDATE device SET holder_id = NULL WHERE holder_id = $1', [id]);
    await admin.call('erasePerson', { personId: id });
    expect((await server.client().call('signIn', { email: 'assistant19@demo.example', password: demoPassword })).school.id).toBe(other);
  });

  it('can be forgotten once more, which finds nothing left', async () => {
    expect(await admin.call('erasePerson', { personId })).toEqual({ personId, leftInDirectory: null });
  });
});
