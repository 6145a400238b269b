import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client as Postgres } from 'pg';
import { Authenticator, turnOnSecondFactor } from '../support/authenticator.js';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { demoPassword, startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let owner: Postgres;
let admin: Client;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.signedIn('admin');
  owner = new Postgres({ connectionString: server.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

/** An adult who has not signed in before, so that tries are counted anew: an assistant who has become a teacher. */
async function adult(number: number) {
  const name = `assistant${number}`;
  const client = await server.signedIn(name);
  const { id } = await client.call('me', {});
  await admin.call('setRoles', { personId: id, roles: ['teacher'], skills: [], periods: [] });
  await eventually(async () => void (await client.call('secondFactor', {})), 5_000);
  return { id, client, credentials: { email: `${name}@demo.example`, password: demoPassword } };
}

/** As if the codes used so far had been used a while ago. */
const aWhilePasses = (): Promise<void> => server.sql('UPDATE second_factor SET last_step = last_step - 20');

const eventsOf = async (personId: string) =>
  (
    await owner.query<{ type: string }>(`SELECT type FROM event WHERE subject_id = $1 AND type LIKE 'second_factor.%' ORDER BY id`, [
      personId,
    ])
  ).rows.map(({ type }) => type.replace('second_factor.', ''));

describe('a second factor', () => {
  it('is turned on by the password and a first code, and asked for at the next sign-in', async () => {
    const { id, client, credentials } = await adult(1);
    expect(await client.call('secondFactor', {})).toEqual({ on: false, since: null, recoveryCodesLeft: 0 });
    expect(await client.refusal('confirmSecondFactor', { code: '123456' })).toMatchObject({ code: 'second_factor.not_begun' });
    expect(await client.refusal('startSecondFactor', { password: 'not mine' })).toMatchObject({ status: 403, code: 'password.wrong' });
    const { secret, uri } = await client.call('startSecondFactor', { password: demoPassword });
    expect(uri).toMatch(/^otpauth:\/\/totp\/Firstbell:assistant1%40demo\.example\?.*secret=/);
    expect(uri).toContain(secret);
    // Begun is not on: whoever breaks off signs in as before.
    await server.client().call('signIn', credentials);
    expect(await client.refusal('confirmSecondFactor', { code: '000000' })).toMatchObject({
      status: 403,
      code: 'second_factor.code_wrong',
      field: 'code',
    });

    const elsewhere = server.client();
    await elsewhere.call('signIn', credentials);
    const { phone, recoveryCodes } = await turnOnSecondFactor(client, demoPassword);
    expect(recoveryCodes).toHaveLength(10);
    expect(await client.call('secondFactor', {})).toMatchObject({ on: true, recoveryCodesLeft: 10 });
    await eventually(async () => expect(await elsewhere.refusal('me', {})).toMatchObject({ code: 'session.needed' }), 5_000);
    expect(await client.refusal('startSecondFactor', { password: demoPassword })).toMatchObject({ status: 409, code: 'second_factor.on' });

    const fresh = server.client();
    expect(await fresh.refusal('signIn', credentials)).toMatchObject({ status: 401, code: 'sign_in.second_factor_needed', field: 'code' });
    expect(await fresh.refusal('me', {})).toMatchObject({ code: 'session.needed' });
    await aWhilePasses();
    expect(await fresh.call('signIn', { ...credentials, code: phone.code() })).toMatchObject({ id });
    expect(await eventsOf(id)).toEqual(['turned_on']);
  });

  it('is never told to somebody without the right password', async () => {
    const { client, credentials } = await adult(2);
    const { phone } = await turnOnSecondFactor(client, demoPassword);
    await aWhilePasses();
    const wrong = { ...credentials, password: 'not this one' };
    const stranger = { ...wrong, email: 'nobody@demo.example' };
    const answers = [
      await server.client().refusal('signIn', wrong),
      await server.client().refusal('signIn', { ...wrong, code: phone.code() }),
      await server.client().refusal('signIn', { ...wrong, code: '000000' }),
      await server.client().refusal('signIn', stranger),
      await server.client().refusal('signIn', { ...stranger, code: '000000' }),
    ];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, code: 'sign_in.refused' });
    // Nor did those tries use the code up.
    await server.client().call('signIn', { ...credentials, code: phone.code() });
  });

  it('opens once by each code, even to two who send it in the same moment', async () => {
    const { client, credentials } = await adult(3);
    const { phone, firstCode } = await turnOnSecondFactor(client, demoPassword);
    expect(await server.client().refusal('signIn', { ...credentials, code: firstCode })).toMatchObject({ code: 'sign_in.code_wrong' });
    await aWhilePasses();
    const code = phone.code();
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        server
          .client()
          .send('POST', '/api/session', { ...credentials, code })
          .then(({ status }) => status),
      ),
    );
    expect(answers.sort()).toEqual([200, 401, 401]);
  });

  it('counts a wrong code as a wrong password', async () => {
    const { client, credentials } = await adult(4);
    await turnOnSecondFactor(client, demoPassword);
    const answers: number[] = [];
    for (let tries = 0; tries < 11; tries += 1) {
      const { status } = await server.client().send('POST', '/api/session', { ...credentials, code: '000000' });
      answers.push(status);
    }
    // The eleventh of a minute; one was the sign-in of the test itself.
    expect(answers).toEqual([...Array<number>(9).fill(401), 429, 429]);
  });

  it('looks at no code for a quarter of an hour after ten wrong ones, from wherever they come', async () => {
    const { client, credentials } = await adult(5);
    const { phone, recoveryCodes } = await turnOnSecondFactor(client, demoPassword);
    await aWhilePasses();
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await server.client().refusal('signIn', { ...credentials, code: '000000' })).toMatchObject({ code: 'sign_in.code_wrong' });
      expect(await client.refusal('turnOffSecondFactor', { password: demoPassword, code: '000000' })).toMatchObject({
        status: 403,
        code: 'second_factor.code_wrong',
      });
    }
    for (const code of [phone.code(), recoveryCodes[0] ?? '']) {
      const { status, retryAfter } = await server.client().refusal('signIn', { ...credentials, code });
      expect([status, (retryAfter ?? 0) > 800]).toEqual([429, true]);
    }
    await server.sql(`UPDATE second_factor SET wrong_since = wrong_since - interval '15 minutes'`);
    await server.client().call('signIn', { ...credentials, code: phone.code() });
  });

  it('takes each recovery code once, and the old ones no more when there are new ones', async () => {
    const { id, client, credentials } = await adult(6);
    const { phone, recoveryCodes } = await turnOnSecondFactor(client, demoPassword);
    await server.client().call('signIn', { ...credentials, code: recoveryCodes[0]?.replaceAll('-', ' ') });
    expect(await server.client().refusal('signIn', { ...credentials, code: recoveryCodes[0] })).toMatchObject({
      code: 'sign_in.code_wrong',
    });
    expect(await client.call('secondFactor', {})).toMatchObject({ recoveryCodesLeft: 9 });

    await aWhilePasses();
    const renewal = { password: demoPassword, code: phone.code() };
    expect(await client.refusal('renewRecoveryCodes', { ...renewal, password: 'not mine' })).toMatchObject({ code: 'password.wrong' });
    const renewed = await client.call('renewRecoveryCodes', renewal);
    expect(renewed.recoveryCodes).toHaveLength(10);
    expect(await server.client().refusal('signIn', { ...credentials, code: recoveryCodes[1] })).toMatchObject({
      code: 'sign_in.code_wrong',
    });
    await server.client().call('signIn', { ...credentials, code: renewed.recoveryCodes[1] });
    expect(await eventsOf(id)).toEqual(['turned_on', 'recovery_code_used', 'recovery_codes_renewed', 'recovery_code_used']);
  });

  it('is stored so that the database alone makes no code', async () => {
    const { client } = await adult(7);
    const { secret } = await client.call('startSecondFactor', { password: demoPassword });
    const { recoveryCodes } = await client.call('confirmSecondFactor', { code: Authenticator.typed(secret).code() });
    const { rows } = await owner.query<{ row: string }>(
      `SELECT encode(sealed, 'escape') || recovery_hashes::text || to_jsonb(f)::text AS row FROM second_factor f`,
    );
    const all = rows.map(({ row }) => row).join();
    for (const known of [secret, ...recoveryCodes]) expect(all).not.toContain(known);
  });

  it('is turned off by password and code, and not by one of them', async () => {
    const { id, client, credentials } = await adult(8);
    const { phone, recoveryCodes } = await turnOnSecondFactor(client, demoPassword);
    await aWhilePasses();
    const elsewhere = server.client();
    await elsewhere.call('signIn', { ...credentials, code: phone.code() });
    const [code = ''] = recoveryCodes;
    expect(await client.refusal('turnOffSecondFactor', { password: 'not mine', code })).toMatchObject({ code: 'password.wrong' });
    expect(await client.refusal('turnOffSecondFactor', { password: demoPassword, code: '000000' })).toMatchObject({
      code: 'second_factor.code_wrong',
    });
    await client.call('turnOffSecondFactor', { password: demoPassword, code });
    expect(await client.call('secondFactor', {})).toEqual({ on: false, since: null, recoveryCodesLeft: 0 });
    expect(await client.refusal('turnOffSecondFactor', { password: demoPassword, code })).toMatchObject({ code: 'second_factor.off' });
    await eventually(async () => expect(await elsewhere.refusal('me', {})).toMatchObject({ code: 'session.needed' }), 5_000);
    await server.client().call('signIn', credentials);
    expect(await eventsOf(id)).toEqual(['turned_on', 'recovery_code_used', 'turned_off']);
  });

  it('is not for students, and not for a screen', async () => {
    for (const client of [await server.signedIn('assistant15'), await server.paired('kiosk')])
      expect(await client.refusal('startSecondFactor', { password: demoPassword })).toMatchObject({ code: 'role.not_permitted' });
  });
});

