import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roles, type NamedOperation, type Role } from '@firstbell/contracts/operation';
import { allOperations, type OperationId } from '@firstbell/contracts/operations';
import { problem } from '@firstbell/contracts/problem';
import { SchedulesService } from '@firstbell/schedule';
import { Client as Postgres } from 'pg';
import { v7 as uuid } from 'uuid';
import type * as z from 'zod';
import { addressOf } from '../support/client.js';
import { demoPassword } from '../support/demo-password.js';
import { idFields, tableOf, tablesAskedFor } from '../support/id-fields.js';
import { rowOfEachTable, type Otherwise, type RowOfEachTable, type SchoolOfRows } from '../support/row-of-each-table.js';
import { sampleInput } from '../support/sample-input.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { sessionOf, somebodyOf, type Somebody } from '../support/somebody.js';
import { WriteWatch } from '../support/write-watch.js';

let server: TestServer;
let postgres: Postgres;
let watch: WriteWatch;
let cedarBend: SchoolOfRows;
let south: SchoolOfRows;
/** Somebody of each role at South, who reaches for what is Cedar Bend's. */
let strangers: Map<Role, Somebody>;

beforeAll(async () => {
  server = await startTestServer();
  postgres = new Postgres({ connectionString: server.database.superuserUrl });
  await postgres.connect();
  const admin = await server.signedIn('admin');
  cedarBend = schoolOf(await admin.call('me', {}));
  south = schoolOf(await admin.call('createSchool', { name: 'South', timeZone: 'America/New_York' }));
  strangers = new Map();
  for (const role of roles) strangers.set(role, await somebodyOf(postgres, role, south));
  watch = await WriteWatch.begin(postgres);
}, 60_000);
afterAll(async () => {
  await postgres.end();
  await server.stop();
});

const schoolOf = ({ school, desks }: { school: { id: string }; desks: { id: string }[] }): SchoolOfRows => ({
  id: school.id,
  deskId: desks[0]?.id ?? '',
});

/** In a session of its own, which has used up no rate and is not over. */
async function send(
  somebody: Somebody,
  operation: NamedOperation,
  input: Record<string, unknown>,
): Promise<{ status: number; text: string }> {
  const cookie = await sessionOf(postgres, somebody);
  const [path, json] = addressOf(operation.id as OperationId, input);
  if (operation.body !== 'file') return Object.assign(server.client(), { cookie }).send(operation.method, path, json);
  const query = new URLSearchParams(json as Record<string, string>).toString();
  const headers = { cookie, 'content-type': 'application/octet-stream' };
  const answer = await fetch(`${server.base}${path}?${query}`, {
    method: operation.method,
    headers,
    body: Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  });
  return { status: answer.status, text: await answer.text() };
}

const claimed: Otherwise = { ticket: ({ person }) => ({ state: 'claimed', claimed_by: person, claimed_at: new Date() }) };
const held: Otherwise = { ticket: () => ({ state: 'held', hold_reason: 'trying_self_help' }) };
const resolved: Otherwise = {
  ticket: ({ person }) => ({ state: 'resolved', resolved_at: new Date(), resolved_by: person, resolutions: 1 }),
};
const escalated: Otherwise = { ticket: ({ person }) => ({ state: 'escalated', escalated_by: person }) };

/** Even one that another school’s coach has somehow written to somebody here. */
const toTheAssistant: Otherwise = { coach_note: () => ({ to_id: strangers.get('assistant')?.id }) };

/** How rows have to be so that the operation could do something to them; the others are refused by nothing but the school. */
const asNeeded: Readonly<Partial<Record<OperationId, Otherwise>>> = {
  ...{ releaseTicket: claimed, extendClaim: claimed, holdTicket: claimed, handOverTicket: claimed, escalateTicket: claimed },
  ...{ resolveTicket: claimed, addNote: claimed, comeBack: held, finishSelfHelp: held, reopenTicket: resolved, giveFeedback: resolved },
  ...{ finishMySelfHelp: held, returnMyTicket: held, rateMyTicket: resolved },
  ...{ takeEscalation: escalated, returnEscalation: escalated },
  decideMailItem: { mail_item: () => ({ state: 'unknown' }) },
  ...{ readCoachNote: toTheAssistant, answerCoachNote: toTheAssistant },
  erasePerson: { person: () => ({ status: 'removed' }) },
  moveRollout: { rollout_plan: () => ({ state: 'draft' }) },
  resumeMailing: { mailing: () => ({ state: 'paused' }) },
  undoDeviceImport: { device_import: () => ({ state: 'applied', finished_at: new Date() }) },
};

