import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientEvents, watchAnswer } from '@firstbell/contracts/realtime';
import { SessionsService } from '@firstbell/people';
import fc from 'fast-check';
import { Client as Postgres } from 'pg';
import type { Socket } from 'socket.io-client';
import { RealtimeModule } from '../../apps/realtime/src/realtime.module.js';
import { SocketAdapter } from '../../apps/realtime/src/socket-adapter.js';
import type { Client } from '../support/client.js';
import { heapUsed } from '../support/heap-used.js';
import { LiveClient } from '../support/live-client.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { WriteWatch } from '../support/write-watch.js';
import { hostile, inputOf } from './input-arbitrary.js';

const runs = Number(process.env['FUZZ_RUNS'] ?? 60);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);

let server: TestServer;
let postgres: Postgres;
let watch: WriteWatch;
let coach: Client;
let deskId: string;

beforeAll(async () => {
  // No worker beside it: whatever is written was written for a socket.
  server = await startTestServer([RealtimeModule], (app, env) => app.useWebSocketAdapter(new SocketAdapter(app, env)));
  postgres = new Postgres({ connectionString: server.database.superuserUrl });
  await postgres.connect();
  coach = await server.signedIn('coach');
  deskId = (await coach.call('me', {})).desks[0]?.id ?? '';
  // So that a socket that counted as a use of it would be written down.
  await postgres.query(`UPDATE session SET seen_at = now() - interval '1 hour'`);
  for (const part of server.parts) part.get(SessionsService, { strict: false }).forgetWhere(() => true);
  watch = await WriteWatch.begin(postgres);
}, 60_000);
afterAll(async () => {
  await postgres.end();
  await server.stop();
});

const payloadOf = (schema: (typeof clientEvents)[keyof typeof clientEvents]) =>
  fc.oneof(
    inputOf(schema, (field) => (field === 'deskId' ? [deskId] : [])),
    fc.constantFrom(...hostile),
    fc.constant(undefined),
  );

/** Sends it with an answer and without, and with more than belongs there. What comes after it is answered. */
async function sent(event: string, payload: unknown): Promise<void> {
  const screen = await LiveClient.connect(server.base, coach.cookie);
  // Without its types: no honest screen sends this.
  const socket = screen.socket as unknown as Socket;
  if (event === 'watch') expect(watchAnswer.safeParse(await screen.ask(payload)).success).toBe(true);
  socket.emit(event, payload);
  socket.emit(event, payload, payload, 'and more');
  expect(await screen.watch('desk', deskId)).toMatchObject({ ok: true });
  screen.close();
}

describe('whatever comes over a socket', () => {
  it.each(Object.entries(clientEvents))(
    '%s is answered or passed over, the screen goes on, and nothing is written',
    async (event, schema) => {
      await fc.assert(
        fc.asyncProperty(payloadOf(schema), async (payload) => {
          await sent(event, payload);
          expect(await watch.since()).toEqual([]);
        }),
        { numRuns: runs, seed },
      );
    },
    60_000,
  );

  it('of no kind we know is passed over as well', async () => {
    const screen = await LiveClient.connect(server.base, coach.cookie);
    const socket = screen.socket as unknown as Socket;
    for (const [place, value] of hostile.entries()) socket.emit(`no such event ${String(place)}`, value);
    expect(await screen.watch('desk', deskId)).toMatchObject({ ok: true });
    screen.close();
    expect(await watch.since()).toEqual([]);
  });

  it('leaves nothing in memory, however often it comes', async () => {
    const payloads = Object.entries(clientEvents).flatMap(([event, schema]) =>
      fc.sample(payloadOf(schema), { numRuns: 20, seed }).map((payload) => ({ event, payload })),
    );
    const all = async (times: number) => {
      for (let time = 0; time < times; time += 1) for (const { event, payload } of payloads) await sent(event, payload);
    };
    await all(2); // compiled code, plans, caches
    const before = heapUsed();
    await all(5);
    expect((heapUsed() - before) / 2 ** 20).toBeLessThan(8);
  }, 120_000);
});