describe('a lost phone', () => {
  it('is answered by another administrator, who types their own password, and whatever its owner had open ends', async () => {
    const { id, client, credentials } = await adult(9);
    const wish = { personId: id, password: demoPassword };
    expect(await admin.refusal('resetSecondFactor', wish)).toMatchObject({ status: 409, code: 'second_factor.none' });
    await turnOnSecondFactor(client, demoPassword);
    const { id: adminId } = await admin.call('me', {});
    expect(await admin.refusal('resetSecondFactor', { ...wish, password: 'not mine' })).toMatchObject({ code: 'password.wrong' });
    expect(await admin.refusal('resetSecondFactor', { ...wish, personId: adminId })).toMatchObject({ code: 'second_factor.is_self' });
    const coach = await server.signedIn('coach');
    expect(await coach.refusal('resetSecondFactor', wish)).toMatchObject({ code: 'role.not_permitted' });

    await admin.call('resetSecondFactor', wish);
    await eventually(async () => expect(await client.refusal('me', {})).toMatchObject({ code: 'session.needed' }), 5_000);
    await server.client().call('signIn', credentials);
    const { rows } = await owner.query(`SELECT subject_id, actor_id FROM event WHERE type = 'second_factor.reset'`);
    expect(rows).toEqual([{ subject_id: id, actor_id: adminId }]);
  });

  it('is nothing to an administrator of another school', async () => {
    const { id, client } = await adult(10);
    await turnOnSecondFactor(client, demoPassword);
    const north = await server.signedIn('admin');
    await north.call('createSchool', { name: 'North', timeZone: 'UTC' });
    expect(await north.refusal('resetSecondFactor', { personId: id, password: demoPassword })).toMatchObject({
      code: 'second_factor.none',
    });
    expect(await client.call('secondFactor', {})).toMatchObject({ on: true });
  });
});

