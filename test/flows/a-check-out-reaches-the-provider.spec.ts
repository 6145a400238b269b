import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client as Postgres } from 'pg';
import { v7 as uuid } from 'uuid';
import type { Client } from '../support/client.js';
import { DeviceProvider } from '../support/device-provider.js';
import { keyFile } from '../support/key-file.js';
import { googleError } from '../support/provider-server.js';
import { until } from '../support/rollout-school.js';
import type { TestServer } from '../support/server.js';
import { startServerWithWorker } from '../support/server-with-worker.js';

const google = { kind: 'google', adminEmail: 'it@school.example', location: '' } as const;
let server: TestServer;
let provider: DeviceProvider;
let admin: Client;
let coach: Client;
let students: string[];

beforeAll(async () => {
  [server, provider] = await Promise.all([startServerWithWorker(), DeviceProvider.start()]);
  provider.reachedBy(server.parts);
  [admin, coach] = [await server.signedIn('admin'), await server.signedIn('coach')];
  await server.sql(`UPDATE person SET email = badge || '@students.example' WHERE 'student' = ANY (roles)`);
  await server.sql(`UPDATE device SET holder_id = NULL, state = 'spare'`);
  const owner = new Postgres({ connectionString: server.database.ownerUrl });
  await owner.connect();
  students = (await owner.query<{ id: string }>(`SELECT id FROM person WHERE 'student' = ANY (roles)`)).rows.map(({ id }) => id);
  await owner.end();
}, 60_000);
afterAll(async () => {
  await server.stop();
  await provider.stop();
});

/** A laptop that the provider knows under `g-<tag>`, unless it is not enrolled. */
async function laptop(tag: string, enrolled = true): Promise<string> {
  const id = uuid();
  await admin.call('addDevice', { id, tag, model: 'Spin 511', serial: `S-${tag}` });
  if (enrolled) provider.devices.set(`g-${tag}`, { id: `g-${tag}`, serialNumber: `S-${tag}` });
  return id;
}

async function handOut(tag: string, enrolled = true): Promise<string> {
  const [id, deviceId, personId = ''] = [uuid(), await laptop(tag, enrolled), students.pop()];
  await coach.call('checkOut', {
    id,
    personId,
    deviceId,
    kind: 'assigned',
    charger: true,
    laptopCase: true,
    agreement: 'ticked',
    condition: 'good',
  });
  return id;
}

const settings = async () => {
  const { settings: now } = await admin.call('deviceManagement', {});
  if (now === null) throw new Error('No provider is set up.');
  return now;
};
const told = async () => (await admin.call('deviceManagement', {})).told;
const userOf = (tag: string) => provider.devices.get(`g-${tag}`)?.annotatedUser;
const isTold = (tag: string) =>
  until(() => Promise.resolve(userOf(tag)?.endsWith('@students.example') === true), `${tag} to be told`, 20_000);
const stuck = async () => (await coach.call('listRolloutExceptions', { kind: 'check_out' })).exceptions;

