import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roles, type NamedOperation, type RateLimit, type Role } from '@firstbell/contracts/operation';
import { allOperations, type OperationId } from '@firstbell/contracts/operations';
import { problem } from '@firstbell/contracts/problem';
import { Client as Postgres } from 'pg';
import { addressOf, type Client } from '../support/client.js';
import { sampleInput } from '../support/sample-input.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { sessionOf, somebodyOf, type Somebody } from '../support/somebody.js';

let server: TestServer;
let postgres: Postgres;
let deskId: string;
let somebodies: Map<Role, Somebody>;

beforeAll(async () => {
  server = await startTestServer();
  postgres = new Postgres({ connectionString: server.database.superuserUrl });
  await postgres.connect();
  const { rows } = await postgres.query<{ id: string; deskId: string }>('SELECT school_id AS id, id AS "deskId" FROM desk LIMIT 1');
  const [school] = rows;
  if (school === undefined) throw new Error('There is no desk.');
  deskId = school.deskId;
  somebodies = new Map();
  for (const role of roles) somebodies.set(role, await somebodyOf(postgres, role, school));
});
afterAll(async () => {
  await postgres.end();
  await server.stop();
});

const limited = allOperations.flatMap((operation) => (operation.rate === undefined ? [] : [{ ...operation, rate: operation.rate }]));

async function sessionAs(role: Role): Promise<Client> {
  const somebody = somebodies.get(role);
  if (somebody === undefined) throw new Error(`Nobody is ${role}.`);
  return Object.assign(server.client(), { cookie: await sessionOf(postgres, somebody) });
}
/** Whoever may ask it: an address without a session where that is enough. */
const whoAsks = async ({ who }: NamedOperation): Promise<Client> =>
  who === 'anyone' ? server.client() : sessionAs(who[0] ?? 'administrator');

/** What is sent is counted before it is looked at: the quickest to answer will do, which is one that does not fit. */
const ask = (client: Client, operation: NamedOperation, json: Record<string, unknown> = {}) => {
  const [path] = addressOf(operation.id as OperationId, sampleInput(operation));
  return client.send(operation.method, path, operation.method === 'GET' ? undefined : json);
};

const refusedFor = ({ perSeconds }: RateLimit, answer: { status: number; body: unknown; headers: Headers }) => {
  const told = problem.parse(answer.body);
  expect(told).toMatchObject({ status: 429, code: 'rate.exceeded', detail: expect.stringMatching(/Wait \d+ s/) });
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe(String(told.retryAfter));
  expect(told.retryAfter).toBeGreaterThan(0);
  expect(told.retryAfter).toBeLessThanOrEqual(perSeconds);
};

describe('how often something is asked', () => {
  it.each(limited.map((operation) => [operation.id, operation.rate.limit, operation] as const))(
    '%s is answered %d times, and then refused for a while',
    async (_id, limit, operation) => {
      const client = await whoAsks(operation);
      for (let time = 1; time <= limit; time += 1) {
        const { status } = await ask(client, operation);
        expect([time, status, status < 500 && status !== 429]).toEqual([time, status, true]);
      }
      refusedFor(operation.rate, await ask(client, operation));
      // Not for others: it is this session's, or this address's.
      const other = operation.who === 'anyone' ? await sessionAs('teacher') : await whoAsks(operation);
      expect((await ask(other, operation)).status).not.toBe(429);
    },
  );

  it.each(
    limited.flatMap((operation) =>
      operation.rate.perField === undefined ? [] : [[operation.id, operation.rate.perField, operation] as const],
    ),
  )('%s is counted more closely for the same of a field', async (_id, { name, limit }, operation) => {
    const client = await sessionAs('teacher');
    const same = (time: number, asker = client) =>
      ask(asker, operation, { [name]: time % 2 === 0 ? 'one@demo.example' : 'ONE@demo.example' });
    for (let time = 1; time <= limit; time += 1) expect((await same(time)).status).toBe(400);
    refusedFor(operation.rate, await same(limit + 1));
    expect((await ask(client, operation, { [name]: 'other@demo.example' })).status).toBe(400);
    // Another session is no fresh start.
    for (const other of [await sessionAs('student'), server.client()]) refusedFor(operation.rate, await same(limit + 2, other));
  });
});

describe('a code of six digits on a screen', () => {
  it.each(['lookUpPairing', 'pairStation'] as const)(
    'cannot be tried out by %s: ten tries, and not even the right one opens it',
    async (id) => {
      // From a session, so that it does not count to the address above.
      const screen = await sessionAs('teacher');
      const { code, pairingId, secret } = await screen.call('startPairing', { kind: 'kiosk' });
      const wrong = code === '000000' ? '000001' : '000000';
      const tryIn = (client: Client, tried: string) =>
        id === 'lookUpPairing' ? client.refusal(id, { code: tried }) : client.refusal(id, { code: tried, name: 'Kiosk', deskId });
      const coach = await sessionAs('coach');
      for (let time = 1; time <= 10; time += 1)
        expect(await tryIn(coach, wrong)).toMatchObject({ status: 404, code: 'pairing.unknown_code' });
      expect(await tryIn(coach, code)).toMatchObject({ status: 429, code: 'rate.exceeded' });
      expect(await screen.call('pairingState', { pairingId, secret })).toEqual({ state: 'waiting' });
      const another = await sessionAs('coach');
      expect(await another.call('lookUpPairing', { code })).toMatchObject({ pairingId });
    },
  );
});
