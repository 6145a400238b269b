import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import { compressAnswers } from './compress-answers.js';

describe('compressed answers', () => {
  const server = fastify();
  const long = { rows: Array.from({ length: 1_000 }, (_, row) => ({ row, words: 'ñandú' })) };
  let base = '';

  beforeAll(async () => {
    compressAnswers(server);
    server.get('/long', () => long);
    server.get('/short', () => ({ done: true }));
    server.get('/page', (_request, reply) => reply.type('text/html').send('x'.repeat(20_000)));
    base = await server.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => server.close());

  const get = (path: string, accept: string) => fetch(`${base}${path}`, { headers: { 'accept-encoding': accept } });

  it('gives a long JSON answer as gzip to a browser, the same to the letter', async () => {
    const answer = await get('/long', 'gzip, deflate, br');
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.get('vary')).toBe('accept-encoding');
    expect(Number(answer.headers.get('content-length'))).toBeLessThan(8_000);
    expect(await answer.json()).toEqual(long);
  });

  it('leaves it as it is for a client that does not ask', async () => {
    const answer = await get('/long', 'identity');
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(await answer.json()).toEqual(long);
  });

  it('does not trouble with short answers, nor with what is not JSON', async () => {
    expect((await get('/short', 'gzip')).headers.get('content-encoding')).toBeNull();
    expect((await get('/page', 'gzip')).headers.get('content-encoding')).toBeNull();
  });
});
