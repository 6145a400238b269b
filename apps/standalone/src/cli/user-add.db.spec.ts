import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { firstbell } from '../../../../test/support/command-line.js';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';

let server: TestServer;
const before = { ...process.env };

beforeAll(async () => {
  server = await startTestServer();
  process.env['DATABASE_URL'] = server.database.appUrl;
});
afterAll(async () => {
  process.env = before;
  await server.stop();
});

describe('firstbell user add', () => {
  it('makes someone who can sign in with the password it shows, once', async () => {
    const args = ['user', 'add', 'ana@north.example', '--given', 'Ana', '--family', 'Lima', '--role', 'administrator', '--json'];
    const { code, out } = await firstbell(...args);
    expect(code).toBe(0);
    const { password } = JSON.parse(out) as { password: string };
    const me = await server.client().call('signIn', { email: 'ana@north.example', password });
    expect(me).toMatchObject({ name: 'Ana Lima', roles: ['administrator'] });
    expect(await firstbell(...args)).toMatchObject({ code: 1, said: expect.stringContaining('has an account already') });
  });

  it('says what is missing when it is typed wrongly', async () => {
    expect(await firstbell('user', 'add', 'not-an-address', '--given', 'Ana')).toMatchObject({
      code: 2,
      said: expect.stringMatching(/e-mail.*--family.*--role/s),
    });
  });
});
