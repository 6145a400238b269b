import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { scanDigest } from '@firstbell/contracts/scan-digest';
import { createDataSource, Database, FirstbellError, type PersonActor } from '@firstbell/platform';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { StudentFactsStore } from '../progress/student-facts.store.js';
import { CohortStore } from './cohort.store.js';
import { HandOutService } from './hand-out.service.js';
import { HandOutStore } from './hand-out.store.js';
import { Visits } from './visits.js';

let own: TestDatabase;
let source: DataSource;
let database: Database;
let service: HandOutService;
let actor: PersonActor;
let planId: string;
const store = new HandOutStore();

beforeAll(async () => {
  own = await createTestDatabase();
  source = await createDataSource(own.appUrl, 4).initialize();
  database = new Database(source);
  service = new HandOutService(database, store, new CohortStore(), new Visits(store, new StudentFactsStore()));
});
afterAll(async () => {
  await source.destroy();
  await own.drop();
});
beforeEach(async () => {
  const schoolId = uuid();
  actor = {
    kind: 'person',
    id: uuid(),
    schoolId,
    sessionId: uuid(),
    accountId: null,
    timeZone: 'America/Chicago',
    roles: ['assistant'],
    skills: [],
  };
  await rows(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Juniper Valley', 'America/Chicago', '{}')`);
  planId = await plan(['account', 'credentials', 'video', 'basics', 'hand_out']);
});

const rows = <R extends object>(sql: string, ...values: unknown[]) =>
  database.transaction(actor.schoolId, (tx) => tx.rows<R & Record<string, unknown>>(sql, [actor.schoolId, ...values]));
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof FirstbellError ? error.code : String(error)),
  );

const video = {
  title: { en: 'Your laptop', es: 'Tu laptop' },
  url: '/films/laptop.mp4',
  question: { en: 'Where does it charge?', es: '¿Dónde se carga?' },
  answers: [
    { en: 'Left', es: 'Izquierda' },
    { en: 'Right', es: 'Derecha' },
  ],
  right: 1,
};

async function plan(steps: string[], state = 'running'): Promise<string> {
  const id = uuid();
  await rows(
    `INSERT INTO rollout_plan (school_id, id, name, direction, state, steps, audience, video, basics, started_at)
     VALUES ($1, $2, 'Grade 9', 'hand_out', $3, $4, '{"kind": "all", "values": []}', $5, '{"en": ["Turn it on"], "es": ["Enciéndela"]}', now() - interval '1 hour')`,
    id,
    state,
    steps,
    JSON.stringify(video),
  );
  return id;
}

async function student(givenName: string, badge: string, inPlan: string | null = planId): Promise<string> {
  const id = uuid();
  await rows(
    `INSERT INTO person (school_id, id, given_name, family_name, search_name, badge, homeroom, language, email, roles)
     VALUES ($1, $2, $3, 'Reyes', $4, $5, '9B', 'es', 'secret@north.example', ARRAY['student'])`,
    id,
    givenName,
    `${givenName.toLowerCase()} reyes`,
    badge,
  );
  if (inPlan !== null) await rows('INSERT INTO rollout_student (school_id, plan_id, person_id) VALUES ($1, $2, $3)', inPlan, id);
  return id;
}

async function device(tag: string, serial: string | null = null, holderId: string | null = null): Promise<string> {
  const id = uuid();
  await rows(
    `INSERT INTO device (school_id, id, tag, serial, model, state, holder_id) VALUES ($1, $2, $3, $4, 'Spin 511', $5, $6)`,
    id,
    tag,
    serial,
    holderId === null ? 'spare' : 'in_use',
    holderId,
  );
  if (holderId !== null)
    await rows(
      `INSERT INTO check_out (school_id, id, device_id, person_id, kind, out_at, agreement, condition) VALUES ($1, $2, $3, $4, 'assigned', now(), 'ticked', 'new')`,
      uuid(),
      id,
      holderId,
    );
  return id;
}

const stepsOf = (visit: { steps: readonly { step: string; state: string }[] } | null) =>
  visit?.steps.map(({ step, state }) => `${step} ${state}`);
const mark = (personId: string, more: object = {}) =>
  service.mark(actor, { requestId: uuid(), planId, personId, step: 'basics', state: 'done', secondsAgo: 0, ...more });

