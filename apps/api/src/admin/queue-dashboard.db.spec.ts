import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Env } from '@firstbell/platform';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';

let server: TestServer;
let env: Env;

beforeAll(async () => {
  server = await startTestServer([], (_app, given) => (env = given));
}, 60_000);
afterAll(() => server.stop());

/** Why somebody is refused; nothing when they are let in. The page itself does not open in here, but in a browser. */
const refusalOf = async (name: string): Promise<unknown> => {
  const { status, body } = await (await server.signedIn(name)).send('GET', '/admin/queues');
  return status === 403 ? (body as { code: unknown }).code : undefined;
};

/** Who is let in is walked in test/flows/permission-walk.spec.ts; what they see is shown in a browser, in test/browser/pages. */
describe('the queue dashboard', () => {
  it('is to be looked at only: no request that would change a queue has a route', async () => {
    const admin = await server.signedIn('admin');
    for (const path of ['/admin/queues/api/queues/imports/pause', '/admin/queues/api/queues/imports/obliterate']) {
      expect((await admin.send('PUT', path)).status).toBe(404);
    }
  });

  it('is for administrators while there is one school, and for those who run the installation when there are several', async () => {
    expect(await refusalOf('coach')).toBe('role.not_permitted');
    expect(await refusalOf('admin')).toBeUndefined();

    await server.sql(
      `INSERT INTO school (id, name, time_zone, settings) SELECT gen_random_uuid(), 'Elsewhere', time_zone, settings FROM school`,
    );
    expect(await refusalOf('admin')).toBe('queues.for_operators');

    env.OPERATORS = ['someone@district.example', 'coach@demo.example'];
    expect(await refusalOf('admin')).toBe('queues.for_operators');
    expect(await refusalOf('coach')).toBe('role.not_permitted');
    env.OPERATORS = ['admin@demo.example'];
    expect(await refusalOf('admin')).toBeUndefined();
  });
});