describe('a school that demands a second factor', () => {
  it('leads every adult to setting one up, and opens nothing else before; students go on as ever', async () => {
    const [boss, later, student] = [await adult(11), await adult(12), await server.signedIn('assistant16')];
    await admin.call('setRoles', { personId: boss.id, roles: ['administrator'], skills: [], periods: [] });
    await admin.call('setRoles', { personId: later.id, roles: ['coach'], skills: [], periods: [] });
    await eventually(async () => void (await boss.client.call('secondFactorDemand', {})), 5_000);
    expect(await boss.client.call('secondFactorDemand', {})).toEqual({ demanded: false });
    expect(await boss.client.refusal('demandSecondFactor', { demanded: true })).toMatchObject({
      status: 409,
      code: 'second_factor.own_first',
    });
    await turnOnSecondFactor(boss.client, demoPassword);
    await eventually(async () => void (await later.client.call('listStations', {})), 5_000);

    await boss.client.call('demandSecondFactor', { demanded: true });
    await boss.client.call('listStations', {});
    await student.call('listIssues', {});
    for (const operation of ['listIssues', 'listStations', 'schoolSettings'] as const)
      await eventually(
        async () => expect(await later.client.refusal(operation, {})).toMatchObject({ status: 403, code: 'second_factor.must_set_up' }),
        5_000,
      );
    const again = server.client();
    expect(await again.call('signIn', later.credentials)).toMatchObject({ mustSetUpSecondFactor: true, mustChangePassword: false });
    expect(await again.refusal('turnOffSecondFactor', { password: demoPassword, code: '000000' })).toMatchObject({
      code: 'second_factor.must_set_up',
    });
    const { phone } = await turnOnSecondFactor(again, demoPassword);
    expect(await again.call('me', {})).toMatchObject({ mustSetUpSecondFactor: false });
    await again.call('listStations', {});

    // Whoever turns it off is where they were.
    await aWhilePasses();
    await again.call('turnOffSecondFactor', { password: demoPassword, code: phone.code() });
    expect(await again.call('me', {})).toMatchObject({ mustSetUpSecondFactor: true });

    await boss.client.call('demandSecondFactor', { demanded: false });
    await eventually(async () => void (await again.call('listStations', {})), 5_000);
  });
});

