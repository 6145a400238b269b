import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionHours } from '@firstbell/people';
import { v7 as uuid } from 'uuid';
import { LiveClient, until } from '../support/live-client.js';
import { demoPassword, type TestServer } from '../support/server.js';
import { startServerWithWorker } from '../support/server-with-worker.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServerWithWorker();
});
afterAll(() => server.stop());

const own = 'three words together';

describe('a password', () => {
  it.each(['password1', 'FOOTBALL1', '12345678'])('is not one of the commonest, such as %s', async (newPassword) => {
    const assistant = await server.signedIn('assistant2');
    expect(await assistant.refusal('changePassword', { password: demoPassword, newPassword })).toMatchObject({
      status: 400,
      code: 'password.common',
      field: 'newPassword',
      detail: expect.stringContaining('Choose another one'),
    });
    const admin = await server.signedIn('admin');
    const { id } = await assistant.call('me', {});
    const roles = { personId: id, roles: ['assistant' as const], skills: [], periods: [] };
    expect(await admin.refusal('setRoles', { ...roles, email: 'assistant2@demo.example', password: newPassword })).toMatchObject({
      code: 'password.common',
      field: 'password',
    });
  });

  it('that is changed ends every other session of its person and their sockets, and not the one that changed it', async () => {
    const [here, elsewhere, other] = [
      await server.signedIn('assistant3'),
      await server.signedIn('assistant3'),
      await server.signedIn('assistant4'),
    ];
    const screens = await Promise.all([here, elsewhere, other].map(({ cookie }) => LiveClient.connect(server.base, cookie)));
    await here.call('changePassword', { password: demoPassword, newPassword: own });
    await until(() => screens[1]?.ended === 'signed_out', 'the other screen to be cut');
    expect(await elsewhere.refusal('me', {})).toMatchObject({ status: 401, code: 'session.needed' });
    expect((await here.call('me', {})).id).not.toBe((await other.call('me', {})).id);
    expect(screens.map(({ ended, socket }) => [ended, socket.connected])).toEqual([
      [undefined, true],
      ['signed_out', false],
      [undefined, true],
    ]);
    for (const screen of screens) screen.close();
  });
});

describe('a session', () => {
  it('is over seven days after the sign-in, however much it is used', async () => {
    await server.paired('kiosk');
    const begun = async (holder: string, ago: string) => {
      const client = server.client();
      const secret = uuid();
      await server.sql(`INSERT INTO session (id_hash, id, school_id, person_id, station_id, created_at, expires_at)
        SELECT sha256('${secret}'), '${uuid()}', school_id, person_id, station_id, now() - interval '${ago}', now() + interval '12 hours'
        FROM session WHERE ${holder} LIMIT 1`);
      client.cookie = `firstbell_session=${secret}`;
      return { client, status: (await client.send('GET', '/api/me')).status };
    };
    await server.signedIn('assistant5');
    // The database looks, too, for the release before this one; the two have to agree.
    const { atMost } = sessionHours.person;
    const over = await begun('person_id IS NOT NULL', `${atMost} hours 1 minute`);
    expect(over.status).toBe(401);
    expect(await LiveClient.refusal(server.base, over.client.cookie)).toMatchObject({ code: 'session.needed' });
    expect((await begun('person_id IS NOT NULL', `${atMost - 1} hours`)).status).toBe(200);
    expect((await begun('station_id IS NOT NULL', '60 days')).status).toBe(200);
  });

  it('is kept by the browser for as long as it can live: the server says when it is over', async () => {
    const client = server.client();
    const { headers } = await client.send('POST', '/api/session', { email: 'assistant6@demo.example', password: demoPassword });
    expect(headers.get('set-cookie')).toContain(`Max-Age=${sessionHours.person.atMost * 3_600};`);
  });

  it('leaves nothing of its answers in a cache', async () => {
    const coach = await server.signedIn('coach');
    for (const path of ['/api/me', '/api/devices.csv', '/api/nowhere', '/api/openapi.json'])
      expect([path, (await coach.send('GET', path)).headers.get('cache-control')]).toEqual([path, 'no-store']);
  });
});
