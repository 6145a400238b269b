import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import type { Client } from '../../../../test/support/client.js';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';

let server: TestServer;
let assistant: Client;
let deviceId: string;

beforeAll(async () => {
  server = await startTestServer();
  assistant = await server.signedIn('assistant1');
  const admin = await server.signedIn('admin');
  deviceId = uuid();
  await admin.call('addDevice', { id: deviceId, tag: 'PH-1', model: 'Dell 3110' });
});
afterAll(() => server.stop());

const send = (body: Uint8Array<ArrayBuffer>, id: string = uuid(), to = deviceId) =>
  fetch(`${server.base}/api/devices/${to}/photos?id=${id}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', cookie: assistant.cookie },
    body,
  });
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

describe('a photo of a device', () => {
  it('comes back as what its bytes are, and as nothing else', async () => {
    const id = uuid();
    expect((await send(png, id)).status).toBe(200);
    const answer = await fetch(`${server.base}/api/device-photos/${id}`, { headers: { cookie: assistant.cookie } });
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(png);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('is kept once, however often it is sent', async () => {
    const id = uuid();
    const first: unknown = await (await send(png, id)).json();
    expect(await (await send(png, id)).json()).toEqual(first);
    const { photos } = await assistant.call('listDevicePhotos', { deviceId });
    expect(photos.filter((photo) => photo.id === id)).toHaveLength(1);
  });

  it('is refused when it is no picture, too large, or of a device that is not there', async () => {
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
    expect(await (await send(svg)).json()).toMatchObject({ status: 415, code: 'photo.not_a_photo' });
    const large = new Uint8Array(2 * 1024 * 1024 + 1);
    large.set(png);
    expect(await (await send(large)).json()).toMatchObject({ status: 413, code: 'photo.too_large' });
    expect(await (await send(png, uuid(), uuid())).json()).toMatchObject({ status: 404, code: 'device.unknown' });
  });

  it('of another school is not there', async () => {
    const id = uuid();
    await send(png, id);
    const admin = await server.signedIn('admin');
    await admin.call('createSchool', { name: 'North', timeZone: 'UTC' });
    expect((await admin.send('GET', `/api/device-photos/${id}`)).status).toBe(404);
    expect(await admin.call('listDevicePhotos', { deviceId })).toEqual({ photos: [] });
  });
});