describe('a scan at the hand-out station', () => {
  it('of a badge is the visit: who, which steps, what they have, and nothing an assistant may not see', async () => {
    const ana = await student('Ana', '0004217');
    const { visit, laptop } = await service.identify(actor, { scan: '0004217' });
    expect(laptop).toBeNull();
    expect(visit).toMatchObject({
      plan: { id: planId, name: 'Grade 9', video: { right: 1 }, basics: { en: ['Turn it on'], es: ['Enciéndela'] } },
      student: { id: ana, name: 'Ana R.', homeroom: '9B', language: 'es' },
      device: null,
      agreementOnFile: false,
      credential: { state: 'not_ready' },
    });
    expect(stepsOf(visit)).toEqual(['account due', 'credentials blocked', 'video due', 'basics due', 'hand_out blocked']);
    expect(JSON.stringify(visit)).not.toMatch(/Reyes|secret@|0004217/);
    expect(await service.identify(actor, { personId: ana })).toEqual({ visit, laptop: null });
  });

  it('of a laptop is the laptop, by tag or serial number, with the visit of whoever has it', async () => {
    const ana = await student('Ana', '1');
    await device('WC-0042', '5CD001');
    await device('WC-0043', null, ana);
    expect(await service.identify(actor, { scan: '5CD001' })).toMatchObject({
      visit: null,
      laptop: { tag: 'WC-0042', state: 'spare', holder: null },
    });
    const taken = await service.identify(actor, { scan: 'WC-0043' });
    expect(taken).toMatchObject({
      laptop: { holder: { id: ana, name: 'Ana R.' } },
      visit: { student: { id: ana }, device: { tag: 'WC-0043' } },
    });
    expect(stepsOf(taken.visit)).toContain('hand_out done');
  });

  it('says why it cannot go on: unknown, two entries, left the school, not in the rollout, paused, none running', async () => {
    const scan = (what: string) => codeOf(service.identify(actor, { scan: what }));
    expect(await scan('nobody')).toBe('scan.unknown');
    await student('Bo', 'same');
    await device('same');
    expect(await scan('same')).toBe('scan.ambiguous');
    const gone = await student('Cy', 'gone');
    await rows(`UPDATE person SET status = 'removed' WHERE school_id = $1 AND id = $2`, gone);
    expect(await scan('gone')).toBe('hand_out.left_school');
    await student('Di', 'outside', null);
    expect(await scan('outside')).toBe('hand_out.not_in_plan');
    await student('Ed', 'inside');
    await rows(`UPDATE rollout_plan SET state = 'paused' WHERE school_id = $1`);
    expect(await scan('inside')).toBe('hand_out.paused');
    expect(await scan('outside')).toBe('hand_out.no_plan');
    expect(await codeOf(service.identify(actor, {}))).toBe('hand_out.which_person');
  });

  it('goes to the present student when somebody who left carried the same badge', async () => {
    await rows(`UPDATE person SET status = 'removed' WHERE school_id = $1 AND id = $2`, await student('Old', '77'));
    const ana = await student('Ana', '77');
    expect((await service.identify(actor, { scan: '77' })).visit?.student.id).toBe(ana);
  });
});

