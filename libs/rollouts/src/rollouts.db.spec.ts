import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { jobs } from '@firstbell/contracts/jobs';
import type { RequestOf } from '@firstbell/contracts/operation';
import type { RolloutMove, rolloutOperations } from '@firstbell/contracts/rollouts';
import { AccountsOfPeople } from '@firstbell/directory';
import { Database, FirstbellError, loadEnv, PlatformModule, type PersonActor } from '@firstbell/platform';
import { Client } from 'pg';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { ExceptionsService, PlansService, ProgressService, RolloutsModule, RolloutStudents, StragglersService } from './index.js';

class Whole {}

let own: TestDatabase;
let app: INestApplicationContext;
let actor: PersonActor;
let [plans, progress, exceptions, stragglers, students]: [
  PlansService,
  ProgressService,
  ExceptionsService,
  StragglersService,
  RolloutStudents,
] = [] as never;

beforeAll(async () => {
  own = await createTestDatabase();
  const env = loadEnv({ DATABASE_URL: own.appUrl, RELAY_DATABASE_URL: own.relayUrl, LOG_LEVEL: 'silent' });
  app = await NestFactory.createApplicationContext(
    { module: Whole, imports: [PlatformModule.forRoot(env), RolloutsModule] },
    { logger: false },
  );
  plans = app.get(PlansService);
  progress = app.get(ProgressService);
  exceptions = app.get(ExceptionsService);
  stragglers = app.get(StragglersService);
  students = app.get(RolloutStudents);
});
afterAll(async () => {
  await app.close();
  await own.drop();
});
beforeEach(async () => {
  actor = await aSchool();
});

const sql = <R extends object = Record<string, unknown>>(text: string, ...values: unknown[]): Promise<(R & Record<string, unknown>)[]> =>
  app.get(Database).transaction(actor.schoolId, (tx) => tx.rows<R & Record<string, unknown>>(text, [actor.schoolId, ...values]));

/** A school with two homerooms, a bell schedule of two periods and a directory; classes are named by period number. */
async function aSchool(): Promise<PersonActor> {
  const schoolId = uuid();
  const coach = uuid();
  actor = {
    kind: 'person',
    id: coach,
    schoolId,
    sessionId: uuid(),
    accountId: null,
    timeZone: 'America/Chicago',
    roles: ['coach'],
    skills: [],
  };
  await sql(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Juniper Valley', 'America/Chicago', '{}')`);
  await sql(
    `INSERT INTO person (school_id, id, given_name, family_name, search_name, roles) VALUES ($1, $2, 'Cora', 'Coach', 'cora coach', '{coach}')`,
    coach,
  );
  await sql(`INSERT INTO directory_provider (school_id, kind, config, username_rule) VALUES ($1, 'built_in', '{}', '{given}')`);
  await sql(`INSERT INTO period (school_id, id, name, starts_at, ends_at) SELECT $1, gen_random_uuid(), 'Period ' || n, make_time(7 + n, 0, 0), make_time(7 + n, 50, 0)
    FROM generate_series(1, 7) AS n`);
  await sql(`INSERT INTO class (school_id, id, source_id, title, kind, periods, location) SELECT $1, gen_random_uuid(), p || '-' || r, 'Class ' || r, 'scheduled',
    ARRAY[p::text], 'Room ' || r FROM generate_series(1, 7) AS p, generate_series(1, 20) AS r`);
  return actor;
}

/** Students of two homerooms (or of 140), each with a class in every period. */
async function enrol(count: number, homerooms = 2): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `INSERT INTO person (school_id, id, given_name, family_name, search_name, roles, grade, homeroom, email)
     SELECT $1, gen_random_uuid(), 'Student' || n, 'Number' || n, 'student' || n || ' number' || n, '{student}', (9 + n % 4)::text, 'H' || n % $3, 's' || n || '@school.example'
     FROM generate_series(1, $2) AS n RETURNING id`,
    count,
    homerooms,
  );
  await sql(
    `INSERT INTO enrollment (school_id, id, source_id, class_id, person_id, role)
     SELECT $1, gen_random_uuid(), p.id || c.source_id, c.id, p.id, 'student' FROM person p JOIN class c ON c.school_id = p.school_id AND c.title = 'Class ' || 1 + abs(hashtext(p.id::text)) % 20
     WHERE p.school_id = $1 AND p.id = ANY ($2)`,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id }) => id);
}

