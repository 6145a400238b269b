import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const named = (schools: readonly { id: string; name: string }[], name: string) => schools.filter((school) => school.name === name);

describe('a school', () => {
  it('is founded once when it is asked for again, also at the same moment, and is opened each time', async () => {
    const wish = { id: uuid(), name: 'Far Away', timeZone: 'UTC' };
    const [one, other] = [await server.signedIn('admin'), await server.signedIn('admin')];
    const answers = await Promise.all([one.call('createSchool', wish), other.call('createSchool', wish)]);
    expect(answers.map(({ school }) => school.id)).toEqual([wish.id, wish.id]);
    expect(answers[0]?.desks).toEqual(answers[1]?.desks);
    const later = await server.signedIn('admin');
    await later.call('createSchool', wish);
    const { schools, openId } = await later.call('listSchools', {});
    expect(named(schools, 'Far Away')).toHaveLength(1);
    expect(openId).toBe(wish.id);
  });

  it('is not opened to anybody else who asks for one by its id, and not changed', async () => {
    const founder = await server.signedIn('admin');
    const { school } = await founder.call('createSchool', { name: 'Mine', timeZone: 'UTC' });
    const stranger = await server.signedIn('assistant5');
    const { id: personId } = await stranger.call('me', {});
    const admin = await server.signedIn('admin');
    const { schools } = await admin.call('listSchools', {});
    const demo = schools.find(({ demo }) => demo)?.id ?? '';
    await admin.call('openSchool', { schoolId: demo });
    await admin.call('setRoles', { personId, roles: ['administrator'], skills: [], periods: [] });
    const promoted = await server.signedIn('assistant5');
    expect(await promoted.refusal('createSchool', { id: school.id, name: 'Theirs', timeZone: 'UTC' })).toMatchObject({
      status: 409,
      code: 'id.used',
      field: 'id',
    });
    expect((await promoted.call('me', {})).school.id).toBe(demo);
    expect(named((await admin.call('listSchools', {})).schools, 'Mine')).toHaveLength(1);
  });
});
