import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roles, type NamedOperation, type Role } from '@firstbell/contracts/operation';
import { allOperations, operations, type OperationId } from '@firstbell/contracts/operations';
import { problem } from '@firstbell/contracts/problem';
import fc, { type Arbitrary } from 'fast-check';
import { Client as Postgres } from 'pg';
import { addressOf } from '../support/client.js';
import { demoPassword } from '../support/demo-password.js';
import { heapUsed } from '../support/heap-used.js';
import { tableOf } from '../support/id-fields.js';
import { rowOfEachTable, type RowOfEachTable } from '../support/row-of-each-table.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { sessionOf, somebodyOf, type Somebody } from '../support/somebody.js';
import { WriteWatch } from '../support/write-watch.js';
import { requestOf, type Request } from './request-arbitrary.js';

/** Of each route. The same in every run, so that a landing never depends on luck; `FUZZ_RUNS` and `FUZZ_SEED` look longer and elsewhere. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 30);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);

/** With an input that fits, they ask somebody outside of this computer. */
const asksOutside: readonly string[] = ['testDirectory', 'testDeviceManagement', 'testMailSender', 'renewPassword'];

let server: TestServer;
let postgres: Postgres;
let watch: WriteWatch;
let somebodies: Map<Role, Somebody>;
let own: RowOfEachTable;
/** Of a school that nobody here belongs to. */
let foreign: RowOfEachTable;

beforeAll(async () => {
  server = await startTestServer();
  postgres = new Postgres({ connectionString: server.database.superuserUrl });
  await postgres.connect();
  const admin = await server.signedIn('admin');
  const [here, elsewhere] = [await admin.call('me', {}), await admin.call('createSchool', { name: 'South', timeZone: 'America/New_York' })];
  const [school, south] = [here, elsewhere].map((me) => ({ id: me.school.id, deskId: me.desks[0]?.id ?? '' }));
  if (school === undefined || south === undefined) throw new Error('There are no two schools.');
  [own, foreign] = [await rowOfEachTable(postgres, school, 'Cedar Bend'), await rowOfEachTable(postgres, south, 'South')];
  somebodies = new Map();
  for (const role of roles) somebodies.set(role, await somebodyOf(postgres, role, school));
  watch = await WriteWatch.begin(postgres);
}, 60_000);
afterAll(async () => {
  await postgres.end();
  await server.stop();
});

/** Whoever may ask it, and can do the most. */
function whoAsks({ who }: NamedOperation): Somebody {
  const strongest = [...roles].reverse().filter((role) => role !== 'kiosk' && role !== 'board');
  for (const role of [...strongest, 'kiosk', 'board'] as const) {
    const somebody = somebodies.get(role);
    if (somebody !== undefined && (who === 'anyone' || who.includes(role))) return somebody;
  }
  throw new Error('Nobody may ask it.');
}

/** In a session of its own each time, since each may ask some things only so often; some operations end theirs, too. */
async function send(operation: NamedOperation, { path, json }: Request, cookie?: string) {
  const client = Object.assign(server.client(), { cookie: cookie ?? (await sessionOf(postgres, whoAsks(operation))) });
  return client.send(operation.method, path, json);
}

const known =
  (operation: NamedOperation) =>
  (field: string): string[] => {
    if (field === 'password') return [demoPassword];
    if (field === 'scan' || field === 'deviceTag') return [own.tag, foreign.tag];
    const table = tableOf(operation, field);
    return typeof table === 'string' ? [own, foreign].flatMap(({ rows }) => rows[table] ?? []) : [];
  };

function requestsTo(operation: NamedOperation): Arbitrary<Request> {
  const requests = requestOf(operation, known(operation));
  return asksOutside.includes(operation.id) ? requests.filter(({ wrong }) => wrong.length > 0) : requests;
}