type NewPlan = RequestOf<typeof rolloutOperations.createRollout>;
const word = { en: 'word', es: 'palabra' };

async function plan(change: Partial<NewPlan> = {}): Promise<string> {
  const id = uuid();
  await plans.create(actor, {
    id,
    name: 'Hand-out 2026',
    direction: 'hand_out',
    steps: ['account', 'credentials', 'video', 'basics', 'hand_out'],
    credentials: 'slip',
    templateId: null,
    audience: { kind: 'all', values: [] },
    video: { title: word, url: '/library/intro', question: word, answers: [word, word], right: 0 },
    basics: { en: ['Charge it'], es: ['Cárguelo'] },
    lanes: [],
    ...change,
  });
  return id;
}
const move = (planId: string, to: RolloutMove, requestId = uuid()) => plans.move(actor, { planId, move: to, requestId });
async function started(change: Partial<NewPlan> = {}): Promise<string> {
  const id = await plan(change);
  await move(id, 'start');
  return id;
}
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof FirstbellError ? error.code : String(error)),
  );

/** Accounts whose job should exist now, by the catalogue's own SQL, as the relay asks it. */
async function due(): Promise<number> {
  const relay = new Client({ connectionString: own.relayUrl });
  await relay.connect();
  const { rows } = await relay.query<{ school_id: string }>(jobs['account.provision'].due);
  await relay.end();
  return rows.filter((row) => row.school_id === actor.schoolId).length;
}

const ready = (people: readonly string[]) =>
  sql(
    `UPDATE directory_account SET state = 'ready', ready_at = now(), username = 'u' || id WHERE school_id = $1 AND person_id = ANY ($2)`,
    people,
  );
const mark = (planId: string, people: readonly string[], step: string) =>
  sql(
    `INSERT INTO rollout_mark (school_id, plan_id, person_id, step, state) SELECT $1, $2, x, $4, 'done' FROM unnest($3::uuid[]) AS x`,
    planId,
    people,
    step,
  );
const handOut = (people: readonly string[], at = 'now()') =>
  sql(
    `WITH made AS (INSERT INTO device (school_id, id, tag, model, holder_id) SELECT $1, gen_random_uuid(), 'T-' || x, 'Model', x FROM unnest($2::uuid[]) AS x RETURNING id, holder_id)
     INSERT INTO check_out (school_id, id, device_id, person_id, kind, out_at, charger, laptop_case, agreement, condition)
     SELECT $1, gen_random_uuid(), id, holder_id, 'assigned', ${at}, true, false, 'ticked', 'new' FROM made`,
    people,
  );
const bringBack = (people: readonly string[], charger: boolean, condition = 'good') =>
  sql(
    `WITH back AS (UPDATE check_out SET in_at = now(), in_charger = $3, in_condition = $4 WHERE school_id = $1 AND person_id = ANY ($2) RETURNING device_id)
     UPDATE device SET holder_id = NULL WHERE school_id = $1 AND id IN (SELECT device_id FROM back)`,
    people,
    charger,
    condition,
  );

describe('writing a rollout down', () => {
  it('twice with one id writes one plan, also when its lanes were laid out meanwhile', async () => {
    const id = await plan();
    await plans.setLanes(actor, { planId: id, version: 1, lanes: [{ name: 'Lane 1', homerooms: ['H0'] }] });
    await plan({ id });
    expect(await sql('SELECT 1 FROM rollout_plan WHERE school_id = $1')).toHaveLength(1);
  });

  it('again with something else in it is refused: the earlier plan stands as it was', async () => {
    const id = await plan();
    const writtenAlready = { code: 'rollout.written_already', options: { facts: { planId: id } } };
    await expect(plan({ id, name: 'Hand-out 2027' })).rejects.toMatchObject(writtenAlready);
    await expect(plan({ id, audience: { kind: 'grades', values: ['9'] } })).rejects.toMatchObject(writtenAlready);
    await expect(plan({ id, steps: ['hand_out'] })).rejects.toMatchObject(writtenAlready);
    expect(await sql('SELECT name FROM rollout_plan WHERE school_id = $1')).toEqual([{ name: 'Hand-out 2026' }]);
  });
});

