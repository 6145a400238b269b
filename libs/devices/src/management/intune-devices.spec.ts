import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuthenticationHandler, Client, HTTPMessageHandler } from '@microsoft/microsoft-graph-client';
import { DeviceProvider } from '../../../../test/support/device-provider.js';
import { graphError } from '../../../../test/support/provider-server.js';
import type { WantedDevice } from './device-management.js';
import { IntuneDevices } from './intune-devices.js';

let provider: DeviceProvider;
let intune: IntuneDevices;
const wanted: WantedDevice = { providerId: null, serial: "5CD'01", tag: 'WC-0042', user: 'ana@north.example' };

beforeAll(async () => {
  provider = await DeviceProvider.start();
  const chain = [new AuthenticationHandler({ getAccessToken: () => Promise.resolve('token') }), new HTTPMessageHandler()];
  intune = new IntuneDevices(
    Client.initWithMiddleware({ baseUrl: provider.url, defaultVersion: 'v1.0', middleware: chain, customHosts: new Set(['127.0.0.1']) }),
    provider.url,
    400,
  );
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.devices.clear();
  provider.devices.set('d-1', { id: 'd-1', serialNumber: '5CD01' });
  provider.users.clear();
  provider.users.set('ana@north.example', 'u-ana').set('bo@north.example', 'u-bo');
  provider.requests.length = provider.faults.length = provider.readFaults.length = 0;
});
const known: WantedDevice = { ...wanted, serial: '5CD01' };

describe('telling Intune who has a laptop', () => {
  it('finds it by serial number and makes the student its primary user', async () => {
    expect(await intune.push(known)).toEqual({ kind: 'done', providerId: 'd-1' });
    expect(provider.devices.get('d-1')?.primaryUser).toBe('u-ana');
    expect(provider.changes()).toEqual(["POST /beta/deviceManagement/managedDevices('d-1')/users/$ref"]);
  });

  it('changes nothing when it is so already, and takes the user off one that is back', async () => {
    await intune.push(known);
    await intune.push({ ...known, providerId: 'd-1' });
    expect(provider.changes()).toHaveLength(1);
    expect(await intune.push({ ...known, user: null })).toMatchObject({ kind: 'done' });
    expect(provider.devices.get('d-1')?.primaryUser).toBeNull();
  });

  it('takes a conflict for done when the change was applied all the same', async () => {
    provider.faults.push({ kind: 'answer', status: 409, body: graphError('Conflict', 'Conflict'), applied: true });
    expect(await intune.push(known)).toEqual({ kind: 'done', providerId: 'd-1' });
    provider.faults.push({ kind: 'answer', status: 409, body: graphError('Conflict', 'Conflict') });
    expect(await intune.push({ ...known, user: 'bo@north.example' })).toMatchObject({ kind: 'try-again' });
  });

  it('waits as long as Graph asks', async () => {
    provider.faults.push({
      kind: 'answer',
      status: 429,
      body: graphError('TooManyRequests', 'Slow down'),
      headers: { 'retry-after': '12' },
    });
    expect(await intune.push(known)).toMatchObject({ kind: 'wait', seconds: 12 });
    provider.faults.push({
      kind: 'answer',
      status: 503,
      body: graphError('ServiceUnavailable', 'Busy'),
      headers: { 'retry-after': '120' },
    });
    expect(await intune.push(known)).toMatchObject({ kind: 'wait', seconds: 120 });
    expect(provider.changes()).toHaveLength(2);
  });

  it('tries again after a failure, silence or half an answer, and each time asks once only', async () => {
    for (const fault of [
      { kind: 'answer', status: 500, body: graphError('InternalServerError', 'Down') },
      { kind: 'hang' },
      { kind: 'cut' },
    ] as const) {
      provider.requests.length = 0;
      provider.readFaults.push(fault);
      expect(await intune.push(known)).toMatchObject({ kind: 'try-again' });
      expect(provider.requests).toHaveLength(1);
    }
  });

  it('asks for a person when device or account is unknown, and quotes what it looked for', async () => {
    expect(await intune.push(wanted)).toMatchObject({ kind: 'needs-person', why: expect.stringContaining("5CD'01") });
    expect(await intune.push({ ...known, user: 'cy@north.example' })).toMatchObject({
      kind: 'needs-person',
      why: expect.stringContaining('cy@north.example'),
    });
    expect(provider.changes()).toEqual([]);
  });

  it('is tested by reading devices and users, for which the application needs a permission each', async () => {
    expect(await intune.test()).toEqual({ ok: true, code: 'device_management.ok', detail: '' });
    expect(provider.requests).toHaveLength(2);
    provider.readFaults.push({ kind: 'answer', status: 403, body: graphError('Forbidden', 'Insufficient privileges') });
    expect(await intune.test()).toMatchObject({ ok: false, code: 'device_management.forbidden' });
  });
});