/** Whatever once broke something, in the words it was found in, with the field it is refused for. */
const onceBroken: readonly (readonly [OperationId, Record<string, unknown>, field: string])[] = [
  ['signIn', { email: { toString: 'x', length: -1 }, password: ' ' }, 'email'],
  ['updateSchoolSettings', { coachTitle: '\uD800' }, 'coachTitle'],
  ['updateSchoolSettings', { coachTitle: 'a\u0000b' }, 'coachTitle'],
  ['listStaff', { search: 'a\u0000b' }, 'search'],
  ['removeDeviceManagement', { version: Number.MAX_SAFE_INTEGER }, 'version'],
  ['listCarts', { from: '0000-01-01' }, 'from'],
  ['openSchool', { schoolId: 'x'.repeat(5_000) }, '(address)'],
];

describe('whatever is sent', () => {
  it.each(onceBroken)('%s refuses %j as it should have at once', async (id, input, field) => {
    const [path, json] = addressOf(id, input);
    const { status, body } = await send(operations[id], { path, json, wrong: [] });
    expect([status, problem.parse(body)]).toMatchObject([400, { field, detail: expect.stringMatching(/\w/) }]);
  });

  it('an id that another row has already is said to be used', async () => {
    const [path, json] = addressOf('addDevice', { id: own.rows['device'], tag: 'ID-1', model: 'Spin 511' });
    expect((await send(operations.addDevice, { path, json, wrong: [] })).body).toMatchObject({ code: 'id.used', status: 409 });
  });

  it.each([
    ['what is no JSON', '{"name":', 'application/json', 400],
    ['another kind of content', '<name/>', 'application/xml', 415],
    ['more than a request may hold', `"${'x'.repeat(70_000)}"`, 'application/json', 413],
  ])('a body that is %s is refused as the body', async (_what, body, type, status) => {
    const headers = { 'content-type': type, cookie: await sessionOf(postgres, whoAsks(operations.createSchool)) };
    const answer = await fetch(`${server.base}/api/schools`, { method: 'POST', headers, body });
    expect(problem.parse(await answer.json())).toMatchObject({ status, field: '(body)' });
  });

  const routes = allOperations.filter(({ body }) => body !== 'file');

  it.each(routes.map((operation) => [operation.id, operation] as const))(
    '%s answers, or refuses in plain words what does not fit, names the field and writes nothing',
    async (_id, operation) => {
      await watch.since();
      await fc.assert(
        fc.asyncProperty(requestsTo(operation), async (request) => {
          const { wrong } = request;
          const cookie = await sessionOf(postgres, whoAsks(operation));
          await watch.since();
          const { status, body } = await send(operation, request, cookie);
          const written = await watch.since();
          expect([status, status < 500 && status !== 429]).toEqual([status, true]);
          expect(written.filter(({ row }) => row['school_id'] === foreign.rows['school'])).toEqual([]);
          if (status < 400) {
            expect(wrong).toEqual([]);
            return;
          }
          const { code, detail, field } = problem.parse(body);
          expect(detail).toMatch(/\w/);
          expect(written.filter(({ table }) => table === 'event')).toEqual([]);
          if (code === 'input.invalid') expect(field).toMatch(/./);
          if (wrong.length === 0) return;
          expect({ wrong, field, isNamed: field === '(address)' || wrong.includes(field ?? '') }).toMatchObject({ isNamed: true });
          expect(written).toEqual([]);
        }),
        { numRuns: runs, seed },
      );
    },
    60_000,
  );

  it('leaves nothing in memory, however often it comes', async () => {
    const samples = 2;
    const requests = routes.flatMap((operation) =>
      fc.sample(requestsTo(operation), { numRuns: samples, seed }).map((request, place) => ({ operation, request, place })),
    );
    // Each session asks each thing once: none is asked too often, and there are not more of them than that takes.
    const round = async () => {
      for (let at = 0; at < samples; at += 1) {
        const cookies = new Map<Somebody, string>();
        for (const somebody of somebodies.values()) cookies.set(somebody, await sessionOf(postgres, somebody));
        for (const { operation, request, place } of requests)
          if (place === at) await send(operation, request, cookies.get(whoAsks(operation)));
      }
    };
    await round(); // compiled code, plans, caches
    await round();
    const before = heapUsed();
    for (let time = 0; time < 5; time += 1) await round();
    expect((heapUsed() - before) / 2 ** 20).toBeLessThan(8);
  }, 120_000);
});
