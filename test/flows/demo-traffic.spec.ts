import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { playDemoTraffic } from '../../apps/standalone/src/demo/traffic/demo-traffic.js';
import { demoPassword, startTestServer, type TestServer } from '../support/server.js';

describe('a played school day', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('leaves tickets, waits and feedback behind, and neither its kiosk nor anyone on duty', async () => {
    const lines: string[] = [];
    const count = await playDemoTraffic({
      base: server.base,
      speed: 600,
      minutes: 60,
      password: demoPassword,
      say: (line) => lines.push(line),
      seed: 11,
    });
    expect(count.filed).toBeGreaterThan(10);
    expect(count.resolved).toBeGreaterThan(5);
    expect(lines).toHaveLength(2);
    const coach = await server.signedIn('coach');
    const deskId = (await coach.call('me', {})).desks[0]?.id ?? '';
    const figures = await coach.call('todaysFigures', { deskId });
    expect(figures).toMatchObject({ filed: count.filed, onDuty: 0 });
    expect(figures.resolved).toBeGreaterThan(5);
    expect((await coach.call('listStations', {})).stations).toEqual([]);
  });
});
