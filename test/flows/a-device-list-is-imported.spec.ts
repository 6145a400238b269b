import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deviceImport, deviceOperations, type DeviceImport } from '@firstbell/contracts/devices';
import { problem } from '@firstbell/contracts/problem';
import { v7 as uuid } from 'uuid';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import type { TestServer } from '../support/server.js';
import { startServerWithWorker } from '../support/server-with-worker.js';

let server: TestServer;
let admin: Client;

beforeAll(async () => {
  server = await startServerWithWorker();
  admin = await server.signedIn('admin');
});
afterAll(() => server.stop());

async function send(client: Client, path: string, query: Record<string, string>, body: string, contentType = 'application/octet-stream') {
  const response = await fetch(`${server.base}${path}?${new URLSearchParams(query).toString()}`, {
    method: 'POST',
    body,
    headers: { cookie: client.cookie, 'content-type': contentType },
  });
  return { status: response.status, body: await response.json() };
}

/** As it is once the worker has done its part. */
async function worked(importId: string, state: DeviceImport['state']): Promise<DeviceImport> {
  await eventually(async () => expect((await admin.call('deviceImport', { importId })).state).toBe(state), 15_000);
  return admin.call('deviceImport', { importId });
}

async function upload(text: string, query: Record<string, string> = {}): Promise<DeviceImport> {
  const sent = await send(admin, '/api/devices/imports', { id: uuid(), fileName: 'list.csv', preset: 'snipeit', ...query }, text);
  return worked(deviceImport.parse(sent.body).id, 'ready');
}

const head = 'Asset Tag,Model,Serial,Checked Out To: Email\n';

describe('an administrator imports a list of devices over HTTP', () => {
  it('looks into it, sees the diff, applies it, and finds each laptop; then takes it back', async () => {
    const list =
      head + Array.from({ length: 3_000 }, (_, n) => `LT-${String(n).padStart(5, '0')},Dell Chromebook 3120,DL${String(n)},\n`).join('');
    expect(list.length).toBeGreaterThan(100_000);
    const preview = await send(admin, '/api/devices/imports/preview', { fileName: 'list.csv' }, list.slice(0, 4_000));
    expect(deviceOperations.previewDeviceFile.output.parse(preview.body)).toMatchObject({
      preset: 'snipeit',
      mapping: { tag: 'Asset Tag' },
    });

    const read = await upload(list);
    expect(read).toMatchObject({ state: 'ready', added: 3_000, errors: 0 });
    expect((await admin.call('listDeviceDiff', { importId: read.id, change: 'added', offset: 2_999 })).rows).toMatchObject([
      { tag: 'LT-02999' },
    ]);
    expect((await admin.call('applyDeviceImport', { importId: read.id })).state).toBe('applying');
    await worked(read.id, 'applied');
    const coach = await server.signedIn('coach');
    expect((await coach.call('listDevices', { search: '02999' })).rows).toMatchObject([{ tag: 'LT-02999', state: 'spare' }]);
    const csv = await coach.send('GET', '/api/devices.csv?search=LT-02999');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.text).toContain('LT-02999,DL2999,Dell Chromebook 3120');

    expect((await admin.call('undoDeviceImport', { importId: read.id })).state).toBe('undoing');
    await worked(read.id, 'undone');
    expect((await admin.call('listDeviceImports', {})).imports[0]).toMatchObject({ id: read.id, state: 'undone', done: 3_000, kept: 0 });
    expect((await coach.call('listDevices', { search: 'LT-' })).total).toBe(0);
  });

  it('chooses columns by hand, as JSON in the address', async () => {
    const mapping = JSON.stringify({ tag: 'Inventory', model: 'Kind' });
    expect(await upload('Inventory,Kind\nZ-1,ThinkPad\n', { preset: 'own', mapping })).toMatchObject({
      state: 'ready',
      preset: 'own',
      added: 1,
    });
    for (const wrong of ['{"tag":', '{"colour":"x"}', '{"tag":7}', '[]']) {
      const sent = await send(admin, '/api/devices/imports', { id: uuid(), fileName: 'a.csv', preset: 'own', mapping: wrong }, 'a,b\n');
      expect([wrong, problem.parse(sent.body)]).toMatchObject([wrong, { status: 400, code: 'input.invalid' }]);
    }
  });

  it('gets a clear answer to what is no upload, and nobody else may', async () => {
    const query = { id: uuid(), fileName: 'a.csv', preset: 'google' };
    expect(problem.parse((await send(admin, '/api/devices/imports', query, '')).body)).toMatchObject({
      status: 400,
      code: 'devices.no_rows',
    });
    expect(problem.parse((await send(admin, '/api/devices/imports', query, '{}', 'application/json')).body)).toMatchObject({
      ...{ status: 415, code: 'devices.no_file' },
    });
    for (const name of ['coach', 'assistant1', 'teacher1']) {
      const sent = await send(await server.signedIn(name), '/api/devices/imports', query, head);
      expect(problem.parse(sent.body)).toMatchObject({ status: 403, code: 'role.not_permitted' });
    }
  });
});
