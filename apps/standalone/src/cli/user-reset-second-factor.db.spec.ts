import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { turnOnSecondFactor } from '../../../../test/support/authenticator.js';
import { eventually } from '../../../../test/support/eventually.js';
import { demoPassword, startTestServer, type TestServer } from '../../../../test/support/server.js';
import { runCommand } from './run-command.js';

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

async function firstbell(...args: string[]): Promise<{ code: number; text: string; said: string }> {
  let [text, said] = ['', ''];
  const code = await runCommand({ args, write: (more) => (text += more), say: (more) => (said += more) });
  return { code, text, said };
}

describe('firstbell user reset-second-factor', () => {
  it('lets the last administrator in again with the password alone, and ends what they had open', async () => {
    const admin = await server.signedIn('admin');
    await turnOnSecondFactor(admin, demoPassword);
    const credentials = { email: 'admin@demo.example', password: demoPassword };
    expect(await server.client().refusal('signIn', credentials)).toMatchObject({ code: 'sign_in.second_factor_needed' });
    expect(await firstbell('user', 'reset-second-factor', 'admin@demo.example')).toMatchObject({ code: 0, said: '' });
    await eventually(async () => expect(await admin.refusal('me', {})).toMatchObject({ code: 'session.needed' }), 5_000);
    await server.client().call('signIn', credentials);
  });

  it('says so when there is nothing to remove, nobody of that name, or no name', async () => {
    expect(await firstbell('user', 'reset-second-factor', 'coach@demo.example')).toMatchObject({
      code: 1,
      said: expect.stringContaining('no second factor'),
    });
    expect(await firstbell('user', 'reset-second-factor', 'nobody@demo.example')).toMatchObject({ code: 1 });
    expect(await firstbell('user', 'reset-second-factor')).toMatchObject({ code: 2, said: expect.stringContaining('e-mail') });
  });
});
