import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { admin } from '@googleapis/admin';
import { DeviceProvider } from '../../../../test/support/device-provider.js';
import { googleError } from '../../../../test/support/provider-server.js';
import type { WantedDevice } from './device-management.js';
import { GoogleDevices } from './google-devices.js';

let provider: DeviceProvider;
let google: GoogleDevices;
const wanted: WantedDevice = { providerId: null, serial: '5CD001', tag: 'WC-0042', user: 'ana@north.example' };
const said = { annotatedUser: 'ana@north.example', annotatedAssetId: 'WC-0042', annotatedLocation: 'North High' };

beforeAll(async () => {
  provider = await DeviceProvider.start();
  google = new GoogleDevices(admin({ version: 'directory_v1', rootUrl: `${provider.url}/` }), {
    customerId: 'my_customer',
    location: 'North High',
    timeoutMs: 400,
  });
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.devices.clear();
  provider.devices.set('g-1', { id: 'g-1', serialNumber: '5cd001' });
  provider.devices.set('g-2', { id: 'g-2', serialNumber: '5CD0011' });
  provider.requests.length = provider.faults.length = provider.readFaults.length = 0;
});

describe('telling Google who has a Chromebook', () => {
  it('finds it by serial number, and writes user, tag and place', async () => {
    expect(await google.push(wanted)).toEqual({ kind: 'done', providerId: 'g-1' });
    expect(provider.devices.get('g-1')).toMatchObject(said);
    expect(provider.devices.get('g-2')?.annotatedUser).toBeUndefined();
  });

  it('changes nothing when it is said already, and clears the user of one that is back', async () => {
    await google.push(wanted);
    await google.push({ ...wanted, providerId: 'g-1' });
    expect(provider.changes()).toHaveLength(1);
    expect(await google.push({ ...wanted, user: null })).toEqual({ kind: 'done', providerId: 'g-1' });
    expect(provider.devices.get('g-1')?.annotatedUser).toBe('');
  });

  it('finds one that was enrolled anew under another id', async () => {
    expect(await google.push({ ...wanted, providerId: 'gone' })).toEqual({ kind: 'done', providerId: 'g-1' });
    provider.readFaults.push({ kind: 'answer', status: 400, body: googleError(400, 'invalid', 'Invalid Input: deviceId') });
    expect(await google.push({ ...wanted, providerId: 'of-intune' })).toEqual({ kind: 'done', providerId: 'g-1' });
  });

  it('takes a conflict for done when the change was applied all the same, and otherwise looks again later', async () => {
    const conflict = { kind: 'answer', status: 409, body: googleError(409, 'conflict', 'Conflict') } as const;
    provider.faults.push({ ...conflict, applied: true });
    expect(await google.push(wanted)).toEqual({ kind: 'done', providerId: 'g-1' });
    provider.devices.set('g-1', { id: 'g-1', serialNumber: '5CD001' });
    provider.faults.push(conflict);
    expect(await google.push(wanted)).toMatchObject({ kind: 'try-again' });
  });

  it.each([
    ['429 with Retry-After', 429, 'rateLimitExceeded', { 'retry-after': '77' }, 77],
    ['403 for going too fast', 403, 'userRateLimitExceeded', {}, 60],
    ['403 for a quota that is used up', 403, 'quotaExceeded', {}, 900],
    ['403 for a permission that is missing', 403, 'forbidden', {}, 900],
  ])('waits after %s', async (_what, status, reason, headers, seconds) => {
    provider.faults.push({ kind: 'answer', status, body: googleError(status, reason, 'No.'), headers });
    expect(await google.push(wanted)).toMatchObject({ kind: 'wait', seconds });
    expect(provider.changes()).toHaveLength(1);
  });

  it('tries again after a failure, silence or half an answer, and each time asks once only', async () => {
    for (const fault of [
      { kind: 'answer', status: 503, body: googleError(503, 'backendError', 'Down') },
      { kind: 'hang' },
      { kind: 'cut' },
    ] as const) {
      provider.requests.length = 0;
      provider.readFaults.push(fault);
      expect(await google.push(wanted)).toMatchObject({ kind: 'try-again' });
      expect(provider.requests).toHaveLength(1);
    }
    // The answer to the change was cut off, the change was not.
    provider.faults.push({ kind: 'cut' });
    expect(await google.push(wanted)).toMatchObject({ kind: 'try-again' });
    provider.requests.length = 0;
    expect(await google.push(wanted)).toMatchObject({ kind: 'done' });
    expect(provider.changes()).toEqual([]);
  });

  it('asks for a person when the device is unknown, without a serial number, there twice, or refused for good', async () => {
    expect(await google.push({ ...wanted, serial: 'NOPE' })).toMatchObject({ kind: 'needs-person', why: expect.stringContaining('NOPE') });
    expect(await google.push({ ...wanted, serial: null })).toMatchObject({ kind: 'needs-person', why: expect.stringContaining('WC-0042') });
    provider.devices.set('g-3', { id: 'g-3', serialNumber: '5CD001' });
    expect(await google.push(wanted)).toMatchObject({ kind: 'needs-person', why: expect.stringContaining('more than one') });
    provider.faults.push({ kind: 'answer', status: 400, body: googleError(400, 'invalid', 'Invalid Input: annotatedUser') });
    expect(await google.push({ ...wanted, providerId: 'g-1' })).toMatchObject({
      kind: 'needs-person',
      why: 'Google Admin refused with 400: Invalid Input: annotatedUser',
    });
  });

  it('is tested by reading what every push reads, and what is in the way is said by a code', async () => {
    expect(await google.test()).toEqual({ ok: true, code: 'device_management.ok', detail: '' });
    provider.readFaults.push({ kind: 'answer', status: 403, body: googleError(403, 'forbidden', 'Not Authorized') });
    expect(await google.test()).toMatchObject({ ok: false, code: 'device_management.forbidden', detail: expect.stringContaining('Not') });
    for (const [fault, code] of [
      [{ kind: 'cut' }, 'unreachable'],
      [{ kind: 'answer', status: 503, body: googleError(503, 'backendError', 'Down') }, 'busy'],
      [{ kind: 'answer', status: 400, body: googleError(400, 'invalid', 'No') }, 'refused'],
    ] as const) {
      provider.readFaults.push(fault);
      expect(await google.test()).toMatchObject({ ok: false, code: `device_management.${code}` });
    }
    expect(provider.changes()).toEqual([]);
  });
});
