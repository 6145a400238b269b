import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.stop());

/** Who is let in is walked in test/flows/permission-walk.spec.ts; what they see is shown in a browser, in test/browser/pages. */
describe('the queue dashboard', () => {
  it('is to be looked at only: no request that would change a queue has a route', async () => {
    const admin = await server.signedIn('admin');
    for (const path of ['/admin/queues/api/queues/imports/pause', '/admin/queues/api/queues/imports/obliterate']) {
      expect((await admin.send('PUT', path)).status).toBe(404);
    }
  });
});