/** Operations about the student's own ticket or laptop, and how these are theirs. */
const ofTheStudent: readonly string[] = ['fileMyTicket', 'finishMySelfHelp', 'returnMyTicket', 'leaveMyTicket', 'rateMyTicket'];
const theStudents = (otherwise: Otherwise = {}): Otherwise => ({
  ...otherwise,
  ticket: (rows) => ({ ...otherwise['ticket']?.(rows), person_id: strangers.get('student')?.id }),
  device: () => ({ holder_id: strangers.get('student')?.id, state: 'in_use' }),
});

/** What else is sent so that nothing but the school is in the way. */
const besides: Readonly<Partial<Record<OperationId, Record<string, unknown>>>> = {
  claimTicket: { reason: 'other' },
  createRollout: { steps: ['account', 'credentials'], credentials: 'mail' },
  handleException: { version: 0 },
};

/** What finds a row without its id: a badge, a tag, or people named inside. */
const keysOf: Readonly<Record<string, (whose: RowOfEachTable) => unknown[]>> = {
  scan: ({ badge, tag }) => [badge, tag],
  deviceTag: ({ tag }) => [tag],
  tags: ({ tag }) => [[tag]],
  audience: ({ rows }) => [{ kind: 'all', values: [], personIds: [rows['person']] }],
};

interface Fields {
  readonly ids: readonly string[];
  readonly keys: readonly string[];
  /** Of both, what cannot be left out. */
  readonly needed: readonly string[];
}
function fieldsOf(operation: NamedOperation): Fields {
  const shape = operation.input.shape as Record<string, z.ZodType>;
  const ids = idFields(operation).flatMap(({ name }) => (typeof tableOf(operation, name) === 'string' ? name : []));
  const keys = Object.keys(keysOf).filter((name) => shape[name]?.safeParse(keysOf[name]?.(nothing)[0]).success === true);
  return { ids, keys, needed: [...ids, ...keys].filter((name) => shape[name]?.safeParse(undefined).success === false) };
}
const nothing: RowOfEachTable = { rows: { person: uuid() }, word: 'x', tag: 'x', badge: 'x' };

/** An input whose fields mean rows of this or that one. Of what has two keys it is the one at `key`. */
function inputWith(operation: NamedOperation, fields: readonly string[], whose: (field: string) => RowOfEachTable, key = 0) {
  const lists = new Set(idFields(operation).flatMap(({ name, isList }) => (isList ? name : [])));
  const given: Record<string, unknown> = { password: demoPassword, ...besides[operation.id as OperationId] };
  for (const field of fields) {
    const of = whose(field);
    const id = of.rows[tableOf(operation, field) ?? ''];
    const keys = keysOf[field]?.(of);
    given[field] = keys === undefined ? (lists.has(field) ? [id] : id) : (keys[key] ?? keys[0]);
  }
  return sampleInput(operation, given);
}

/** All that is asked for is theirs; then one thing after another is, and the rest one's own; then what is found without an id. */
function reaches(operation: NamedOperation, own: RowOfEachTable, theirs: RowOfEachTable): Record<string, unknown>[] {
  const { ids, keys, needed } = fieldsOf(operation);
  const named = [...new Set([...ids, ...needed])];
  const found = [...new Set([...needed, ...keys])];
  const byKey = (key: number) => inputWith(operation, found, (field) => (keys.includes(field) ? theirs : own), key);
  return [
    inputWith(operation, named, () => theirs),
    ...(named.length > 1 ? named.map((one) => inputWith(operation, named, (field) => (field === one ? theirs : own))) : []),
    ...(keys.length > 0 ? [byKey(0)] : []),
    ...(keys.includes('scan') ? [byKey(1)] : []),
  ];
}

const reaching = allOperations.filter((operation) => {
  const { ids, keys } = fieldsOf(operation);
  return operation.who !== 'anyone' && ids.length + keys.length > 0;
});
const strangersIn = ({ who }: NamedOperation): Somebody[] =>
  [...strangers].flatMap(([role, stranger]) => (who !== 'anyone' && who.includes(role) ? stranger : []));

