import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { RealtimeModule } from '../../apps/realtime/src/realtime.module.js';
import { SocketAdapter } from '../../apps/realtime/src/socket-adapter.js';
import type { Client } from '../support/client.js';
import { LiveClient, until } from '../support/live-client.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let kiosk: Client;
let assistant: Client;
let issueId: string;
/** Of the same student. */
const [badge, tag] = ['0004217', 'FB-00123'];

beforeAll(async () => {
  server = await startTestServer([RealtimeModule], (app, env) => app.useWebSocketAdapter(new SocketAdapter(app, env)));
  [kiosk, assistant] = [await server.paired('kiosk'), await server.signedIn('assistant1')];
  const { issues } = await kiosk.call('listIssues', {});
  issueId = issues.find(({ skill, audience }) => skill === null && audience === 'desk')?.id ?? '';
});
afterAll(() => server.stop());

describe('the tag of a laptop, scanned at a kiosk', () => {
  it('tells nothing of its holder before they say it is theirs', async () => {
    const owner = await kiosk.call('identify', { scan: badge });
    const filed = await kiosk.call('fileTicket', { id: uuid(), issueId, personId: owner.person.id });
    const { status, body, text } = await kiosk.send('POST', '/api/kiosk/identify', { scan: tag });
    expect([status, body]).toEqual([409, expect.objectContaining({ code: 'scan.whose_laptop' })]);
    for (const theirs of [owner.person.id, owner.person.name, filed.id, filed.code, owner.devices[0]?.id ?? ''])
      expect(text).not.toContain(theirs);

    expect(await kiosk.call('identify', { scan: tag, mine: true })).toMatchObject({
      person: { id: owner.person.id },
      scannedDeviceId: owner.devices[0]?.id,
      openTickets: [{ id: filed.id }],
    });
    await kiosk.call('leaveLine', { ticketId: filed.id, requestId: uuid() });
  });

  it('is answered alike when nobody has it', async () => {
    const admin = await server.signedIn('admin');
    await admin.call('addDevice', { id: uuid(), tag: 'SPARE-1', model: 'Spin 511' });
    expect(await kiosk.refusal('identify', { scan: 'SPARE-1' })).toEqual(await kiosk.refusal('identify', { scan: tag }));
    expect((await kiosk.refusal('identify', { scan: 'SPARE-1', mine: true })).code).toBe('device.nobodys');
  });

  it('files nothing for its holder either, also not from a kiosk that was off line', async () => {
    const filing = { id: uuid(), issueId, scan: tag, secondsAgo: 600 };
    expect((await kiosk.refusal('fileTicket', filing)).code).toBe('scan.whose_laptop');
    const filed = await kiosk.call('fileTicket', { ...filing, mine: true });
    expect(filed.state).toBe('waiting');
    await kiosk.call('leaveLine', { ticketId: filed.id, requestId: uuid() });
  });

  it('is read by the people of the desk as before', async () => {
    expect((await assistant.call('identify', { scan: tag })).scannedDeviceId).not.toBeNull();
  });
});

describe('a found laptop', () => {
  it('is told to the desk at once, and to its owner at the kiosk until they have it again', async () => {
    const screen = await LiveClient.connect(server.base, assistant.cookie);
    await screen.watch('circulation');
    expect(await kiosk.call('reportFoundLaptop', { id: uuid(), scan: tag })).toEqual({ done: true });
    const { devices } = await kiosk.call('identify', { scan: badge });
    await until(() => screen.of('circulation', devices[0]?.id ?? '').length > 0, 'the news at the desk', 5_000);
    screen.close();

    const told = async () => (await kiosk.call('identify', { scan: badge })).foundLaptop;
    expect(await told()).toMatchObject({ tag, atDesk: false });
    const [found] = (await assistant.call('deskReminders', {})).found ?? [];
    await assistant.call('takeInFoundLaptop', { foundId: found?.id ?? '', requestId: uuid() });
    expect(await told()).toMatchObject({ tag, atDesk: true });
    await kiosk.call('endFoundLaptop', { foundId: found?.id ?? '', requestId: uuid() });
    expect(await told()).toBeNull();
    expect((await assistant.call('deskReminders', {})).found).toEqual([]);
  });
});
