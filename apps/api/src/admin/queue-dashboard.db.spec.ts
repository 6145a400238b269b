import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.stop());

/** What an administrator sees of it is shown in a browser, in test/browser/pages. */
describe('the queue dashboard', () => {
  it('shows nothing to whoever is not an administrator', async () => {
    expect((await server.client().send('GET', '/admin/queues')).status).toBe(401);
    for (const name of ['coach', 'assistant1', 'leader1']) {
      const client = await server.signedIn(name);
      for (const path of ['/admin/queues', '/admin/queues/', '/admin/queues/api/queues', '/admin/queues/static/js/main.js']) {
        expect({ name, path, status: (await client.send('GET', path)).status }).toEqual({ name, path, status: 403 });
      }
    }
  });

  it('is to be looked at only: no request that would change a queue has a route', async () => {
    const admin = await server.signedIn('admin');
    for (const path of ['/admin/queues/api/queues/imports/pause', '/admin/queues/api/queues/imports/obliterate']) {
      expect((await admin.send('PUT', path)).status).toBe(404);
    }
  });
});