async function setSecondLock(isOn: boolean): Promise<void> {
  const { rows } = await postgres.query<{ name: string }>(
    `SELECT DISTINCT c.relname AS name FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid`,
  );
  for (const { name } of rows) await postgres.query(`ALTER TABLE ${name} ${isOn ? 'ENABLE' : 'DISABLE'} ROW LEVEL SECURITY`);
}

describe('rows of another school', () => {
  it('are there of every table of which an operation takes the id', async () => {
    expect(
      allOperations.flatMap((operation) =>
        idFields(operation).flatMap(({ name }) => (tableOf(operation, name) === undefined ? `${operation.id}.${name}` : [])),
      ),
    ).toEqual([]);
    const { rows } = await rowOfEachTable(postgres, cedarBend, 'Cedar Bend');
    expect(Object.keys(rows)).toEqual(expect.arrayContaining([...tablesAskedFor]));
    for (const table of tablesAskedFor) {
      const found = await postgres.query(`SELECT 1 FROM ${table} WHERE ${table === 'school' ? 'id' : 'school_id'} = $1 AND id = $2`, [
        cedarBend.id,
        rows[table],
      ]);
      expect([table, found.rowCount]).toEqual([table, 1]);
    }
  });
});

/** Neither told of, nor written to, nor named in a row of one's own. */
async function reachesNothing(stranger: Somebody, operation: NamedOperation, input: Record<string, unknown>, theirs: RowOfEachTable) {
  const holdsTheirs = (text: string): string[] => [...Object.values(theirs.rows), theirs.word].filter((one) => text.includes(one));
  const { status, text } = await send(stranger, operation, input);
  const written = (await watch.since()).filter(
    ({ row }) => row['school_id'] === cedarBend.id || row['id'] === cedarBend.id || holdsTheirs(JSON.stringify(row)).length > 0,
  );
  const asked = { role: stranger.role, input, status, text };
  expect({ ...asked, isPlain: [200, 400, 403, 404, 409, 415].includes(status), told: holdsTheirs(text), written }).toEqual({
    ...asked,
    isPlain: true,
    told: [],
    written: [],
  });
}

/** The same with rows of one's own: whatever is wrong with it, they are there, and so it was the school that was refused. */
async function isThereInOwnSchool(operation: NamedOperation, own: RowOfEachTable) {
  const { ids, keys, needed } = fieldsOf(operation);
  const named = ids.length > 0 ? [...new Set([...ids, ...needed])] : keys;
  const [one] = strangersIn(operation);
  if (one === undefined) throw new Error(`Nobody may ask ${operation.id}.`);
  const { status, text } = await send(
    one,
    operation,
    inputWith(operation, named, () => own),
  );
  const field = status === 404 ? problem.parse(JSON.parse(text)).field : undefined;
  expect({ text, isThere: field === undefined ? status !== 404 : !named.includes(field) }).toEqual({ text, isThere: true });
}

describe.each([
  ['with both locks', true],
  ['with the second lock, that of the database, off', false],
])('another school, %s,', (_, isOn) => {
  beforeAll(() => setSecondLock(isOn));
  afterAll(() => setSecondLock(true));

  it.each(reaching.map((operation) => [operation.id, operation] as const))('hears and sees nothing of %s', async (id, operation) => {
    const otherwise = asNeeded[id as OperationId];
    const own = await rowOfEachTable(postgres, south, 'South', ofTheStudent.includes(id) ? theStudents(otherwise) : otherwise);
    const theirs = await rowOfEachTable(postgres, cedarBend, 'Cedar Bend', otherwise);
    // Rows that were put there behind its back.
    for (const part of server.parts)
      for (const { id: schoolId } of [south, cedarBend]) part.get(SchedulesService, { strict: false }).forget(schoolId);
    await watch.since();
    const inputs = reaches(operation, own, theirs);
    for (const stranger of strangersIn(operation))
      // The second lock can only hide more; that it does so in every table is shown beside it, in row-level-security-everywhere.
      for (const input of isOn ? inputs.slice(0, 1) : inputs) await reachesNothing(stranger, operation, input, theirs);
    await isThereInOwnSchool(operation, own);
  });
});
