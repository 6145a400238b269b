import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => server.stop());

it.each([-11, 11])('A screen is paired by a server whose clock is %i minutes off', async (minutes) => {
  const [coach, screen] = [await server.signedIn('coach'), server.client()];
  const { desks } = await coach.call('me', {});
  const now = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => now() + minutes * 60_000);
  const { code, pairingId, secret, expiresAt } = await screen.call('startPairing', { kind: 'kiosk' });
  expect(Math.abs(Date.parse(expiresAt) - now() - 10 * 60_000)).toBeLessThan(5_000);
  expect(await screen.call('pairingState', { pairingId, secret })).toEqual({ state: 'waiting' });
  await coach.call('pairStation', { code, name: 'Test kiosk', deskId: desks[0]?.id ?? '' });
  expect(await screen.call('pairingState', { pairingId, secret })).toEqual({ state: 'paired' });
});