describe('telling the device-management provider who has what', () => {
  it('is set up with a key that works, which never comes out again', async () => {
    await handOut('EARLY');
    expect(await told()).toMatchObject({ untold: 1, waiting: 0 });
    const saving = { provider: google, version: null };
    expect(await admin.refusal('saveDeviceManagement', saving)).toMatchObject({ code: 'device_management.secret_needed', field: 'secret' });
    expect(await admin.refusal('saveDeviceManagement', { ...saving, secret: '{"client_email": "a@b.example"}' })).toMatchObject({
      code: 'device_management.no_key_file',
      field: 'secret',
    });
    expect(await admin.refusal('testDeviceManagement', {})).toMatchObject({ code: 'device_management.not_set_up' });
    const saved = await admin.call('saveDeviceManagement', { ...saving, secret: keyFile() });
    expect(JSON.stringify([saved, await settings()])).not.toContain('PRIVATE');
    expect(await admin.refusal('saveDeviceManagement', { ...saving, secret: keyFile() })).toMatchObject({
      code: 'device_management.changed_meanwhile',
    });
    const elsewhere = { provider: { ...google, adminEmail: 'other@school.example' }, version: saved.version };
    expect(await admin.refusal('saveDeviceManagement', elsewhere)).toMatchObject({ code: 'device_management.secret_needed' });
  });

  it('is tested by asking the provider, which is told nothing by it', async () => {
    provider.readFaults.push({
      kind: 'answer',
      status: 403,
      body: googleError(403, 'forbidden', 'Not Authorized to access this resource/api'),
    });
    expect((await admin.call('testDeviceManagement', {})).test).toMatchObject({ ok: false, code: 'device_management.forbidden' });
    expect((await admin.call('testDeviceManagement', {})).test).toMatchObject({ ok: true });
    expect(provider.changes()).toEqual([]);
  });

  it('says in the test when the stored secret cannot be opened with the key of this installation', async () => {
    const flipOneBit = `UPDATE device_management SET secret_sealed = set_byte(secret_sealed, 20, get_byte(secret_sealed, 20) # 1)`;
    await server.sql(flipOneBit);
    expect((await admin.call('testDeviceManagement', {})).test).toMatchObject({ ok: false, code: 'sealing.wrong_key' });
    await server.sql(flipOneBit);
    expect((await admin.call('testDeviceManagement', {})).test).toMatchObject({ ok: true });
  });

  it('tells of what was handed out before, once somebody says so', async () => {
    expect(await admin.call('tellOfDevicesOut', {})).toEqual({ due: 1 });
    expect(await admin.call('tellOfDevicesOut', {})).toEqual({ due: 0 });
    await isTold('EARLY');
    await until(async () => (await told()).told === 1, 'the row to say so');
  }, 30_000);

  it('tells of a hand-out and of a return, each within seconds', async () => {
    await handOut('FIRST');
    await isTold('FIRST');
    await coach.call('checkIn', { requestId: uuid(), deviceTag: 'FIRST', charger: true, laptopCase: true, condition: 'good' });
    await until(() => Promise.resolve(userOf('FIRST') === ''), 'the return to be told', 20_000);
  }, 60_000);

  it('lists what the provider does not know, and tells it on one click once somebody has enrolled it', async () => {
    const id = await handOut('UNKNOWN', false);
    await until(async () => (await stuck()).length === 1, 'the exception');
    expect(await stuck()).toMatchObject([
      { id, kind: 'check_out', reason: 'check_out.device_unknown', detail: expect.stringContaining('S-UNKNOWN') },
    ]);
    provider.devices.set('g-UNKNOWN', { id: 'g-UNKNOWN', serialNumber: 'S-UNKNOWN' });
    expect(await coach.call('retryRolloutCheckOuts', { checkOutIds: [id] })).toEqual({ retried: 1 });
    expect(await coach.call('retryRolloutCheckOuts', { checkOutIds: null })).toEqual({ retried: 0 });
    await isTold('UNKNOWN');
    expect(await stuck()).toEqual([]);
  }, 60_000);

  it('rests when somebody says so or the provider asks for it, and goes on from there', async () => {
    await admin.call('pauseDeviceManagement', {});
    await handOut('RESTING');
    expect((await settings()).pauseCode).toBe('device_management.paused_by_person');
    expect((await coach.call('listRolloutExceptions', {})).pauses.map(({ what }) => what)).toContain('device_management');
    provider.faults.push({
      kind: 'answer',
      status: 429,
      body: googleError(429, 'rateLimitExceeded', 'Slow'),
      headers: { 'retry-after': '3600' },
    });
    await admin.call('resumeDeviceManagement', {});
    await until(async () => (await settings()).pauseCode === 'device_management.busy', 'the pause', 20_000);
    expect(userOf('RESTING')).toBeUndefined();
    expect(await told()).toMatchObject({ waiting: 1 });
    await admin.call('resumeDeviceManagement', {});
    await isTold('RESTING');
  }, 60_000);

  it('offers to tell all again when the settings are others', async () => {
    await until(async () => (await told()).told === 4, 'the rows');
    await admin.call('saveDeviceManagement', { provider: { ...google, location: 'North High' }, version: (await settings()).version });
    expect(await told()).toMatchObject({ untold: 3, waiting: 0, stuck: 0 });
    expect(await admin.call('tellOfDevicesOut', {})).toEqual({ due: 3 });
    await until(() => Promise.resolve(provider.devices.get('g-EARLY')?.annotatedLocation === 'North High'), 'the place', 20_000);
  }, 60_000);

  it('ends without a trace in the list of exceptions, and nobody is told from then on', async () => {
    await handOut('STUCK', false);
    await until(async () => (await stuck()).length === 1, 'the exception');
    const { version } = await settings();
    expect(await admin.refusal('removeDeviceManagement', { version: version - 1 })).toMatchObject({
      code: 'device_management.changed_meanwhile',
    });
    await admin.call('removeDeviceManagement', { version });
    expect(await stuck()).toEqual([]);
    const before = provider.requests.length;
    await handOut('LATE');
    expect(await admin.call('deviceManagement', {})).toMatchObject({ settings: null, told: { untold: 5, waiting: 0, stuck: 0 } });
    expect(provider.requests).toHaveLength(before);
  }, 60_000);
});
