import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { mailingOperations } from '@firstbell/contracts/mailing';
import type { InputOf } from '@firstbell/contracts/operation';
import { MailSchool } from '../../../../test/support/mail-school.js';
import { MailServer } from '../../../../test/support/mail-server.js';

type Sender = InputOf<(typeof mailingOperations)['saveMailSender']>;

let school: MailSchool;
const open: { stop: () => Promise<void> | void }[] = [];

beforeAll(async () => {
  school = await MailSchool.start();
});
afterAll(() => school.stop());
beforeEach(() => school.begin());
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

async function server(options: Parameters<typeof MailServer.start>[0] = {}): Promise<MailServer> {
  const started = await MailServer.start(options);
  open.push(started);
  return started;
}

const settings = (port: number, changes: Partial<Sender> = {}): Sender => ({
  preset: 'own',
  host: '127.0.0.1',
  port,
  security: 'none',
  signIn: 'password',
  user: 'mailer@juniper.example',
  password: 'right',
  clientId: '',
  tokenUrl: '',
  fromAddress: 'it@juniper.example',
  fromName: 'Juniper IT',
  perMinute: 60,
  perDay: 1_000,
  connections: 2,
  version: 0,
  ...changes,
});

async function testing(port: number, changes: Partial<Sender> = {}) {
  await school.senders.save(school.actor, settings(port, changes));
  return school.test('admin@juniper.example');
}

