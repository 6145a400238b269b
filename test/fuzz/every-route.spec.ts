import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NamedOperation } from '@firstbell/contracts/operation';
import { allOperations, operations, type OperationId } from '@firstbell/contracts/operations';
import { problem } from '@firstbell/contracts/problem';
import fc from 'fast-check';
import { Client as Postgres } from 'pg';
import { addressOf, type Client } from '../support/client.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { inputOf } from './input-arbitrary.js';

/** Of each route. The same in every run, so that a landing never depends on luck; `FUZZ_RUNS` and `FUZZ_SEED` look longer and elsewhere. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 30);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);

/** They end the session, or ask somebody outside of this computer. */
const leftAlone: readonly string[] = ['signOut', 'testDirectory', 'testDeviceManagement', 'testMailSender', 'renewPassword'];

let server: TestServer;
let owner: Postgres;
let ids: string[];
let clients: Map<string, Client>;

beforeAll(async () => {
  server = await startTestServer();
  owner = new Postgres({ connectionString: server.database.ownerUrl });
  await owner.connect();
  clients = new Map([
    ['administrator', await server.signedIn('admin')],
    ['coach', await server.signedIn('coach')],
    ['assistant', await server.signedIn('assistant1')],
    ['kiosk', await server.paired('kiosk')],
    ['board', await server.paired('board')],
  ]);
  const { rows } = await owner.query<{ id: string }>(
    `(SELECT id FROM person LIMIT 6) UNION ALL (SELECT id FROM device LIMIT 4) UNION ALL (SELECT id FROM issue LIMIT 4)
     UNION ALL (SELECT id FROM desk LIMIT 2) UNION ALL (SELECT id FROM period LIMIT 2) UNION ALL (SELECT id FROM school LIMIT 1)`,
  );
  ids = rows.map(({ id }) => id);
}, 60_000);
afterAll(async () => {
  await owner.end();
  await server.stop();
});

/** Whoever may ask it, and can do the most. */
const clientFor = ({ who }: NamedOperation): Client => {
  for (const [role, client] of clients) if (who === 'anyone' || who.some((one) => one === role)) return client;
  return server.client();
};
/** What stands in the path is text that an address can carry. */
const inAddress = ({ path }: NamedOperation, input: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) =>
      path.includes(`:${name}`)
        ? [name, (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll(/\p{Surrogate}/gu, '?')]
        : [name, value],
    ),
  );
const written = async (): Promise<string> => (await owner.query<{ count: string }>('SELECT count(*) FROM event')).rows[0]?.count ?? '';

/** Whatever once broke something, in the words it was found in. */
const onceBroken: readonly (readonly [OperationId, Record<string, unknown>])[] = [
  ['signIn', { email: { toString: 'x', length: -1 }, password: ' ' }],
  ['updateSchoolSettings', { coachTitle: '\uD800' }],
  ['removeDeviceManagement', { version: Number.MAX_SAFE_INTEGER }],
  ['openSchool', { schoolId: 'x'.repeat(5_000) }],
];

describe('whatever is sent', () => {
  it.each(onceBroken)('%s refuses %j as it should have at once', async (id, input) => {
    const client = server.client();
    client.cookie = clients.get('administrator')?.cookie ?? '';
    const { status, body } = await client.send(operations[id].method, ...addressOf(id, input));
    expect([400, 403]).toContain(status);
    expect(problem.parse(body).detail).toMatch(/\w/);
  });

  it('an id that another row has already is said to be used', async () => {
    const admin = clients.get('administrator');
    const { rows } = await owner.query<{ id: string }>('SELECT id FROM device LIMIT 1');
    expect(await admin?.refusal('addDevice', { id: rows[0]?.id ?? '', tag: 'ID-1', model: 'Spin 511' })).toMatchObject({
      code: 'id.used',
      status: 409,
    });
  });

  const routes = allOperations.filter(({ id, body }) => body !== 'file' && !leftAlone.includes(id));

  it.each(routes.map((operation) => [operation.id, operation] as const))(
    '%s answers or refuses in plain words, and writes nothing it refuses',
    async (id, operation) => {
      await fc.assert(
        fc.asyncProperty(inputOf(operation.input, ids), async (input) => {
          const client = server.client();
          client.cookie = clientFor(operation).cookie;
          const fits = operation.input.safeParse(input).success;
          const before = fits ? '' : await written();
          const [path, json] = addressOf(id as OperationId, inAddress(operation, input));
          const { status, body } = await client.send(operation.method, path, json);
          expect([status, status < 500]).toEqual([status, true]);
          if (status < 400) return;
          expect(problem.parse(body).detail).toMatch(/\w/);
          if (!fits) expect(await written()).toBe(before);
        }),
        { numRuns: runs, seed },
      );
    },
    60_000,
  );

  it('leaves nothing in memory, however often it comes', async () => {
    const inputs = routes.flatMap((operation) =>
      fc.sample(inputOf(operation.input, ids), { numRuns: 5, seed }).map((input) => ({ operation, input })),
    );
    const all = async (times: number) => {
      for (let time = 0; time < times; time += 1)
        for (const { operation, input } of inputs) {
          const client = server.client();
          client.cookie = clientFor(operation).cookie;
          await client.send(operation.method, ...addressOf(operation.id as OperationId, inAddress(operation, input)));
        }
    };
    await all(2); // compiled code, plans, caches
    const before = heapUsed();
    await all(5);
    expect((heapUsed() - before) / 2 ** 20).toBeLessThan(8);
  }, 120_000);
});

/** Bytes that are still referred to. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
