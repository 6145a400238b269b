import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { demoPassword, startTestServer, type TestServer } from '../../../../test/support/server.js';
import { AccountsStore } from './accounts.store.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** What happens between the next sign-in's reading of its account and its looking at the password. */
function amidNextSignIn(happening: () => Promise<unknown>): void {
  const accounts = server.parts[0]?.get(AccountsStore, { strict: false });
  if (accounts === undefined) throw new Error('There is no store of accounts.');
  const byEmail = accounts.byEmail.bind(accounts);
  jest.spyOn(accounts, 'byEmail').mockImplementationOnce(async (email) => {
    const account = await byEmail(email);
    await happening();
    return account;
  });
}

it('A sign-in that began with a password opens nothing once that password has been changed', async () => {
  const assistant = await server.signedIn('assistant2');
  amidNextSignIn(() => assistant.call('changePassword', { password: demoPassword, newPassword: 'three words together' }));
  const refused = await server.client().refusal('signIn', { email: 'assistant2@demo.example', password: demoPassword });
  expect(refused).toMatchObject({ status: 401, code: 'sign_in.refused' });
  expect((await assistant.call('listSessions', {})).sessions).toHaveLength(1);
});
