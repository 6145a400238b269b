import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roles, type NamedOperation, type Role } from '@firstbell/contracts/operation';
import { allOperations, type OperationId } from '@firstbell/contracts/operations';
import { Client as Postgres } from 'pg';
import { v7 as uuid } from 'uuid';
import { addressOf, type Client } from '../support/client.js';
import { idFields, tableOf } from '../support/id-fields.js';
import { sampleInput } from '../support/sample-input.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { sessionOf, somebodyOf } from '../support/somebody.js';

let server: TestServer;
/** One signed-in client for each role; a student assistant is also a student. */
let byRole: Map<Role, { client: Client; roles: readonly Role[] }>;

beforeAll(async () => {
  server = await startTestServer();
  const signedIn: [Role, Client][] = [
    ['assistant', await server.signedIn('assistant1')],
    ['coach', await server.signedIn('coach')],
    ['teacher', await server.signedIn('teacher1')],
    ['leader', await server.signedIn('leader1')],
    ['administrator', await server.signedIn('admin')],
    ['kiosk', await server.paired('kiosk')],
    ['board', await server.paired('board')],
  ];
  byRole = new Map();
  for (const [role, client] of signedIn) byRole.set(role, { client, roles: (await client.call('me', {})).roles });
  byRole.set('student', await asPlainStudent());
});
afterAll(() => server.stop());

/** An assistant whose other role was taken away: what is left is a student with a session. */
async function asPlainStudent() {
  const [admin, client] = [await server.signedIn('admin'), await server.signedIn('assistant21')];
  const { id } = await client.call('me', {});
  await admin.call('setRoles', { personId: id, roles: ['student'], skills: [], periods: [] });
  return { client, roles: (await client.call('me', {})).roles };
}

/** Sent with a copy of the client, since some answers open another session. */
const send = (client: Client, operation: NamedOperation, input: Record<string, unknown>) => {
  const [path, json] = addressOf(operation.id as OperationId, input);
  const copy = server.client();
  copy.cookie = client.cookie;
  return copy.send(operation.method, path, json);
};
const codeOf = (body: unknown) => (typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined);

/** Ends the session it is tried with, so it is tried by a test of its own. */
const endsSession: readonly string[] = ['signOut'];

