import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { admin } from '@googleapis/admin';
import { jobs } from '@firstbell/contracts/jobs';
import { createDataSource, Database, Sealing } from '@firstbell/platform';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { DeviceProvider } from '../../../../test/support/device-provider.js';
import { googleError } from '../../../../test/support/provider-server.js';
import { CheckOutsStore } from '../check-outs/check-outs.store.js';
import { CheckoutSyncService } from './checkout-sync.service.js';
import type { DeviceManagement, Push } from '../management/device-management.js';
import { DeviceManagementStore } from '../management/device-management.store.js';
import { GoogleDevices } from '../management/google-devices.js';
import { OpenDeviceManagements, secretSubject } from '../management/open-device-managements.js';
import { CheckoutSyncStore } from './checkout-sync.store.js';

let own: TestDatabase;
let source: DataSource;
let database: Database;
let relay: Client;
let provider: DeviceProvider;
let sync: CheckoutSyncService;
let schoolId: string;
const store = new CheckoutSyncStore();
const settings = new DeviceManagementStore();
const sealing = new Sealing({ DATA_DIR: tmpdir(), SEALING_KEY: randomBytes(32).toString('base64') });

beforeAll(async () => {
  own = await createTestDatabase();
  source = await createDataSource(own.appUrl, 6).initialize();
  database = new Database(source);
  relay = new Client({ connectionString: own.relayUrl });
  await relay.connect();
  provider = await DeviceProvider.start();
  const google = new GoogleDevices(admin({ version: 'directory_v1', rootUrl: `${provider.url}/` }), {
    customerId: 'my_customer',
    location: null,
    timeoutMs: 400,
  });
  const managements = new OpenDeviceManagements(database, settings, sealing, { open: () => Promise.resolve(google) });
  sync = new CheckoutSyncService(database, store, settings, managements);
});
afterAll(async () => {
  await provider.stop();
  await relay.end();
  await source.destroy();
  await own.drop();
});
beforeEach(async () => {
  schoolId = uuid();
  provider.devices.clear();
  provider.requests.length = provider.faults.length = provider.readFaults.length = 0;
  await rows(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'North High', 'America/Chicago', '{}')`, [schoolId]);
  await connect();
});

const rows = <R extends object>(sql: string, values: unknown[] = []) =>
  database.transaction(schoolId, (tx) => tx.rows<R & Record<string, unknown>>(sql, values));
const handle = (subjectId: string) => sync.handle({ schoolId, subjectId, attempt: 'any' });
const due = async () =>
  (await relay.query<{ subject_id: string; school_id: string }>(jobs['checkout.sync'].due)).rows
    .filter((row) => row.school_id === schoolId)
    .map((row) => row.subject_id);
const stateOf = async (id: string) =>
  (
    await rows<{ sync_state: string; sync_code: string | null; sync_reason: string | null }>(
      'SELECT sync_state, sync_code, sync_reason FROM check_out WHERE school_id = $1 AND id = $2',
      [schoolId, id],
    )
  )[0];
const isOver = (id: string) =>
  rows(`UPDATE check_out SET sync_retry_at = now(), sync_lease_until = NULL WHERE school_id = $1 AND id = $2`, [schoolId, id]);

/** The provider is chosen; Google itself is a server of this test's. */
const connect = (secret = sealing.seal('key file', secretSubject(schoolId))) =>
  rows(
    `INSERT INTO device_management (school_id, config, secret_sealed) VALUES ($1, '{"kind": "google", "adminEmail": "it@north.example", "location": ""}', $2)
     ON CONFLICT (school_id) DO UPDATE SET secret_sealed = excluded.secret_sealed`,
    [schoolId, secret],
  );
const pause = async () =>
  (
    await rows<{ code: string; seconds: number }>(
      `SELECT pause_code AS code, round(extract(epoch FROM paused_until - (SELECT max(at) FROM event WHERE school_id = $1 AND type = 'device_management.paused')))::int AS seconds FROM device_management WHERE school_id = $1`,
      [schoolId],
    )
  )[0];

async function person(email: string | null): Promise<string> {
  const id = uuid();
  await rows(
    `INSERT INTO person (school_id, id, given_name, family_name, search_name, email, roles) VALUES ($1, $2, 'Ana', 'Reyes', 'ana reyes', $3, ARRAY['student'])`,
    [schoolId, id, email],
  );
  return id;
}

/** A laptop the provider knows under `g-<serial>`. */
async function device(serial: string): Promise<string> {
  const id = uuid();
  await rows(`INSERT INTO device (school_id, id, tag, serial, model) VALUES ($1, $2, $3, $4, 'Spin 511')`, [
    schoolId,
    id,
    `WC-${serial}`,
    serial,
  ]);
  provider.devices.set(`g-${serial}`, { id: `g-${serial}`, serialNumber: serial });
  return id;
}

async function checkOut(deviceId: string, personId: string, outAt = new Date(), inAt: Date | null = null): Promise<string> {
  const id = uuid();
  await rows(
    `INSERT INTO check_out (school_id, id, device_id, person_id, kind, out_at, in_at, charger, laptop_case, agreement, condition, sync_state)
     VALUES ($1, $2, $3, $4, 'assigned', $5, $6, true, true, 'ticked', 'new', 'due')`,
    [schoolId, id, deviceId, personId, outAt, inAt],
  );
  return id;
}

/** A push by a worker of its own whose provider answers only when `meanwhile` is over. */
async function pushing(id: string, answer: Push, meanwhile: () => Promise<unknown>): Promise<void> {
  const slow: DeviceManagement = {
    push: () => meanwhile().then(() => answer),
    test: () => Promise.resolve({ ok: true, code: 'ok', detail: '' }),
  };
  const managements = new OpenDeviceManagements(database, settings, sealing, { open: () => Promise.resolve(slow) });
  await new CheckoutSyncService(database, store, settings, managements).handle({ schoolId, subjectId: id, attempt: 'any' });
}
const comesBack = (checkOutId: string) =>
  database.transaction(schoolId, (tx) =>
    new CheckOutsStore().return(tx, {
      checkOutId,
      secondsAgo: 0,
      inBy: uuid(),
      charger: true,
      laptopCase: true,
      condition: 'good',
      conditionNote: null,
      sync: true,
    }),
  );

describe('checkout.sync', () => {
  it('tells the provider, remembers what it calls the device, and leaves a fact behind', async () => {
    const deviceId = await device('A1');
    const id = await checkOut(deviceId, await person('ana@north.example'));
    expect(await due()).toEqual([id]);
    expect(await handle(id)).toEqual({ kind: 'done' });
    expect(provider.devices.get('g-A1')).toMatchObject({ annotatedUser: 'ana@north.example', annotatedAssetId: 'WC-A1' });
    expect(await due()).toEqual([]);
    expect(await stateOf(id)).toEqual({ sync_state: 'done', sync_code: null, sync_reason: null });
    expect(await rows('SELECT provider_id FROM device WHERE school_id = $1', [schoolId])).toEqual([{ provider_id: 'g-A1' }]);
    expect(await rows('SELECT type, subject_id, data FROM event WHERE school_id = $1', [schoolId])).toEqual([
      { type: 'check_out.synced', subject_id: id, data: { deviceId, state: 'done' } },
    ]);
  });

  it('is done once however often the job runs, at once or one after the other', async () => {
    const id = await checkOut(await device('A1'), await person('ana@north.example'));
    await Promise.all([handle(id), handle(id), handle(id)]);
    await handle(id);
    expect(provider.changes()).toHaveLength(1);
    expect(await rows('SELECT type FROM event WHERE school_id = $1', [schoolId])).toHaveLength(1);
  });

  it('goes on where a worker died after the provider had done it, without changing anything again', async () => {
    const id = await checkOut(await device('A1'), await person('ana@north.example'));
    provider.faults.push({ kind: 'cut' });
    await handle(id);
    expect((await stateOf(id))?.sync_state).toBe('due');
    expect(await due()).toEqual([]);
    await isOver(id);
    await handle(id);
    expect((await stateOf(id))?.sync_state).toBe('done');
    expect(provider.changes()).toHaveLength(1);
  });

  it('writes nothing when the lease was over and another worker has taken the row', async () => {
    const id = await checkOut(await device('A1'), await person('ana@north.example'));
    const slow = await database.transaction(schoolId, (tx) => store.claim(tx, id));
    await isOver(id);
    await handle(id);
    if (slow === undefined) throw new Error('The first worker had no claim.');
    const late = { state: 'needs_person', code: 'refused', reason: 'too late' } as const;
    expect(await database.transaction(schoolId, (tx) => store.settle(tx, slow, late))).toBeUndefined();
    expect((await stateOf(id))?.sync_state).toBe('done');
  });

  it('lets the whole school wait when the provider asks for patience', async () => {
    const ana = await person('ana@north.example');
    const [first, second] = [await checkOut(await device('A1'), ana), await checkOut(await device('A2'), ana)];
    provider.faults.push({
      kind: 'answer',
      status: 429,
      body: googleError(429, 'rateLimitExceeded', 'Slow'),
      headers: { 'retry-after': '60' },
    });
    await handle(first);
    expect(await due()).toEqual([]);
    await handle(second);
    expect(provider.changes()).toHaveLength(1);
    expect((await stateOf(second))?.sync_state).toBe('due');
    expect(await pause()).toEqual({ code: 'device_management.busy', seconds: 60 });
    const third = await checkOut(await device('A3'), ana);
    expect(await due()).toEqual([]);
    await rows('UPDATE device_management SET paused_until = now() WHERE school_id = $1', [schoolId]);
    expect(await due()).toEqual(expect.arrayContaining([first, second, third]));
  });

  it('tells of a return, but not when the next student has the device already', async () => {
    const [deviceId, ana] = [await device('A1'), await person('ana@north.example')];
    const back = await checkOut(deviceId, ana, new Date(Date.now() - 60_000), new Date());
    await handle(back);
    expect(provider.devices.get('g-A1')?.annotatedUser).toBe('');
    await rows(`UPDATE check_out SET sync_state = 'due' WHERE school_id = $1 AND id = $2`, [schoolId, back]);
    const next = await checkOut(deviceId, await person('bo@north.example'));
    await handle(next);
    await handle(back);
    expect((await stateOf(back))?.sync_state).toBe('done');
    expect(provider.devices.get('g-A1')?.annotatedUser).toBe('bo@north.example');
  });

  it('never has two answers about one device under way', async () => {
    const deviceId = await device('A1');
    const back = await checkOut(deviceId, await person('ana@north.example'), new Date(Date.now() - 60_000), new Date());
    const next = await checkOut(deviceId, await person('bo@north.example'));
    await database.transaction(schoolId, (tx) => store.claim(tx, back));
    await handle(next);
    expect(provider.requests).toEqual([]);
    expect(await due()).toEqual([next]);
  });

  it.each<[string, Push]>([
    ['has taken the check-out', { kind: 'done', providerId: 'g-A1' }],
    ['has refused the check-out', { kind: 'needs-person', code: 'refused', why: 'Not this one.' }],
  ])('tells of a return made while a push was under way that %s', async (_, answer) => {
    const [deviceId, ana] = [await device('A1'), await person('ana@north.example')];
    const id = await checkOut(deviceId, ana);
    provider.devices.set('g-A1', { id: 'g-A1', serialNumber: 'A1', annotatedUser: 'ana@north.example' });
    await pushing(id, answer, () => comesBack(id));
    expect(await due()).toEqual([id]);
    expect(await stateOf(id)).toEqual({ sync_state: 'due', sync_code: null, sync_reason: null });
    await handle(id);
    expect(provider.devices.get('g-A1')?.annotatedUser).toBe('');
    expect((await stateOf(id))?.sync_state).toBe('done');
  });

  it('tells the new provider too what the old one was just being told', async () => {
    const id = await checkOut(await device('A1'), await person('ana@north.example'));
    await pushing(id, { kind: 'done', providerId: 'of-the-old' }, () =>
      database.transaction(schoolId, (tx) => settings.forgetWhatWasTold(tx)),
    );
    expect(await stateOf(id)).toMatchObject({ sync_state: 'due' });
    await isOver(id);
    await handle(id);
    expect(provider.devices.get('g-A1')?.annotatedUser).toBe('ana@north.example');
  });

  it('says in plain words why a person is needed, and tries again when one has seen to it', async () => {
    const deviceId = await device('A1');
    provider.devices.clear();
    const unknown = await checkOut(deviceId, await person('ana@north.example'));
    await handle(unknown);
    expect(await stateOf(unknown)).toEqual({
      sync_state: 'needs_person',
      sync_code: 'device_unknown',
      sync_reason:
        'Google Admin does not know a device with the serial number A1 (WC-A1). Enrol it there, or correct the serial number here, then try again.',
    });
    provider.devices.set('g-A1', { id: 'g-A1', serialNumber: 'A1' });
    const again = (ids: string[] | null) => database.transaction(schoolId, (tx) => sync.again(tx, ids, uuid()));
    expect([await again([unknown]), await again([unknown])]).toEqual([1, 0]);
    await handle(unknown);
    expect((await stateOf(unknown))?.sync_state).toBe('done');

    const nameless = await checkOut(await device('A2'), await person(null));
    await handle(nameless);
    expect(await stateOf(nameless)).toMatchObject({ sync_state: 'needs_person', sync_code: 'no_account' });
    expect(await again(null)).toBe(1);
    expect(await due()).toEqual([nameless]);
    expect(await rows(`SELECT data FROM event WHERE school_id = $1 AND type = 'device_management.tell_wanted'`, [schoolId])).toEqual([
      { data: { due: 1 } },
      { data: { due: 1 } },
    ]);
  });

  it('rests as a whole when our key is refused, or cannot be opened here', async () => {
    const id = await checkOut(await device('A1'), await person('ana@north.example'));
    provider.readFaults.push({ kind: 'answer', status: 403, body: googleError(403, 'forbidden', 'Not Authorized') });
    await handle(id);
    expect(await pause()).toEqual({ code: 'device_management.forbidden', seconds: 900 });
    await rows('UPDATE device_management SET paused_until = NULL WHERE school_id = $1', [schoolId]);
    await connect(sealing.seal('key file', 'of another school'));
    await handle(id);
    expect(await pause()).toEqual({ code: 'sealing.wrong_key', seconds: 900 });
    expect(await stateOf(id)).toMatchObject({ sync_state: 'due', sync_code: null });
  });

  it('rests as long where the clock of the process is an hour behind the database’s', async () => {
    const id = await checkOut(await device('A1'), await person('ana@north.example'));
    provider.readFaults.push({ kind: 'answer', status: 403, body: googleError(403, 'forbidden', 'Not Authorized') });
    const now = Date.now.bind(Date);
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() - 3_600_000);
    try {
      await handle(id);
    } finally {
      clock.mockRestore();
    }
    expect(await pause()).toEqual({ code: 'device_management.forbidden', seconds: 900 });
    expect(await due()).toEqual([]);
  });

  it('tells nobody while there is no provider', async () => {
    await rows('DELETE FROM device_management WHERE school_id = $1', [schoolId]);
    const id = await checkOut(await device('A1'), await person('ana@north.example'));
    expect(await due()).toEqual([]);
    await handle(id);
    expect(provider.requests).toEqual([]);
  });
});