describe('a rollout that starts', () => {
  it('takes in its students and wishes their accounts in one go, and once however often it is said', async () => {
    await enrol(30);
    const id = await plan();
    const requestId = uuid();
    await Promise.all([move(id, 'start', requestId), move(id, 'start', requestId)]);
    await move(id, 'start', requestId);
    expect(await codeOf(move(id, 'start'))).toBe('rollout.not_now');
    expect((await progress.view(actor, id)).progress).toMatchObject({ students: 30, finished: 0 });
    expect(await sql(`SELECT state, count(*)::int AS n FROM directory_account WHERE school_id = $1 GROUP BY state`)).toEqual([
      { state: 'wanted', n: 30 },
    ]);
    const events = await sql(`SELECT type FROM event WHERE school_id = $1 AND subject_id = $2 ORDER BY id`, id);
    expect(events.map(({ type }) => type)).toEqual(['rollout.created', 'rollout.changed']);
  });

  it('leaves alone whom another one that runs has, also when both start at the same moment', async () => {
    await enrol(10);
    const [one, two] = [await plan(), await plan()];
    const outcomes = await Promise.all([codeOf(move(one, 'start')), codeOf(move(two, 'start'))]);
    expect(outcomes.sort()).toEqual(['nothing was refused', 'rollout.nobody']);
    expect(await sql(`SELECT count(*)::int AS n FROM rollout_student WHERE school_id = $1`)).toEqual([{ n: 10 }]);
    expect(await plans.forecast(actor, { direction: 'hand_out', audience: { kind: 'grades', values: ['9', '10'] } })).toMatchObject({
      students: 0,
      inAnother: 5,
    });
  });

  it('says beforehand in numbers what it will do', async () => {
    const people = await enrol(8);
    await sql(
      `INSERT INTO directory_account (school_id, id, person_id, state, username) VALUES ($1, $2, $3, 'ready', 'a')`,
      uuid(),
      people[0],
    );
    await sql(`UPDATE person SET email = NULL WHERE school_id = $1 AND id = $2`, people[1]);
    // The addresses of accounts that are made now, and of one that is there: no password can be mailed to them.
    await sql(`UPDATE directory_provider SET config = '{"domain": "students.school.example"}' WHERE school_id = $1`);
    await sql(`UPDATE person SET email = 'a@Students.school.example' WHERE school_id = $1 AND id = ANY ($2)`, people.slice(2, 4));
    await sql(
      `INSERT INTO directory_account (school_id, id, person_id, state, username, address) SELECT school_id, $3, id, 'ready', 'b', upper(email)
       FROM person WHERE school_id = $1 AND id = $2`,
      people[4],
      uuid(),
    );
    await handOut(people.slice(0, 3));
    expect(await plans.forecast(actor, { direction: 'hand_out', audience: { kind: 'all', values: [] } })).toEqual({
      students: 8,
      inAnother: 0,
      accountsToMake: 6,
      accountsThere: 2,
      withoutAddress: 4,
      withDevice: 3,
      leavers: 0,
      directorySetUp: true,
      senderSetUp: false,
    });
  });
});

