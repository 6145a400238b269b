import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client as Postgres } from 'pg';
import type { Role } from '@firstbell/contracts/operation';
import { v7 as uuid } from 'uuid';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { demoPassword, startTestServer, type TestServer } from '../support/server.js';
import { sessionOf, somebodyOf, type Somebody } from '../support/somebody.js';

let server: TestServer;
let postgres: Postgres;
/** Founded by the administrator of the demo school, with the account they have there. */
let south: { id: string; deskId: string };
/** Of South and of no other school. */
let boss: Somebody;
let atSouth: Client;

const chosen = 'a word nobody guesses';

beforeAll(async () => {
  server = await startTestServer();
  postgres = new Postgres({ connectionString: server.database.superuserUrl });
  await postgres.connect();
  const { school, desks } = await (await server.signedIn('admin')).call('createSchool', { name: 'South', timeZone: 'America/New_York' });
  south = { id: school.id, deskId: desks[0]?.id ?? '' };
  boss = await somebodyOf(postgres, 'administrator', south);
  atSouth = Object.assign(server.client(), { cookie: await sessionOf(postgres, boss) });
});
afterAll(async () => {
  await postgres.end();
  await server.stop();
});

const somebody = (role: Role) => somebodyOf(postgres, role, south);
const asTeacher = (personId: string) => ({ personId, roles: ['teacher' as const], skills: [], periods: [] });
const opens = async (email: string, password: string) =>
  (await server.client().send('POST', '/api/session', { email, password })).status === 200;
/** Another process hears of it a moment later. */
const isOver = (client: Client) =>
  eventually(async () => expect(await client.refusal('me', {})).toMatchObject({ status: 401, code: 'session.needed' }), 5_000);

async function somebodyWithoutAccount(): Promise<string> {
  const { id } = await somebody('teacher');
  await postgres.query('UPDATE person SET account_id = NULL WHERE id = $1', [id]);
  await postgres.query('DELETE FROM account WHERE id = $1', [id]);
  return id;
}

