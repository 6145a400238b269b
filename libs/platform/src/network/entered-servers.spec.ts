import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EnteredServers } from './entered-servers.js';

const scaled = { REDIS_URL: 'redis://redis:6379', ALLOW_LOOPBACK: undefined };
const alone = { REDIS_URL: undefined, ALLOW_LOOPBACK: undefined };
let server: Server;
let port: number;
let reached = 0;

beforeAll(async () => {
  server = createServer((socket) => {
    reached += 1;
    socket.end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.close();
});

/** What comes of a connection: `connected`, or the code of its error. */
const tried = (servers: EnteredServers, host: string) =>
  new Promise<string>((done) => {
    const socket = connect(servers.at(host, port));
    socket.once('connect', () => {
      socket.destroy();
      done('connected');
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      done(error.code ?? error.message);
    });
  });

describe('a connection to a server that somebody entered', () => {
  it('is made to this computer where Firstbell is one computer, or where that is said', async () => {
    expect(await tried(new EnteredServers(alone), 'localhost')).toBe('connected');
    expect(await tried(new EnteredServers(alone), '127.0.0.1')).toBe('connected');
    expect(await tried(new EnteredServers({ ...scaled, ALLOW_LOOPBACK: true }), 'localhost')).toBe('connected');
  });

  it('is refused by what its name turns out to be, before anything is reached', async () => {
    const before = reached;
    expect(await tried(new EnteredServers(scaled), 'localhost')).toBe('ESERVERREFUSED');
    expect(await tried(new EnteredServers({ ...alone, ALLOW_LOOPBACK: false }), 'localhost')).toBe('ESERVERREFUSED');
    // 169.254.169.254 as one number: no address to look at before the resolver has.
    expect(await tried(new EnteredServers(alone), '2852039166')).toBe('ESERVERREFUSED');
    expect(reached).toBe(before);
  });

  it('is not begun to an address that is refused, and says what to do', async () => {
    const servers = new EnteredServers(scaled);
    expect(() => servers.at('169.254.169.254', 80)).toThrow(/^169\.254\.169\.254 is no address .* Enter the address .*\.$/);
    expect(() => servers.at('127.0.0.1', 25)).toThrow(/ALLOW_LOOPBACK=1/);
    await expect(servers.mustBeAllowed('localhost')).rejects.toThrow(/^localhost is (127\.0\.0\.1|::1), which is this computer/);
    await expect(servers.mustBeAllowed('169.254.169.254')).rejects.toThrow('link-local');
    await new EnteredServers(alone).mustBeAllowed('127.0.0.1');
  });

  it('to a name that is nobody’s fails as it does anywhere', async () => {
    expect(await tried(new EnteredServers(alone), 'no-such-host.invalid')).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });
});