describe('an account of two schools', () => {
  const isOver = (client: Client) =>
    eventually(async () => expect(await client.refusal('me', {})).toMatchObject({ status: 401, code: 'session.needed' }), 5_000);

  /** Here and at the school they have founded, with the same account. */
  async function atTwoSchools(number: number) {
    const { id, client: here, credentials } = await adult(number);
    await admin.call('setRoles', { personId: id, roles: ['administrator'], skills: [], periods: [] });
    const first = server.client();
    await first.call('signIn', credentials);
    const { school } = await first.call('createSchool', { name: `South ${number}`, timeZone: 'UTC' });
    const there = async (code: string) => {
      const client = server.client();
      await client.call('signIn', { ...credentials, code });
      await client.call('openSchool', { schoolId: school.id });
      return client;
    };
    return { id, here, first, there, schoolId: school.id };
  }

  it('is signed in at neither any more where it turns its second factor on or off, but for where it does', async () => {
    const { here, first, there } = await atTwoSchools(13);
    const { phone } = await turnOnSecondFactor(here, demoPassword);
    await isOver(first);
    await here.call('me', {});
    await aWhilePasses();
    const second = await there(phone.code());
    await aWhilePasses();
    await here.call('turnOffSecondFactor', { password: demoPassword, code: phone.code() });
    await isOver(second);
    await here.call('me', {});
  });

  it('is signed in at neither any more when an administrator of one removes its second factor', async () => {
    const { id, here, there, schoolId } = await atTwoSchools(14);
    const { phone } = await turnOnSecondFactor(here, demoPassword);
    await aWhilePasses();
    const elsewhere = await there(phone.code());
    await admin.call('resetSecondFactor', { personId: id, password: demoPassword });
    await isOver(elsewhere);
    await isOver(here);
    const { rows } = await owner.query(
      `SELECT e.actor_id FROM event e JOIN session s ON s.school_id = e.school_id AND s.id = e.subject_id
       WHERE e.type = 'session.ended' AND e.school_id = $1 ORDER BY e.id DESC LIMIT 1`,
      [schoolId],
    );
    expect(rows).toEqual([{ actor_id: null }]);
  });
});