describe('a password given by an administrator', () => {
  it('is never one for the account of somebody else, at whatever school', async () => {
    const teacher = await somebody('teacher');
    const none = await somebodyWithoutAccount();
    for (const personId of [teacher.id, none, boss.id]) {
      const roles = personId === boss.id ? (['administrator'] as const) : (['teacher'] as const);
      expect(
        await atSouth.refusal('setRoles', { ...asTeacher(personId), roles: [...roles], email: 'COACH@demo.example', password: chosen }),
      ).toMatchObject({ status: 409, code: 'account.email_taken', field: 'email' });
    }
    expect([await opens('coach@demo.example', chosen), await opens('coach@demo.example', demoPassword)]).toEqual([false, true]);
    const { rows } = await postgres.query('SELECT account_id FROM person WHERE id = ANY ($1) ORDER BY account_id', [[teacher.id, none]]);
    expect(rows).toEqual([{ account_id: teacher.id }, { account_id: null }]);
  });

  it('is none for an account that is being made by somebody else at this moment', async () => {
    const [personId, email] = [await somebodyWithoutAccount(), `${uuid()}@demo.example`];
    await postgres.query('BEGIN');
    await postgres.query(`INSERT INTO account (id, email, password_hash) VALUES ($1, $2, 'theirs')`, [uuid(), email]);
    const refused = atSouth.refusal('setRoles', { ...asTeacher(personId), email, password: chosen });
    await eventually(async () => {
      const { rowCount } = await postgres.query(
        `SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))`,
      );
      expect(rowCount).toBe(1);
    }, 5_000);
    await postgres.query('COMMIT');
    expect(await refused).toMatchObject({ code: 'account.email_taken' });
    expect((await postgres.query('SELECT password_hash FROM account WHERE email = $1', [email])).rows).toEqual([
      { password_hash: 'theirs' },
    ]);
  });

  it('is none for an account that opens another school too, but for its owner', async () => {
    const { rows } = await postgres.query<{ id: string }>(
      `SELECT p.id FROM person p JOIN account a ON a.id = p.account_id WHERE p.school_id = $1 AND a.email = 'admin@demo.example'`,
      [south.id],
    );
    const founder = { ...asTeacher(rows[0]?.id ?? ''), roles: ['administrator' as const] };
    for (const email of [undefined, `${uuid()}@demo.example`])
      expect(await atSouth.refusal('setRoles', { ...founder, email, password: chosen })).toMatchObject({
        status: 409,
        code: 'account.opens_another_school',
        field: 'password',
      });
    expect(await atSouth.call('setRoles', founder)).toMatchObject({ email: 'admin@demo.example' });
    expect([await opens('admin@demo.example', chosen), await opens('admin@demo.example', demoPassword)]).toEqual([false, true]);

    const [self, elsewhere] = [await server.signedIn('admin'), await server.signedIn('admin')];
    await elsewhere.call('me', {});
    await self.call('openSchool', { schoolId: south.id });
    await self.call('setRoles', { ...founder, password: chosen });
    expect(await opens('admin@demo.example', chosen)).toBe(true);
    await self.call('me', {});
    await isOver(elsewhere);
  });

  it('is a first one, another one, and one with another address and with the first again', async () => {
    const personId = await somebodyWithoutAccount();
    const [first, second] = [`${uuid()}@demo.example`, `${uuid()}@demo.example`];
    for (const [email, password] of [
      [first, `${chosen} 1`],
      [first, `${chosen} 2`],
      [second, `${chosen} 3`],
      [first, `${chosen} 4`],
    ] as const) {
      expect(await atSouth.call('setRoles', { ...asTeacher(personId), email, password })).toMatchObject({ email });
      expect(await opens(email, password)).toBe(true);
    }
    expect([await opens(first, `${chosen} 2`), await opens(second, `${chosen} 3`)]).toEqual([false, false]);
  });

  it('ends what is open with the one before, and not where an administrator sets their own', async () => {
    const teacher = await somebody('teacher');
    const there = Object.assign(server.client(), { cookie: await sessionOf(postgres, teacher) });
    await there.call('me', {});
    await atSouth.call('setRoles', asTeacher(teacher.id));
    await there.call('me', {});
    await atSouth.call('setRoles', { ...asTeacher(teacher.id), password: chosen });
    await isOver(there);

    const elsewhere = Object.assign(server.client(), { cookie: await sessionOf(postgres, boss) });
    await elsewhere.call('me', {});
    await atSouth.call('setRoles', { ...asTeacher(boss.id), roles: ['administrator'], password: chosen });
    await atSouth.call('me', {});
    await isOver(elsewhere);
    const { rows } = await postgres.query(
      `SELECT s.person_id, e.actor_id, count(*)::int AS ended FROM event e JOIN session s ON s.id = e.subject_id
       WHERE e.type = 'session.ended' AND s.person_id = ANY ($1) GROUP BY 1, 2 ORDER BY s.person_id = $2`,
      [[teacher.id, boss.id], boss.id],
    );
    expect(rows).toEqual([
      { person_id: teacher.id, actor_id: boss.id, ended: 1 },
      { person_id: boss.id, actor_id: boss.id, ended: 1 },
    ]);
  });

  it('takes the place of a one-time password that was handed over long ago', async () => {
    const student = await somebody('student');
    const email = `${student.id}@demo.example`;
    await postgres.query('UPDATE account SET must_change_password = true WHERE id = $1', [student.id]);
    const directoryAccount = uuid();
    await postgres.query(`INSERT INTO directory_account (school_id, id, person_id, state) VALUES ($1, $2, $3, 'ready')`, [
      south.id,
      directoryAccount,
      student.id,
    ]);
    await postgres.query(
      `INSERT INTO credential (school_id, id, person_id, account_id, delivered_at) VALUES ($1, $2, $3, $4, now() - interval '31 days')`,
      [south.id, uuid(), student.id, directoryAccount],
    );
    expect(await server.client().refusal('signIn', { email, password: demoPassword })).toMatchObject({ code: 'sign_in.one_time_over' });
    await atSouth.call('setRoles', { ...asTeacher(student.id), roles: ['student', 'assistant'], password: chosen });
    expect(await server.client().call('signIn', { email, password: chosen })).toMatchObject({ mustChangePassword: false });
  });
});
