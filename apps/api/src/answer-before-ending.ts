import type { Socket } from 'node:net';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** Who has connected and asked nothing for this long, as browsers do in advance, is cut off. */
const patienceMs = 1_000;
const shortRoundMs = 0.2;
const mostRounds = 1_000;

/** Of Fastify: what has come is answered, also when it is read only after the end has begun. */
export const answersWhileEnding = { forceCloseConnections: 'idle', return503OnClosing: false } as const;

/**
 * Whoever has connected before the server stops listening gets an answer, and nobody else keeps the server from ending. Of what
 * may have changed something a proxy does not ask another process by itself: it tells the person of a bad gateway.
 */
export function answerBeforeEnding(fastify: FastifyInstance): void {
  let ending = false;
  let taken = 0;
  const silent = new Set<Socket>();
  fastify.server.on('connection', (socket: Socket) => {
    taken += 1;
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  for (const asked of ['request', 'upgrade']) fastify.server.on(asked, ({ socket }: { socket: Socket }) => silent.delete(socket));

  // Each answer is the last on its connection from then on.
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (ending) reply.header('connection', 'close');
    done(null, payload);
  });
  fastify.addHook('preClose', async () => {
    ending = true;
    await allAreTaken(() => taken);
    fastify.server.close();
    for (const until = Date.now() + patienceMs; silent.size > 0 && Date.now() < until;) await sleep(10);
    for (const socket of silent) socket.destroy();
  });
}

/**
 * Connections that wait to be taken are lost when the listening ends. Each round of the event loop takes one; a short one that
 * took none has only just looked, and nobody was waiting.
 */
async function allAreTaken(takenSoFar: () => number): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1) {
    const [began, before] = [performance.now(), takenSoFar()];
    await setImmediate();
    if (performance.now() - began < shortRoundMs && takenSoFar() === before) return;
  }
}