describe('a rollout that runs', () => {
  it('holds every account that waits while it is paused, and goes on afterwards', async () => {
    await enrol(5);
    const id = await started({ credentials: 'mail' });
    const mailing = async () => (await sql(`SELECT state FROM mailing WHERE school_id = $1`)).map(({ state }) => state);
    expect([await due(), await mailing()]).toEqual([5, ['running']]);
    await move(id, 'pause');
    expect([await due(), await mailing()]).toEqual([0, ['paused']]);
    await move(id, 'resume');
    expect([await due(), await mailing()]).toEqual([5, ['running']]);
    await move(id, 'cancel');
    expect([await due(), await mailing()]).toEqual([0, ['cancelled']]);
    expect(await sql(`SELECT count(*)::int AS n FROM directory_account WHERE school_id = $1`)).toEqual([{ n: 0 }]);
  });

  it('takes back on finishing what nobody has begun, and lets what was begun be made without it', async () => {
    const [made = '', begun = '', missing = ''] = await enrol(3);
    const id = await started();
    await ready([made]);
    await sql(`UPDATE directory_account SET create_sent_at = now() WHERE school_id = $1 AND person_id = $2`, begun);
    await move(id, 'finish');
    expect(await sql(`SELECT person_id, state, plan_id FROM directory_account WHERE school_id = $1 ORDER BY state`)).toEqual([
      { person_id: made, state: 'ready', plan_id: id },
      { person_id: begun, state: 'wanted', plan_id: null },
    ]);
    expect(await due()).toBe(1);
    await app.get(Database).transaction(actor.schoolId, (tx) => app.get(AccountsOfPeople, { strict: false }).wantForStudents(tx, actor.id));
    expect(await sql(`SELECT state, plan_id FROM directory_account WHERE school_id = $1 AND person_id = $2`, missing)).toEqual([
      { state: 'wanted', plan_id: null },
    ]);
    expect(await due()).toBe(2);
  });

  it('is undone while nothing depends on it, started again, and no more once a laptop was handed out', async () => {
    const people = await enrol(4);
    const id = await started({ credentials: 'mail' });
    await move(id, 'undo');
    expect([await due(), (await progress.view(actor, id)).state]).toEqual([0, 'draft']);
    expect(await sql(`SELECT 1 FROM rollout_student WHERE school_id = $1`)).toEqual([]);
    await move(id, 'start');
    expect(await sql(`SELECT state FROM mailing WHERE school_id = $1`)).toEqual([{ state: 'running' }]);
    await handOut(people.slice(0, 1));
    expect(await codeOf(move(id, 'undo'))).toBe('rollout.depended_on');
    expect((await progress.view(actor, id)).progress?.students).toBe(4);
  });

  it('drops who leaves the school, takes them in again when they return, and others with one click', async () => {
    const people = await enrol(6);
    const id = await started();
    await sql(`UPDATE person SET status = 'removed' WHERE school_id = $1 AND id = $2`, people[0]);
    await enrol(2);
    expect(await progress.view(actor, id)).toMatchObject({ left: 1, newcomers: 2, progress: { students: 5 } });
    const requestId = uuid();
    await plans.addNewcomers(actor, { planId: id, requestId });
    await plans.addNewcomers(actor, { planId: id, requestId });
    await sql(`UPDATE person SET status = 'active' WHERE school_id = $1 AND id = $2`, people[0]);
    expect(await progress.view(actor, id)).toMatchObject({ left: 0, newcomers: 0, progress: { students: 8 } });
    expect(await due()).toBe(8);
  });

  it('follows each student through the steps, by homeroom, lane and period', async () => {
    const people = await enrol(6);
    const id = await started({ lanes: [{ name: 'Gym', homerooms: ['H0'] }] });
    await ready(people);
    await mark(id, people, 'video');
    await mark(id, people.slice(0, 4), 'basics');
    await handOut(people.slice(0, 3));
    const view = await progress.view(actor, id);
    expect(view.progress).toMatchObject({ students: 6, finished: 3, exceptions: 0 });
    expect(view.progress?.steps.map(({ done, skipped, due: open, blocked }) => [done, skipped, open, blocked])).toEqual([
      [6, 0, 0, 0],
      [0, 6, 0, 0],
      [6, 0, 0, 0],
      [4, 0, 2, 0],
      [3, 0, 1, 2],
    ]);
    expect(view.byHomeroom.map(({ name, students: n }) => [name, n])).toEqual([
      ['H0', 3],
      ['H1', 3],
    ]);
    expect(view.byLane.map(({ name, students: n }) => [name, n])).toEqual([
      ['Gym', 3],
      ['', 3],
    ]);
    const byPeriod = async () => (await progress.periods(actor, id)).byPeriod.map(({ name, students: n, finished }) => [name, n, finished]);
    const seven = [1, 2, 3, 4, 5, 6, 7].map((n) => [`Period ${String(n)}`, 6, 3]);
    expect(await byPeriod()).toEqual(seven);
    // On another kind of day the same period rings at another time, and one that was removed rings no more.
    await sql(`INSERT INTO period (school_id, id, name, starts_at, ends_at, removed_at) VALUES
      ($1, gen_random_uuid(), 'period 2', '16:00', '16:30', NULL), ($1, gen_random_uuid(), '1', '06:00', '06:30', now())`);
    expect(await byPeriod()).toEqual(seven);
    await sql(`DELETE FROM period WHERE school_id = $1 AND name IN ('period 2', '1')`);
    const page = await progress.students(actor, { planId: id, filter: 'open', missing: 'basics', search: '', offset: 0, limit: 10 });
    expect(page.students.map(({ id: person }) => person).sort()).toEqual(people.slice(4).sort());
    const one = await app.get(Database).read(actor.schoolId, (tx) => students.ofPerson(tx, people[4] ?? ''));
    expect(one?.steps.map(({ state }) => state)).toEqual(['done', 'skipped', 'done', 'due', 'blocked']);
  });

  it('tells a password that waits from one delivered and one that was never needed, and a mail that failed', async () => {
    const people = await enrol(5);
    const id = await started({ steps: ['account', 'credentials'], credentials: 'mail' });
    await ready(people.slice(0, 4));
    await sql(
      `INSERT INTO credential (school_id, id, person_id, account_id, sealed, delivered_at, delivery)
       SELECT $1, gen_random_uuid(), person_id, id, CASE WHEN person_id = $3 THEN NULL ELSE '\\x00'::bytea END,
         CASE WHEN person_id = $3 THEN now() END, CASE WHEN person_id = $3 THEN 'mail' END
       FROM directory_account WHERE school_id = $1 AND person_id = ANY ($2)`,
      people.slice(0, 3),
      people[1],
    );
    await sql(
      `INSERT INTO mail_item (school_id, id, mailing_id, person_id, state, message_id, reason_code)
       SELECT $1, gen_random_uuid(), id, $2, 'bad_address', 'm', 'no_address' FROM mailing WHERE school_id = $1`,
      people[2],
    );
    const page = await progress.students(actor, { planId: id, filter: 'all', search: '', offset: 0, limit: 10 });
    const credentials = new Map(page.students.map((one) => [one.id, one.steps[1]]));
    expect(people.map((person) => [credentials.get(person)?.state, credentials.get(person)?.reason])).toEqual([
      ['doing', null],
      ['done', null],
      ['exception', 'mail_bad_address'],
      ['skipped', 'knows_password'],
      ['blocked', 'waits_for_account'],
    ]);
    const { exceptions: open } = await exceptions.list(actor, { assigned: 'nobody', planId: id, offset: 0, limit: 10 });
    expect(open).toMatchObject([{ kind: 'mail', reason: 'mail.no_address', mailState: 'bad_address', person: { id: people[2] } }]);
  });

  it('gives assistants the room and what is missing, of nobody who is done or has left', async () => {
    const people = await enrol(4);
    const id = await started({ steps: ['basics', 'hand_out'] });
    await mark(id, people.slice(0, 2), 'basics');
    await handOut(people.slice(0, 1));
    await sql(`UPDATE person SET status = 'removed' WHERE school_id = $1 AND id = $2`, people[3]);
    const list = await stragglers.list(actor, {});
    expect(list).toMatchObject({ planId: id, plans: [{ id, direction: 'hand_out' }] });
    expect(list.periods).toHaveLength(7);
    expect(new Map(list.stragglers.map(({ id: person, missing }) => [person, missing]))).toEqual(
      new Map([
        [people[1], ['hand_out']],
        [people[2], ['basics', 'hand_out']],
      ]),
    );
    expect(list.stragglers.every(({ name, room }) => /^Student\d+ N\.$/.test(name) && /^Room \d+$/.test(room ?? ''))).toBe(true);
  });

  it('tells pace and forecast once enough are done', async () => {
    const people = await enrol(60);
    const id = await started({ steps: ['hand_out'] });
    await sql(`UPDATE rollout_plan SET started_at = now() - interval '3 hours' WHERE school_id = $1`);
    await handOut(people.slice(0, 5));
    expect((await progress.view(actor, id)).pace).toBeNull();
    await handOut(people.slice(5, 20), `now() - interval '30 minutes'`);
    await handOut(people.slice(20, 40), `now() - interval '60 minutes'`);
    const { pace } = await progress.view(actor, id);
    expect(pace?.perHour).toBe(Math.round((40 / 3) * 4));
    expect(Date.parse(pace?.lastAt ?? '')).toBeGreaterThan(Date.now());
  });
});

