import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roles, type NamedOperation, type Role } from '@firstbell/contracts/operation';
import { allOperations, type OperationId } from '@firstbell/contracts/operations';
import { Client as Postgres } from 'pg';
import { addressOf, type Client } from '../support/client.js';
import { sampleInput } from '../support/sample-input.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { sessionOf } from '../support/somebody.js';

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

describe('every route', () => {
  let postgres: Postgres;
  let schoolId: string;

  beforeAll(async () => {
    postgres = new Postgres({ connectionString: server.database.superuserUrl });
    await postgres.connect();
    schoolId = (await (await server.signedIn('coach')).call('me', {})).school.id;
  });
  afterAll(() => postgres.end());

  /** A session that is over, and a station that was unpaired. */
  async function noLongerIn(): Promise<Client[]> {
    const [over, unpaired] = [server.client(), await server.paired('kiosk')];
    const { rows: found } = await postgres.query<{ id: string }>(
      `SELECT id FROM person WHERE school_id = $1 AND 'administrator' = ANY(roles)`,
      [schoolId],
    );
    over.cookie = await sessionOf(postgres, { id: found[0]?.id ?? '', role: 'administrator', schoolId }, '-1 second');
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

  it('is all there is to a session; the queues of several schools are nobody’s, and the figures are not either', async () => {
    const nobody = [server.client(), ...(await noLongerIn())].map((client) => ({ who: 'nobody', client, ofQueues: 401 }));
    const inside = [...byRole].map(([who, { client }]) => ({ who, client, ofQueues: 403 }));
    for (const { who, client, ofQueues } of [...nobody, ...inside]) {
      for (const path of ['/admin/queues', '/admin/queues/', '/admin/queues/api/queues']) {
        const { status } = await client.send('GET', path);
        // Who is let in, of one school or of those who run several, is shown in queue-dashboard.db.spec.
        expect({ who, path, status }).toEqual({ who, path, status: ofQueues });
      }
      const { status } = await client.send('GET', '/metrics', undefined, { 'x-forwarded-for': '203.0.113.9' });
      expect({ who, path: '/metrics', status }).toEqual({ who, path: '/metrics', status: 403 });
    }
  });
});