describe('marking a step', () => {
  it('opens the next ones, and is done once however often it is sent', async () => {
    const ana = await student('Ana', '1');
    const requestId = uuid();
    const first = await mark(ana, { requestId, step: 'video', answer: 1, question: 'May I take it home?' });
    expect(stepsOf(first)).toEqual(['account due', 'credentials blocked', 'video done', 'basics due', 'hand_out blocked']);
    expect(await mark(ana, { requestId, step: 'video', answer: 1, question: 'May I take it home?' })).toEqual(first);
    expect(stepsOf(await mark(ana))).toContain('hand_out due');
    expect(await rows('SELECT type, subject_id, data FROM event WHERE school_id = $1 ORDER BY id')).toEqual([
      { type: 'rollout.student_changed', subject_id: ana, data: { planId, step: 'video', state: 'done' } },
      { type: 'rollout.student_changed', subject_id: ana, data: { planId, step: 'basics', state: 'done' } },
    ]);
    expect((await service.questions(actor, { planId })).questions).toMatchObject([
      { person: { name: 'Ana R.' }, homeroom: '9B', question: 'May I take it home?' },
    ]);
  });

  it('wants the right answer for the video, and lets a wrong one be tried again or the step be skipped', async () => {
    const ana = await student('Ana', '1');
    expect(await codeOf(mark(ana, { step: 'video' }))).toBe('hand_out.answer_missing');
    expect(await codeOf(mark(ana, { step: 'video', answer: 0 }))).toBe('hand_out.wrong_answer');
    expect(await rows('SELECT 1 FROM rollout_mark WHERE school_id = $1')).toEqual([]);
    expect(stepsOf(await mark(ana, { step: 'video', state: 'skipped' }))).toContain('video skipped');
    expect(stepsOf(await mark(ana, { step: 'video', answer: 1 }))).toContain('video done');
    expect(stepsOf(await mark(ana, { step: 'video', state: 'skipped' }))).toContain('video done');
  });

  it('tells when it was done, not when it arrived, and takes late what was done before a pause', async () => {
    const ana = await student('Ana', '1');
    await rows(`UPDATE rollout_plan SET state = 'paused' WHERE school_id = $1`);
    expect(await codeOf(mark(ana))).toBe('hand_out.paused');
    await mark(ana, { secondsAgo: 600 });
    const [row] = await rows<{ ago: number }>('SELECT extract(epoch FROM now() - at)::int AS ago FROM rollout_mark WHERE school_id = $1');
    expect(row?.ago).toBeGreaterThanOrEqual(600);
    expect(row?.ago).toBeLessThan(660);
  });

  it('refuses who is not in the plan, and a step the plan does not have', async () => {
    const outsider = await student('Di', '2', null);
    expect(await codeOf(mark(outsider))).toBe('hand_out.not_in_plan');
    const short = await plan(['hand_out']);
    const ed = await student('Ed', '3', short);
    expect(await codeOf(mark(ed, { planId: short }))).toBe('hand_out.no_such_step');
  });
});

describe('the cohort a station keeps', () => {
  const whole = async (part: 'students' | 'devices') => service.cohort(actor, { part });

  it('has every student and laptop, with digests in place of badge and serial numbers', async () => {
    const ana = await student('Ana', '0004217');
    await student('Di', '9', null);
    await device('WC-0042', '5CD001');
    const { students, plans, next } = await whole('students');
    expect(plans.map(({ id }) => id)).toEqual([planId]);
    expect(next).toBeNull();
    expect(students).toMatchObject([
      { id: ana, planId, name: 'Ana R.', badgeDigest: scanDigest('0004217', actor.schoolId), steps: [{ step: 'account' }, {}, {}, {}, {}] },
    ]);
    expect(JSON.stringify(students)).not.toMatch(/Reyes|secret@|0004217/);
    const { devices } = await whole('devices');
    expect(devices).toMatchObject([{ tag: 'WC-0042', holder: null, serialDigest: scanDigest('5CD001', actor.schoolId) }]);
    expect(JSON.stringify(devices)).not.toContain('5CD001');
  });

  it('is sent again only when something a station shows has changed', async () => {
    const ana = await student('Ana', '1');
    const { version } = await whole('students');
    const again = async () => (await service.cohort(actor, { part: 'students', version })).unchanged;
    expect(await again()).toBe(true);
    await mark(ana);
    expect(await again()).toBe(false);
  });

  it('comes in pages of a thousand, none missing and none twice', async () => {
    await rows(
      `INSERT INTO person (school_id, id, given_name, family_name, search_name, roles)
       SELECT $1, gen_random_uuid(), 'N' || n, 'X', 'n', ARRAY['student'] FROM generate_series(1, 2300) n`,
    );
    await rows(
      'INSERT INTO rollout_student (school_id, plan_id, person_id) SELECT school_id, $2, id FROM person WHERE school_id = $1',
      planId,
    );
    const seen: string[] = [];
    const sizes: number[] = [];
    let after: string | undefined;
    do {
      const page = await service.cohort(actor, { part: 'students', ...(after === undefined ? {} : { after }) });
      seen.push(...page.students.map(({ id }) => id));
      sizes.push(page.students.length);
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(sizes).toEqual([1000, 1000, 300]);
    expect(new Set(seen).size).toBe(2300);
  });
});
