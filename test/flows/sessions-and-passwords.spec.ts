import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionHours } from '@firstbell/people';
import { Client as Postgres } from 'pg';
import { v7 as uuid } from 'uuid';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
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
    // Another process hears of it a moment later.
    await eventually(async () => expect(await elsewhere.refusal('me', {})).toMatchObject({ status: 401, code: 'session.needed' }), 5_000);
    expect((await here.call('me', {})).id).not.toBe((await other.call('me', {})).id);
    expect(screens.map(({ ended, socket }) => [ended, socket.connected])).toEqual([
      [undefined, true],
      ['signed_out', false],
      [undefined, true],
    ]);
    for (const screen of screens) screen.close();
  });
});

describe('where somebody is signed in', () => {
  const userAgents = {
    chromebook: 'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36',
    laptop: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
  };
  async function signedInAt(name: string, where: keyof typeof userAgents): Promise<Client> {
    const client = server.client();
    const sent = { email: `${name}@demo.example`, password: demoPassword };
    expect((await client.send('POST', '/api/session', sent, { 'user-agent': userAgents[where] })).status).toBe(200);
    return client;
  }
  const openTo = async (client: Client) => (await client.call('listSessions', {})).sessions;

  it('is shown to them alone, by what they know the device by, and nothing else of it is kept', async () => {
    const [here] = [await signedInAt('assistant7', 'chromebook'), await signedInAt('assistant7', 'laptop'), await server.signedIn('coach')];
    const open = await openTo(here);
    expect(open.map(({ browser, system, here: isThis }) => [browser, system, isThis]).sort()).toEqual([
      ['chrome', 'chromeos', true],
      ['firefox', 'windows', false],
    ]);
    const postgres = new Postgres({ connectionString: server.database.ownerUrl });
    await postgres.connect();
    const { rows } = await postgres.query<{ kept: string }>('SELECT s::text AS kept FROM session s WHERE browser IS NOT NULL');
    await postgres.end();
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.filter(({ kept }) => /Mozilla|14541|127\.0\.0\.1/.test(kept))).toEqual([]);
  });

  it('ends there at once when they say so with their password, and nowhere else', async () => {
    const [here, there, third, stranger] = [
      await signedInAt('assistant8', 'chromebook'),
      await signedInAt('assistant8', 'laptop'),
      await signedInAt('assistant8', 'laptop'),
      await server.signedIn('assistant9'),
    ];
    const idOf = async (client: Client) => (await openTo(client)).find((session) => session.here)?.id ?? '';
    const [own, theirs, another] = [await idOf(here), await idOf(there), await idOf(stranger)];
    const screen = await LiveClient.connect(server.base, there.cookie);
    const password = demoPassword;

    expect(await here.refusal('endSession', { sessionId: theirs, password: 'not mine' })).toMatchObject({
      status: 403,
      code: 'password.wrong',
    });
    expect(await here.refusal('endSession', { sessionId: own, password })).toMatchObject({ status: 409, code: 'session.here' });
    await here.call('endSession', { sessionId: another, password });
    expect(await openTo(here)).toHaveLength(3);
    expect(screen.socket.connected).toBe(true);
    await stranger.call('me', {});

    await here.call('endSession', { sessionId: theirs, password });
    await until(() => screen.ended === 'signed_out' && !screen.socket.connected, 'the other screen to be cut');
    await eventually(async () => expect(await there.refusal('me', {})).toMatchObject({ status: 401 }), 2_000);
    await third.call('me', {});
    await here.call('endSession', { sessionId: theirs, password });

    expect(await here.call('endOtherSessions', { password })).toEqual({ ended: 1 });
    expect((await openTo(here)).map(({ id }) => id)).toEqual([own]);
    screen.close();
  });

  it('is told of every school of their account, and a new password ends them all but this one', async () => {
    const [here, away] = [await server.signedIn('admin'), await server.signedIn('admin')];
    await away.call('createSchool', { name: 'Far Away', timeZone: 'UTC' });
    const open = await openTo(here);
    expect(open.map(({ school }) => school)).toContain('Far Away');
    await here.call('changePassword', { password: demoPassword, newPassword: own });
    await eventually(async () => expect(await away.refusal('me', {})).toMatchObject({ status: 401 }), 2_000);
    expect(await openTo(here)).toEqual([expect.objectContaining({ here: true })]);
    await here.call('changePassword', { password: own, newPassword: demoPassword });
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