describe('a collection', () => {
  it('is the same in reverse: who still has one, whose charger is missing, what is damaged, who left with it', async () => {
    const people = await enrol(6);
    await handOut(people.slice(0, 5));
    await sql(`UPDATE person SET status = 'removed' WHERE school_id = $1 AND id = $2`, people[4]);
    await sql(`INSERT INTO device (school_id, id, tag, model, holder_id) VALUES ($1, gen_random_uuid(), 'before', 'Model', $2)`, people[5]);
    const id = await started({ direction: 'collection', steps: ['collect'], credentials: 'none' });
    await bringBack(people.slice(0, 1), true);
    await bringBack(people.slice(1, 2), false, 'damaged');
    const view = await progress.view(actor, id);
    expect(view).toMatchObject({ left: 1, chargersMissing: 1, damaged: 1, progress: { students: 6, finished: 2 } });
    const of = async (filter: 'charger' | 'damaged' | 'left' | 'open') =>
      (await progress.students(actor, { planId: id, filter, search: '', offset: 0, limit: 10 })).students.map((one) => one.id).sort();
    expect([await of('charger'), await of('damaged'), await of('left')]).toEqual([[people[1]], [people[1]], [people[4]]]);
    expect(await of('open')).toEqual(people.slice(2, 6).sort());
    await sql(`UPDATE device SET holder_id = NULL WHERE school_id = $1 AND tag = 'before'`);
    expect(await of('open')).toEqual(people.slice(2, 5).sort());
  });
});

