import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoPassword } from '../support/demo-password.js';
import { startLoggedProcesses, type LoggedProcesses } from '../support/logged-processes.js';
import { hasNginx, howToGetNginx, startNginx, type TestNginx } from '../support/nginx.js';

let firstbell: LoggedProcesses;
let nginx: TestNginx;

const own = () => `https://localhost:${nginx.httpsPort}`;

/** One request over TLS, as a browser sends it from a page of `origin`. */
function send(method: string, path: string, headers: Record<string, string>, json?: unknown): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = request(own() + path, {
      method,
      ca: nginx.certificate,
      agent: false,
      headers: { 'content-type': 'application/json', ...headers },
    });
    sent.on('response', (answer) => resolve(answer.resume()));
    sent.on('upgrade', (answer, socket) => {
      socket.destroy();
      resolve(answer);
    });
    sent.on('error', reject);
    sent.end(json === undefined ? undefined : JSON.stringify(json));
  });
}

const signIn = (password: string, headers: Record<string, string> = {}) =>
  send('POST', '/api/session', { origin: own(), ...headers }, { email: 'coach@demo.example', password });
const openSocket = (origin: string) =>
  send('GET', '/socket.io/?EIO=4&transport=websocket', {
    ...{ origin, connection: 'Upgrade', upgrade: 'websocket' },
    ...{ 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' },
  });

(hasNginx ? describe : describe.skip)(`behind the proxy of docker/${hasNginx ? '' : ` (${howToGetNginx})`}`, () => {
  beforeAll(async () => {
    firstbell = await startLoggedProcesses({ PUBLIC_URL: 'https://desk.school.example' });
    const [api, realtime] = [firstbell.at.api, firstbell.at.realtime].map((base) => [Number(new URL(base).port)]);
    nginx = await startNginx({ api: api ?? [], realtime: realtime ?? [] });
  }, 60_000);
  afterAll(async () => {
    await firstbell.stop();
    await nginx.stop();
  });

  it('plain HTTP is sent on to HTTPS, with its method and path', async () => {
    const answer = await fetch(`http://localhost:${nginx.httpPort}/kiosk?x=1`, { redirect: 'manual' });
    expect(answer.status).toBe(308);
    expect(answer.headers.get('location')).toBe('https://localhost/kiosk?x=1');
  });

  it('a session travels over TLS alone, and the browser is told to stay with it', async () => {
    const answer = await signIn(demoPassword);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-firstbell_session=\S+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
      expect.stringMatching(/^firstbell_session=.*; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
  });

  it('a session that another host of the school put there does not count beside one of this host', async () => {
    const [ofThisHost = ''] = (await signIn(demoPassword)).headers['set-cookie'] ?? [];
    const put = `firstbell_session=${'x'.repeat(43)}`;
    const statusWith = async (cookie: string) => (await send('GET', '/api/me', { origin: own(), cookie })).statusCode;
    expect(await statusWith(`${put}; ${ofThisHost.split(';')[0]}`)).toBe(200);
    expect(await statusWith(put)).toBe(401);
  });

  it('pages of another site change nothing and hear nothing', async () => {
    expect((await signIn(demoPassword, { origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await openSocket(own())).statusCode).toBe(101);
    expect((await openSocket('https://evil.example')).statusCode).toBe(400);
  });

  it('tries are counted by the caller’s address, whatever the caller says of it', async () => {
    const tries = Array.from({ length: 12 }, (_, at) => signIn('a wrong one', { 'x-forwarded-for': `192.0.2.${at}` }));
    expect((await Promise.all(tries)).map(({ statusCode }) => statusCode)).toContain(429);
  });

  it('shows no figures of the processes', async () => {
    expect((await send('GET', '/metrics', {})).statusCode).toBe(404);
  });
});
