import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import { eventually } from '../../../test/support/eventually.js';
import { answerBeforeEnding, answersWhileEnding } from './answer-before-ending.js';

describe('a server that ends', () => {
  let fastify: FastifyInstance;
  let port: number;
  let finish: () => void;

  beforeEach(async () => {
    fastify = Fastify(answersWhileEnding);
    answerBeforeEnding(fastify);
    const finished = new Promise<void>((fulfil) => {
      finish = fulfil;
    });
    fastify.get('/slow', async () => {
      await finished;
      return 'done';
    });
    port = Number(new URL(await fastify.listen({ port: 0, host: '127.0.0.1' })).port);
  });
  afterEach(() => fastify.close());

  const connected = async () => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  };
  const question = 'GET /slow HTTP/1.1\r\nHost: here\r\n\r\n';

  it('answers who had connected and not asked yet', async () => {
    const socket = await connected();
    await sleep(50);
    const ended = fastify.close();
    await sleep(50);
    socket.write(question);
    finish();
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 .*done$/s);
    await ended;
  });

  it('answers what is under way, and takes nobody more', async () => {
    const socket = await connected();
    socket.write(question);
    await sleep(50);
    const ended = fastify.close();
    await eventually(() => expect(connected().then((taken) => taken.destroy())).rejects.toThrow('ECONNREFUSED'), 5_000);
    finish();
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 .*done$/s);
    await ended;
  });

  it('waits a second at most for who never asks', async () => {
    const socket = await connected();
    await sleep(50);
    const began = Date.now();
    const cutOff = once(socket, 'close');
    await fastify.close();
    await cutOff;
    expect(Date.now() - began).toBeGreaterThan(900);
    expect(Date.now() - began).toBeLessThan(5_000);
  });
});