describe('exceptions', () => {
  const all = (change: object = {}) => exceptions.list(actor, { assigned: 'anyone', offset: 0, limit: 100, ...change });

  it('are listed where they arose, looked after by somebody, tried again, and gone with their cause', async () => {
    const people = await enrol(20);
    const id = await started({ steps: ['account', 'hand_out'], credentials: 'none' });
    await sql(
      `UPDATE directory_account SET state = 'conflict', reason_code = 'account.not_ours', username = 'x' WHERE school_id = $1 AND person_id = $2`,
      people[0],
    );
    await sql(`INSERT INTO roster_exception (school_id, id, typed_name) VALUES ($1, $2, '=cmd|calc')`, uuid());
    await handOut(people.slice(0, 19));
    await sql(`UPDATE directory_provider SET paused_until = now() + interval '1 hour', pause_code = 'directory.busy' WHERE school_id = $1`);
    const list = await all();
    expect(list.exceptions.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['account', 'account.not_ours'],
      ['no_device', 'device.none'],
      ['roster', 'roster.not_found'],
    ]);
    expect(list.pauses).toMatchObject([{ what: 'directory', code: 'directory.busy' }]);
    expect(await all({ planId: id })).toMatchObject({ total: 2 });
    expect(await exceptions.csv(actor, { assigned: 'anyone' })).toContain(`'=cmd|calc`);

    const account = list.exceptions[0];
    const of = { kind: 'account', exceptionId: account?.id ?? '', assignedTo: actor.id, note: 'Ask the district' } as const;
    expect(await exceptions.handle(actor, { ...of, version: 0 })).toMatchObject({ version: 1, assignedTo: { name: 'Cora Coach' } });
    expect(await codeOf(exceptions.handle(actor, { ...of, version: 0 }))).toBe('exception.changed_meanwhile');
    expect(await codeOf(exceptions.handle(actor, { ...of, version: 1, assignedTo: people[3] ?? '' }))).toBe('person.not_found');
    expect((await all({ assigned: 'me' })).exceptions).toMatchObject([{ id: account?.id, note: 'Ask the district' }]);
    expect(await exceptions.retryAccounts(actor, { accountIds: [of.exceptionId] })).toEqual({ retried: 1 });
    expect(await exceptions.retryAccounts(actor, { accountIds: [of.exceptionId] })).toEqual({ retried: 0 });
    expect((await all()).exceptions.map(({ kind }) => kind)).toEqual(['no_device', 'roster']);
    expect(await codeOf(exceptions.handle(actor, { ...of, version: 1 }))).toBe('exception.not_found');
  });
});

