import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unattendedHeader } from '@firstbell/contracts/operation';
import { Client as Postgres } from 'pg';
import type { Client } from '../../../../test/support/client.js';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';
import { sessionOf, somebodyOf, type Somebody } from '../../../../test/support/somebody.js';
import { WriteWatch } from '../../../../test/support/write-watch.js';
import { SessionsService } from './sessions.service.js';

let server: TestServer;
let postgres: Postgres;
let watch: WriteWatch;
let coach: Somebody;
let board: Somebody;

beforeAll(async () => {
  server = await startTestServer();
  postgres = new Postgres({ connectionString: server.database.superuserUrl });
  await postgres.connect();
  const { rows } = await postgres.query<{ id: string; deskId: string }>('SELECT school_id AS id, id AS "deskId" FROM desk LIMIT 1');
  const [school] = rows;
  if (school === undefined) throw new Error('There is no desk.');
  [coach, board] = [await somebodyOf(postgres, 'coach', school), await somebodyOf(postgres, 'board', school)];
  watch = await WriteWatch.begin(postgres);
});
afterAll(async () => {
  await postgres.end();
  await server.stop();
});

/** A session of theirs that was used the last time so long ago. */
async function usedLast(somebody: Somebody, ago: string): Promise<Client> {
  const client = Object.assign(server.client(), { cookie: await sessionOf(postgres, somebody) });
  await postgres.query(`UPDATE session SET seen_at = now() - $2::interval WHERE $1 IN (person_id, station_id)`, [somebody.id, ago]);
  await watch.since();
  return client;
}
const ask = async (client: Client, headers: Record<string, string> = {}) =>
  expect((await client.send('GET', '/api/me', undefined, headers)).status).toBe(200);
const touches = async (): Promise<number> => (await watch.since()).filter(({ table }) => table === 'session').length;
/** As when it was remembered long enough, or another process is asked. */
const forget = () => {
  for (const part of server.parts) part.get(SessionsService, { strict: false }).forgetWhere(() => true);
};

describe('the use of a session', () => {
  it('is not written down again within five minutes, however often it is used and by whichever process', async () => {
    const client = await usedLast(coach, '4 minutes 50 seconds');
    for (let time = 0; time < 10; time += 1) await ask(client);
    forget();
    await Promise.all(Array.from({ length: 10 }, () => ask(client)));
    expect(await touches()).toBe(0);
  });

  it('is written down once after them: by one request, and by one of many that come at the same moment', async () => {
    const one = await usedLast(coach, '5 minutes 10 seconds');
    for (let time = 0; time < 10; time += 1) await ask(one);
    expect(await touches()).toBe(1);
    const many = await usedLast(coach, '5 minutes 10 seconds');
    await Promise.all(Array.from({ length: 10 }, () => ask(many)));
    forget();
    await ask(many);
    expect(await touches()).toBe(1);
  });

  it('is nothing that a page asks by itself; a screen on the wall uses its own by being on', async () => {
    const page = await usedLast(coach, '1 hour');
    await ask(page, { [unattendedHeader]: '1' });
    expect(await touches()).toBe(0);
    const screen = await usedLast(board, '1 hour');
    await ask(screen, { [unattendedHeader]: '1' });
    expect(await touches()).toBe(1);
  });
});