describe('the test button', () => {
  it('signs in, sends one mail, and says that it works', async () => {
    const mails = await server({ signIn: ({ username, password }) => username === 'mailer@juniper.example' && password === 'right' });
    expect(await testing(mails.port)).toMatchObject({ ok: true, trouble: null, to: 'admin@juniper.example' });
    expect(mails.received).toHaveLength(1);
    expect(mails.received[0]).toMatchObject({
      from: 'it@juniper.example',
      to: 'admin@juniper.example',
      signedInAs: 'mailer@juniper.example',
    });
    expect((await school.senders.view(school.actor)).sender?.test).toMatchObject({ ok: true });
  });

  it.each([
    ['host_unknown', { host: 'no-such-host.invalid' }],
    ['sign_in_refused', { password: 'wrong' }],
    ['no_tls', { security: 'tls' as const }],
    ['address_refused', { host: '169.254.169.254' }],
    // The same as one number, which only the resolver takes apart.
    ['address_refused', { host: '2852039166' }],
  ] as const)('says %s', async (trouble, changes) => {
    const mails = await server({ signIn: ({ password }) => password === 'right' });
    expect(await testing(mails.port, changes)).toMatchObject({ ok: false, trouble });
    expect(mails.received).toEqual([]);
  });

  it('says that nothing listens on the port', async () => {
    const mails = await server();
    await mails.stop();
    open.pop();
    expect(await testing(mails.port)).toMatchObject({ ok: false, trouble: 'refused' });
  });

  it('says that a certificate is not trusted, before any password is told', async () => {
    let asked = false;
    const mails = await server({ secure: true, signIn: () => (asked = true) });
    expect(await testing(mails.port, { security: 'tls' })).toMatchObject({ ok: false, trouble: 'certificate' });
    expect(asked).toBe(false);
  });

  it('says that a server without STARTTLS cannot be spoken to in private, before any password is told', async () => {
    let asked = false;
    const mails = await server({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'], signIn: () => (asked = true) });
    expect(await testing(mails.port, { security: 'starttls' })).toMatchObject({ ok: false, trouble: 'no_tls' });
    expect(asked).toBe(false);
  });

  it('says that a server is silent, in the end', async () => {
    const silent = createTcpServer(() => undefined);
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
    open.push({ stop: () => void silent.close() });
    expect(await testing((silent.address() as AddressInfo).port)).toMatchObject({ ok: false });
    silent.unref();
  });

  it('says that the sender address is not ours to use', async () => {
    const mails = await server({ behave: () => ({ at: 'from', say: '554 5.2.252 SendAsDenied; mailer not allowed to send as it' }) });
    expect(await testing(mails.port)).toMatchObject({ ok: false, trouble: 'from_refused' });
  });
});

describe('OAuth 2.0', () => {
  let asked: URLSearchParams[];
  let answer: { status: number; body: object };
  let tokens: Server;
  let tokenUrl: string;

  beforeEach(async () => {
    asked = [];
    answer = { status: 200, body: { access_token: 'live-token', expires_in: 3600 } };
    tokens = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        asked.push(new URLSearchParams(body));
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((done) => tokens.listen(0, '127.0.0.1', done));
    tokenUrl = `http://127.0.0.1:${String((tokens.address() as AddressInfo).port)}/token`;
    open.push({
      stop: () => {
        tokens.closeAllConnections();
        tokens.close();
      },
    });
  });

  const oauth = () => ({
    signIn: 'oauth2' as const,
    clientId: 'app',
    clientSecret: 'hush',
    refreshToken: 'refresh',
    tokenUrl,
    password: undefined,
  });

  it('gets a token by the refresh token, signs in with it, and keeps it for the mails that follow', async () => {
    const mails = await server({ signIn: ({ method, accessToken }) => method === 'XOAUTH2' && accessToken === 'live-token' });
    expect(await testing(mails.port, oauth())).toMatchObject({ ok: true });
    expect(Object.fromEntries(asked[0] ?? [])).toEqual({
      grant_type: 'refresh_token',
      client_id: 'app',
      client_secret: 'hush',
      refresh_token: 'refresh',
    });
    await school.manyPeople(3);
    await school.startMailing();
    const before = asked.length;
    for (const { id } of await school.rows<{ id: string }>('SELECT id FROM mail_item WHERE school_id = $1')) await school.sendJob(id);
    expect(mails.received).toHaveLength(4);
    expect(asked.length - before).toBeLessThanOrEqual(1);
  });

  it.each([
    [400, { error: 'invalid_grant', error_description: 'Token has been revoked.' }, 'token_refused'],
    [503, { error: 'temporarily_unavailable' }, 'token_unreachable'],
  ])('answered with %i: %j', async (status, body, trouble) => {
    answer = { status, body };
    const mails = await server();
    expect(await testing(mails.port, oauth())).toMatchObject({ ok: false, trouble });
    expect(mails.connections).toBe(0);
  });

  it('is asked nothing where no server of a school is', async () => {
    const mails = await server();
    const answered = await testing(mails.port, { ...oauth(), tokenUrl: 'https://169.254.169.254/token' });
    expect(answered).toMatchObject({ ok: false, trouble: 'address_refused', detail: expect.stringContaining('link-local') });
    expect([asked, mails.connections]).toEqual([[], 0]);
  });

  it('says that the mail server does not take the token', async () => {
    const mails = await server({ signIn: () => false });
    expect(await testing(mails.port, oauth())).toMatchObject({ ok: false, trouble: 'sign_in_refused' });
  });
});

describe('the secret', () => {
  it('is sealed in the row and never told, and stays when it is left out', async () => {
    const mails = await server({ signIn: ({ password }) => password === 'right' });
    const saved = await school.senders.save(school.actor, settings(mails.port));
    expect(JSON.stringify(saved)).not.toContain('right');
    const [row] = await school.rows<{ all: string; secret: Buffer }>(
      `SELECT to_jsonb(s)::text AS all, secret_sealed AS secret FROM mail_sender s WHERE school_id = $1`,
    );
    expect(row?.all).not.toContain('right');
    expect(row?.secret.toString('latin1')).not.toContain('right');
    await school.senders.save(school.actor, settings(mails.port, { password: undefined, fromName: 'IT', version: saved.version }));
    expect(await school.test('x@juniper.example')).toMatchObject({ ok: true });
  });

  it('is not carried to another server: whoever changes the host has to know it', async () => {
    const saved = await school.senders.save(school.actor, settings(587));
    const elsewhere = settings(587, { host: 'evil.example', password: undefined, version: saved.version });
    await expect(school.senders.save(school.actor, elsewhere)).rejects.toMatchObject({
      code: 'mail_sender.incomplete',
      options: { field: 'password' },
    });
  });

  it('is not overwritten by somebody who saw an older state', async () => {
    await school.senders.save(school.actor, settings(587));
    await expect(school.senders.save(school.actor, settings(25))).rejects.toMatchObject({ code: 'mail_sender.changed_meanwhile' });
  });
});
