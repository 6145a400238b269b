import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadEnv } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { LiveClient, until } from '../../../test/support/live-client.js';
import { startTestServer, type TestServer } from '../../../test/support/server.js';
import { createRealtime } from './create-realtime.js';

let server: TestServer;
let gateways: NestFastifyApplication[];
let addresses: string[];

beforeAll(async () => {
  server = await startTestServer();
  const env = loadEnv({ DATABASE_URL: server.database.appUrl, RELAY_DATABASE_URL: server.database.relayUrl, LOG_LEVEL: 'silent' });
  gateways = [await createRealtime(env), await createRealtime(env)];
  for (const gateway of gateways) await gateway.listen(0, '127.0.0.1');
  addresses = await Promise.all(gateways.map((gateway) => gateway.getUrl()));
}, 60_000);
afterAll(async () => {
  for (const gateway of gateways) await gateway.close();
  await server.stop();
});

describe('gateways apart from the API', () => {
  it('tell each of their screens what the API did, and a screen goes on at another one where it stood', async () => {
    const ana = await server.signedIn('assistant1');
    const deskId = (await ana.call('me', {})).desks[0]?.id ?? '';
    const issue = (await ana.call('listIssues', {})).issues.find(({ skill, audience }) => skill === null && audience === 'desk');
    const file = async () => (await ana.call('fileTicket', { id: uuid(), deskId, issueId: issue?.id ?? '', typedName: 'Somebody New' })).id;
    const screens = await Promise.all(addresses.map((address) => LiveClient.connect(address, ana.cookie)));
    for (const screen of screens) await screen.watch('desk', deskId);

    const first = await file();
    await until(() => screens.every((screen) => screen.of('ticket', first).length === 1), 'the ticket on both screens');
    const resume = screens[0]?.heard.at(-1)?.resume;
    screens[0]?.close();
    const second = await file();
    await until(() => screens[1]?.of('ticket', second).length === 1, 'the ticket on the other screen');
    const elsewhere = await LiveClient.connect(addresses[1] ?? '', ana.cookie);
    expect(await elsewhere.watch('desk', deskId, resume)).toMatchObject({
      ok: true,
      refetch: false,
      rows: expect.arrayContaining([expect.objectContaining({ kind: 'ticket', id: second })]),
    });

    await ana.call('signOut', {});
    await until(() => screens[1]?.ended === 'signed_out' && elsewhere.ended === 'signed_out', 'the end everywhere');
  });

  it('say whether they live and can serve', async () => {
    for (const address of addresses) {
      expect((await fetch(`${address}/health/live`)).status).toBe(200);
      expect((await fetch(`${address}/health/ready`)).status).toBe(200);
    }
  });

  it('end while screens are connected', async () => {
    const ben = await server.signedIn('assistant2');
    const screen = await LiveClient.connect(addresses[1] ?? '', ben.cookie);
    const before = performance.now();
    await gateways.pop()?.close();
    await until(() => !screen.socket.connected, 'the screen to notice');
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
