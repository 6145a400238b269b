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

    const self = await server.signedIn('admin');
    await self.call('openSchool', { schoolId: south.id });
    await self.call('setRoles', { ...founder, password: chosen });
    expect(await opens('admin@demo.example', chosen)).toBe(true);
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
});
