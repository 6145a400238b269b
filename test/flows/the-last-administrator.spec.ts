import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client as Postgres } from 'pg';
import { eventually } from '../support/eventually.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { sessionOf, somebodyOf } from '../support/somebody.js';

let server: TestServer;
let postgres: Postgres;

beforeAll(async () => {
  server = await startTestServer();
  postgres = new Postgres({ connectionString: server.database.superuserUrl });
  await postgres.connect();
});
afterAll(async () => {
  await postgres.end();
  await server.stop();
});

async function administratorOf(school: { id: string; deskId: string }) {
  const somebody = await somebodyOf(postgres, 'administrator', school);
  const client = Object.assign(server.client(), { cookie: await sessionOf(postgres, somebody) });
  return {
    id: somebody.id,
    take: (personId: string) => client.call('setRoles', { personId, roles: ['teacher'], skills: [], periods: [] }),
  };
}

/** Both are at the database: where one may not go on before the other, one of them waits for it. */
const bothWait = () =>
  eventually(async () => {
    const { rows } = await postgres.query<{ waiting: number }>(
      `SELECT count(DISTINCT l.pid)::int AS waiting FROM pg_locks l JOIN pg_stat_activity a USING (pid)
       WHERE NOT l.granted AND a.datname = current_database()`,
    );
    expect(rows).toEqual([{ waiting: 2 }]);
  }, 15_000);

it('stays when two administrators take the role from each other at the same moment', async () => {
  const founder = await server.signedIn('admin');
  const { school, desks, id: founderId } = await founder.call('createSchool', { name: 'South', timeZone: 'UTC' });
  const south = { id: school.id, deskId: desks[0]?.id ?? '' };
  const [one, other] = [await administratorOf(south), await administratorOf(south)];
  await one.take(founderId);

  await postgres.query('BEGIN');
  await postgres.query('SELECT 1 FROM person WHERE id = ANY ($1) FOR UPDATE', [[one.id, other.id]]);
  const both = Promise.allSettled([one.take(other.id), other.take(one.id)]);
  await bothWait();
  await postgres.query('COMMIT');

  const settled = await both;
  expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(settled.find((each) => each.status === 'rejected')).toMatchObject({
    reason: { problem: { status: 403, code: 'role.not_permitted' } },
  });
  const { rows } = await postgres.query<{ left: number }>(
    `SELECT count(*)::int AS left FROM person WHERE school_id = $1 AND roles @> '{administrator}' AND status = 'active'`,
    [south.id],
  );
  expect(rows).toEqual([{ left: 1 }]);
});