describe('the permission table', () => {
  it('has a client of every role to walk with', () => {
    expect([...byRole.keys()].sort()).toEqual([...roles].sort());
  });

  it.each(allOperations.map((operation) => [operation.id, operation] as const))(
    '%s lets in exactly who it names',
    async (id, operation) => {
      if (endsSession.includes(id)) return;
      const anonymous = await send(server.client(), operation, sampleInput(operation));
      if (operation.who === 'anyone') expect(codeOf(anonymous.body)).not.toBe('session.needed');
      else expect([anonymous.status, codeOf(anonymous.body)]).toEqual([401, 'session.needed']);
      for (const [role, { client, roles: held }] of byRole) {
        const { status, body } = await send(client, operation, sampleInput(operation));
        const allowed = operation.who === 'anyone' || held.some((one) => operation.who.includes(one));
        if (allowed) expect([role, codeOf(body)]).not.toEqual([role, 'role.not_permitted']);
        else expect([role, status, codeOf(body)]).toEqual([role, 403, 'role.not_permitted']);
        expect([role, status]).not.toEqual([role, 500]);
      }
    },
  );

  it('describes every route under /api, and no route outside it changes anything', async () => {
    const { body } = await server.client().send('GET', '/api/openapi.json');
    const document = body as { paths: Record<string, Record<string, { operationId: string }>> };
    const described = Object.values(document.paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
    expect(described.sort()).toEqual(allOperations.map(({ id }) => id).sort());
  });
});

describe('another school', () => {
  it('is not there: its desk, ticket, issue, person, device, station and review are unknown, and nothing of it changes', async () => {
    const admin = await server.signedIn('admin');
    const north = await admin.call('createSchool', { name: 'North', timeZone: 'America/New_York' });
    const { issues } = await admin.call('listIssues', {});
    const theirs = { deskId: north.desks[0]?.id ?? '', issueId: issues.find(({ skill }) => skill === null)?.id ?? '', personId: north.id };
    const { id: deviceId } = await admin.call('addDevice', { id: uuid(), tag: 'N-1', model: 'Northern Laptop' });
    const ticket = await admin.call('fileTicket', { id: uuid(), ...theirs, personId: undefined, typedName: 'Northern Student' });
    const before = await admin.call('listLine', { deskId: theirs.deskId });

    const ids: Record<string, unknown> = {
      ...theirs,
      deviceId,
      ticketId: ticket.id,
      toPersonId: north.id,
      schoolId: uuid(),
      stationId: uuid(),
      reviewId: uuid(),
      noteId: uuid(),
      importId: uuid(),
    };
    const about = allOperations.filter(
      (operation) =>
        operation.who !== 'anyone' &&
        Object.keys(operation.input.shape).some((name) => name in theirs || name === 'ticketId' || name === 'deviceId'),
    );
    expect(about.length).toBeGreaterThan(20);
    for (const operation of about) {
      for (const [role, { client, roles: held }] of byRole) {
        if (operation.who === 'anyone' || !held.some((one) => operation.who.includes(one))) continue;
        const { status, body } = await send(client, operation, sampleInput(operation, ids));
        if (status === 200) expect([operation.id, role, isEmpty(body)]).toEqual([operation.id, role, true]);
        else expect([operation.id, role, [400, 403, 404, 409, 429].includes(status)]).toEqual([operation.id, role, true]);
        expect(JSON.stringify(body)).not.toContain('Northern');
      }
    }
    const after = await admin.call('listLine', { deskId: theirs.deskId });
    expect({ ...after, resume: '' }).toEqual({ ...before, resume: '' });
  });
});

describe('every route that takes an id', () => {
  /** Somebody of each role in another school than the demo, with a session or a station of their own. */
  let strangers: Map<Role, Client>;
  /** A row of the demo school for each table that has one. */
  let rows: Map<string, string>;
  let owner: Postgres;
  let demoId: string;

  beforeAll(async () => {
    owner = new Postgres({ connectionString: server.database.superuserUrl });
    await owner.connect();
    const coach = await server.signedIn('coach');
    const me = await coach.call('me', {});
    demoId = me.school.id;
    const { issues } = await coach.call('listIssues', {});
    await byRole.get('kiosk')?.client.call('fileTicket', {
      id: uuid(),
      deskId: me.desks[0]?.id ?? '',
      issueId: issues.find(({ skill }) => skill === null)?.id ?? '',
      typedName: 'Somebody',
    });
    rows = new Map();
    for (const table of new Set(Object.values(tableOf))) {
      if (table === null) continue;
      const { rows: found } = await owner.query<{ id: string }>(
        `SELECT id FROM ${table} WHERE ${table === 'school' ? 'id' : 'school_id'} = $1 LIMIT 1`,
        [demoId],
      );
      if (found[0] !== undefined) rows.set(table, found[0].id);
    }
    const south = await (await server.signedIn('admin')).call('createSchool', { name: 'South', timeZone: 'America/New_York' });
    strangers = new Map();
    for (const role of roles) {
      const stranger = await somebodyOf(owner, role, { id: south.school.id, deskId: south.desks[0]?.id ?? '' });
      strangers.set(role, Object.assign(server.client(), { cookie: await sessionOf(owner, stranger) }));
    }
  });
  afterAll(() => owner.end());

  const withIds = allOperations.filter((operation) => idFields(operation).some(({ name }) => tableOf[name] !== null));
  const theirs = (operation: NamedOperation) =>
    sampleInput(
      operation,
      Object.fromEntries(
        idFields(operation).map(({ name, isList }) => {
          const id = rows.get(tableOf[name] ?? '') ?? uuid();
          return [name, isList ? [id] : id];
        }),
      ),
    );
  const ofDemo = async () => (await owner.query<{ count: string }>(`SELECT count(*) FROM event WHERE school_id = $1`, [demoId])).rows;

  it('takes ids whose rows this walk knows, and most of them are there', () => {
    expect(
      [...new Set(allOperations.flatMap((operation) => idFields(operation).map(({ name }) => name)))].filter((name) => !(name in tableOf)),
    ).toEqual([]);
    expect([...rows.keys()]).toEqual(
      expect.arrayContaining(['desk', 'device', 'issue', 'period', 'person', 'school', 'station', 'ticket']),
    );
  });

  it.each(withIds.map((operation) => [operation.id, operation] as const))(
    '%s tells and changes nothing of another school',
    async (_id, operation) => {
      const before = await ofDemo();
      for (const [role, client] of strangers) {
        if (operation.who === 'anyone' || !operation.who.includes(role)) continue;
        const { status, text } = await send(client, operation, theirs(operation));
        if (status === 200)
          expect([role, [...rows.values()].filter((id) => text.includes(id)), text.includes('Cedar Bend')]).toEqual([role, [], false]);
        else expect([role, [400, 403, 404, 409, 429].includes(status)]).toEqual([role, true]);
      }
      expect(await ofDemo()).toEqual(before);
    },
  );

  /** A session that is over, and a station that was unpaired. */
  async function noLongerIn(): Promise<Client[]> {
    const [over, unpaired] = [server.client(), await server.paired('kiosk')];
    const { rows: found } = await owner.query<{ id: string }>(
      `SELECT id FROM person WHERE school_id = $1 AND 'administrator' = ANY(roles)`,
      [demoId],
    );
    over.cookie = await sessionOf(owner, { id: found[0]?.id ?? '', role: 'administrator', schoolId: demoId }, '-1 second');
    const { id: stationId } = await unpaired.call('me', {});
    await (await server.signedIn('coach')).call('unpairStation', { stationId });
    return [over, unpaired];
  }

  it('answers 401 to a session that is over, and to a station that was unpaired', async () => {
    const clients = await noLongerIn();
    for (const operation of allOperations) {
      if (operation.who === 'anyone') continue;
      for (const client of clients) {
        const { status, body } = await send(client, operation, sampleInput(operation));
        expect([operation.id, status, codeOf(body)]).toEqual([operation.id, 401, 'session.needed']);
      }
    }
  });

  it('is all there is to a session, but for the queues, which are an administrator’s; the figures are nobody’s', async () => {
    const nobody = [server.client(), ...(await noLongerIn())].map((client) => ({ who: 'nobody', client, ofQueues: 401 }));
    const inside = [...byRole].map(([who, { client }]) => ({ who, client, ofQueues: who === 'administrator' ? 0 : 403 }));
    for (const { who, client, ofQueues } of [...nobody, ...inside]) {
      for (const path of ['/admin/queues', '/admin/queues/', '/admin/queues/api/queues']) {
        const { status } = await client.send('GET', path);
        // What an administrator sees of them is looked at in a browser, in test/browser/pages.
        const refusal = status === 401 || status === 403 ? status : 0;
        expect({ who, path, refusal }).toEqual({ who, path, refusal: ofQueues });
      }
      const { status } = await client.send('GET', '/metrics', undefined, { 'x-forwarded-for': '203.0.113.9' });
      expect({ who, path: '/metrics', status }).toEqual({ who, path: '/metrics', status: 403 });
    }
  });
});

/** An answer that tells nothing: "done" to a wish about something unknown, or lists without rows. */
function isEmpty(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return true;
  return Object.entries(body).every(
    ([name, value]) => name === 'resume' || value === true || value === null || (Array.isArray(value) && value.length === 0) || value === 0,
  );
}
