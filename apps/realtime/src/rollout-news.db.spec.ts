import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadEnv } from '@firstbell/platform';
import { LiveClient, until } from '../../../test/support/live-client.js';
import { startTestServer, type TestServer } from '../../../test/support/server.js';
import { createRealtime } from './create-realtime.js';

let server: TestServer;
let gateway: NestFastifyApplication;
let address: string;

beforeAll(async () => {
  server = await startTestServer();
  gateway = await createRealtime(
    loadEnv({ DATABASE_URL: server.database.appUrl, RELAY_DATABASE_URL: server.database.relayUrl, LOG_LEVEL: 'silent' }),
  );
  await gateway.listen(0, '127.0.0.1');
  address = await gateway.getUrl();
}, 60_000);
afterAll(async () => {
  await gateway.close();
  await server.stop();
});

describe('those who watch the rollouts', () => {
  it('are told of a flood about once a second, and of its last change', async () => {
    const screen = await LiveClient.connect(address, (await server.signedIn('coach')).cookie);
    expect(await screen.watch('rollout')).toMatchObject({ ok: true, refetch: true, rows: [] });
    for (let batch = 0; batch < 25; batch += 1) {
      await server.sql(`INSERT INTO event (school_id, type, subject_type, subject_id, version)
        SELECT s.id, 'account.ready', 'account', gen_random_uuid(), 1 FROM school s, generate_series(1, 40)`);
      await server.sql(`NOTIFY firstbell_events`);
      await sleep(80);
    }
    await until(() => screen.refetches.length >= 2, 'the news');
    await sleep(1_500);
    const told = screen.refetches.length;
    expect(told).toBeLessThanOrEqual(7);
    expect(screen.heard).toEqual([]);
    await sleep(1_500);
    expect(screen.refetches).toHaveLength(told);
    expect(screen.refetches[0]).toEqual({ room: 'rollout', deskId: null });
    screen.close();
  });

  it('are coaches and administrators, nobody else', async () => {
    const assistant = await LiveClient.connect(address, (await server.signedIn('assistant1')).cookie);
    expect(await assistant.watch('rollout')).toMatchObject({ ok: false, problem: { code: 'room.not_permitted' } });
    assistant.close();
  });
});
