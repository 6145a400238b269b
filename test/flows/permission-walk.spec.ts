import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roles, type NamedOperation, type Role } from '@firstbell/contracts/operation';
import { allOperations, type OperationId } from '@firstbell/contracts/operations';
import { v7 as uuid } from 'uuid';
import { addressOf, type Client } from '../support/client.js';
import { sampleInput } from '../support/sample-input.js';
import { startTestServer, type TestServer } from '../support/server.js';

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

/** An answer that tells nothing: "done" to a wish about something unknown, or lists without rows. */
function isEmpty(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return true;
  return Object.entries(body).every(
    ([name, value]) => name === 'resume' || value === true || value === null || (Array.isArray(value) && value.length === 0) || value === 0,
  );
}
