import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientEvents, watchAnswer } from '@firstbell/contracts/realtime';
import fc from 'fast-check';
import type { Socket } from 'socket.io-client';
import type { Client } from '../support/client.js';
import { LiveClient } from '../support/live-client.js';
import type { TestServer } from '../support/server.js';
import { startServerWithWorker } from '../support/server-with-worker.js';
import { hostile, inputOf } from './input-arbitrary.js';

const runs = Number(process.env['FUZZ_RUNS'] ?? 60);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);

let server: TestServer;
let coach: Client;
let deskId: string;

beforeAll(async () => {
  server = await startServerWithWorker();
  coach = await server.signedIn('coach');
  deskId = (await coach.call('me', {})).desks[0]?.id ?? '';
}, 60_000);
afterAll(() => server.stop());

describe('whatever comes over a socket', () => {
  it.each(Object.entries(clientEvents))(
    '%s is answered or passed over, and the screen goes on',
    async (event, schema) => {
      const payload = fc.oneof(inputOf(schema, [deskId]), fc.constantFrom(...hostile), fc.constant(undefined));
      await fc.assert(
        fc.asyncProperty(payload, async (sent) => {
          const screen = await LiveClient.connect(server.base, coach.cookie);
          // Without its types: no honest screen sends this.
          const socket = screen.socket as unknown as Socket;
          if (event === 'watch') expect(watchAnswer.safeParse(await screen.ask(sent)).success).toBe(true);
          socket.emit(event, sent);
          socket.emit(event, sent, sent, 'and more');
          expect(await screen.watch('desk', deskId)).toMatchObject({ ok: true });
          screen.close();
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
  });
});