describe('another school', () => {
  it('knows nothing of the plan, and cannot move it', async () => {
    const people = await enrol(3);
    const id = await started();
    const here = actor;
    await aSchool();
    expect(await codeOf(progress.view(actor, id))).toBe('rollout.not_found');
    expect(await codeOf(move(id, 'pause'))).toBe('rollout.not_found');
    expect((await progress.list(actor)).rollouts).toEqual([]);
    expect((await stragglers.list(actor, {})).stragglers).toEqual([]);
    expect(await app.get(Database).read(actor.schoolId, (tx) => students.ofPerson(tx, people[0] ?? ''))).toBeUndefined();
    actor = here;
    expect((await progress.view(actor, id)).state).toBe('running');
  });
});

describe('4,200 students', () => {
  it('are answered for on every page in well under a tenth of a second', async () => {
    const people = await enrol(4_200, 140);
    const id = await started({ credentials: 'mail' });
    await ready(people.slice(0, 3_000));
    await sql(
      `INSERT INTO credential (school_id, id, person_id, account_id, sealed) SELECT $1, gen_random_uuid(), person_id, id, '\\x00' FROM directory_account WHERE school_id = $1 AND state = 'ready'`,
    );
    await mark(id, people.slice(0, 2_500), 'video');
    await mark(id, people.slice(0, 2_400), 'basics');
    await handOut(people.slice(0, 2_000));
    await analyse();
    const pages = {
      list: () => progress.list(actor),
      plan: () => progress.view(actor, id),
      periods: () => progress.periods(actor, id),
      students: () => progress.students(actor, { planId: id, filter: 'open', search: '', offset: 0, limit: 100 }),
      exceptions: () => exceptions.list(actor, { assigned: 'anyone', offset: 0, limit: 100 }),
      stragglers: () => stragglers.list(actor, {}),
    };
    const took: Record<string, number> = {};
    for (const [name, page] of Object.entries(pages)) {
      const times: number[] = [];
      for (let run = 0; run < 9; run += 1) {
        const before = performance.now();
        await page();
        times.push(performance.now() - before);
      }
      took[name] = Math.round(Math.min(...times));
    }
    if (process.env['FIRSTBELL_SHOW_TIMES'] !== undefined) console.log(took);
    // A third of this on a quiet machine; the margin is for a test run beside others.
    for (const [name, ms] of Object.entries(took)) expect([name, ms < 200]).toEqual([name, true]);
  });
});

/** As autovacuum does in the background of a real installation. */
async function analyse(): Promise<void> {
  const owner = new Client({ connectionString: own.superuserUrl });
  await owner.connect();
  await owner.query('ANALYZE');
  await owner.end();
}
