import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadEnv } from '@firstbell/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { CuttableLink } from '../../../test/support/cuttable-link.js';
import { LineScreen } from '../../../test/support/line-screen.js';
import { LiveClient, until } from '../../../test/support/live-client.js';
import { hasRedis, howToGetRedis, startRedis } from '../../../test/support/redis.js';
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

describe('a gateway that does not hear of changes', () => {
  it('has its screens say so, those that come meanwhile too, and they are live again when it has caught up', async () => {
    const link = await CuttableLink.to(Number(new URL(server.database.relayUrl).port));
    const env = loadEnv({
      DATABASE_URL: server.database.appUrl,
      RELAY_DATABASE_URL: link.through(server.database.relayUrl),
      LOG_LEVEL: 'silent',
    });
    const gateway = await createRealtime(env);
    await gateway.listen(0, '127.0.0.1');
    const coach = await server.signedIn('coach');
    const deskId = (await coach.call('me', {})).desks[0]?.id ?? '';
    const issue = (await coach.call('listIssues', {})).issues.find(({ skill, audience }) => skill === null && audience === 'desk');
    const base = await gateway.getUrl();
    const open = () => new LineScreen(coach, 'coach', deskId, base);
    const screens = [open()];
    const areAll = (phase: LineScreen['phase']) => () => screens.every((screen) => screen.phase === phase);
    await until(areAll('live'), 'the screen to be live');

    link.silence();
    const { id } = await coach.call('fileTicket', { id: uuid(), deskId, issueId: issue?.id ?? '', typedName: 'Somebody New' });
    await until(areAll('offline'), 'the screen to say that it is not live', 10_000);
    screens.push(open());
    await sleep(2_000);
    expect(screens.map(({ phase }) => phase)).toEqual(['offline', 'offline']);
    expect(screens[0]?.shows(id)).toBe(false);

    link.mend();
    await until(areAll('live'), 'both screens to be live');
    expect(screens.map((screen) => screen.shows(id))).toEqual([true, true]);
    for (const screen of screens) screen.close();
    await gateway.close();
    await link.stop();
  }, 60_000);
});

(hasRedis ? describe : describe.skip)(`gateways with a Redis between them${hasRedis ? '' : ` (${howToGetRedis})`}`, () => {
  it('tell each other who looks at which ticket, and of nobody who has gone', async () => {
    const redis = await startRedis();
    const env = loadEnv({
      DATABASE_URL: server.database.appUrl,
      RELAY_DATABASE_URL: server.database.relayUrl,
      REDIS_URL: redis.url,
      LOG_LEVEL: 'silent',
    });
    const pair = [await createRealtime(env), await createRealtime(env)] as const;
    for (const gateway of pair) await gateway.listen(0, '127.0.0.1');
    const [coach, ben] = [await server.signedIn('coach'), await server.signedIn('assistant2')];
    const deskId = (await coach.call('me', {})).desks[0]?.id ?? '';
    const issue = (await ben.call('listIssues', {})).issues.find(({ skill, audience }) => skill === null && audience === 'desk');
    const { id: ticketId } = await ben.call('fileTicket', { id: uuid(), deskId, issueId: issue?.id ?? '', typedName: 'Somebody New' });
    const [here, there] = [
      await LiveClient.connect(await pair[0].getUrl(), coach.cookie),
      await LiveClient.connect(await pair[1].getUrl(), ben.cookie),
    ];
    await here.watch('coach', deskId);
    there.socket.emit('looking', { deskId, ticketId });
    await until(() => here.lookers.length === 1, 'the coach to see who looks');
    const late = await LiveClient.connect(await pair[0].getUrl(), coach.cookie);
    await late.watch('desk', deskId);
    await until(() => late.lookers.length === 1, 'the newcomer to see who looks');
    there.close();
    await until(() => here.lookers.length === 2, 'nobody to look any more');
    expect(here.lookers.map((look) => [look.ticketId, look.names.length])).toEqual([
      [ticketId, 1],
      [ticketId, 0],
    ]);
    for (const screen of [here, late]) screen.close();
    for (const gateway of pair) await gateway.close();
    await redis.stop();
  }, 60_000);
});
