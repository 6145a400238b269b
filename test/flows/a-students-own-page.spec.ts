import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Issue } from '@firstbell/contracts/issues';
import { Client as Postgres } from 'pg';
import { v7 as uuid } from 'uuid';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { aWhile, LiveClient, until } from '../support/live-client.js';
import type { TestServer } from '../support/server.js';
import { startServerWithWorker } from '../support/server-with-worker.js';
import { sessionOf, somebodyOf } from '../support/somebody.js';

let server: TestServer;
let postgres: Postgres;
let coach: Client;
let assistant: Client;
let school: { id: string; deskId: string };
let issues: Issue[];

beforeAll(async () => {
  server = await startServerWithWorker();
  postgres = new Postgres({ connectionString: server.database.superuserUrl });
  await postgres.connect();
  [coach, assistant] = [await server.signedIn('coach'), await server.signedIn('assistant1')];
  const me = await coach.call('me', {});
  school = { id: me.school.id, deskId: me.desks[0]?.id ?? '' };
  issues = (await coach.call('listIssues', {})).issues.filter(({ skill, audience }) => skill === null && audience === 'desk');
}, 60_000);
afterAll(async () => {
  await postgres.end();
  await server.stop();
});
beforeEach(async () => {
  const { rows, open } = await coach.call('listLine', { deskId: school.deskId, limit: 200 });
  for (const { id } of [...rows, ...open]) await coach.call('cancelTicket', { ticketId: id, requestId: uuid(), reason: 'duplicate' });
});

const issueId = (index = 0): string => issues[index]?.id ?? '';

async function student(): Promise<Client & { id: string }> {
  const somebody = await somebodyOf(postgres, 'student', school);
  return Object.assign(server.client(), { cookie: await sessionOf(postgres, somebody), id: somebody.id });
}
const file = (who: Client, more: { keepPlace?: boolean; wantsAdult?: boolean; deviceId?: string; description?: string } = {}, index = 0) =>
  who.call('fileMyTicket', { id: uuid(), issueId: issueId(index), ...more });
const mine = async (who: Client) => (await who.call('myTickets', {})).open[0];
const ofTicket = (ticketId: string) => ({ ticketId, requestId: uuid() });
const take = (ticketId: string) => assistant.call('claimTicket', { ...ofTicket(ticketId), reason: 'coach_asked' });

describe('a student at their own device', () => {
  it('files, and sees the code, the place and nobody’s name', async () => {
    const [first, second] = [await student(), await student()];
    await file(first);
    const filed = await file(second);
    expect(filed).toMatchObject({ state: 'waiting', place: 2 });
    await take(filed.id);
    await assistant.call('addNote', { ticketId: filed.id, id: uuid(), body: 'Crumbs under the J key.' });
    const answer = await second.send('GET', '/api/my-tickets');
    expect(answer.body).toMatchObject({ open: [{ id: filed.id, code: filed.code, state: 'claimed', place: null, private: false }] });
    const { name } = await assistant.call('me', {});
    expect([name, 'Crumbs', first.id].filter((word) => answer.text.includes(word))).toEqual([]);
  });

  it('is promised no wait while nobody on duty is trained for it, and one as soon as somebody is', async () => {
    const hard = (await coach.call('listIssues', {})).issues.find(({ skill, audience }) => skill !== null && audience === 'desk');
    const ann = await student();
    await ann.call('fileMyTicket', { id: uuid(), issueId: hard?.id ?? '' });
    expect(await mine(ann)).toMatchObject({ qualified: false, wait: null, place: 1 });
    await coach.call('startDuty', { deskId: school.deskId });
    expect(await mine(ann)).toMatchObject({ qualified: true, place: 1 });
    await coach.call('endDuty', { deskId: school.deskId });
  });

  it('files once, whatever is sent again, and has one open ticket for an issue, as at the kiosk', async () => {
    const [ann, kiosk] = [await student(), await server.paired('kiosk')];
    const input = { id: uuid(), issueId: issueId() };
    const filed = await ann.call('fileMyTicket', input);
    expect(await ann.call('fileMyTicket', input)).toMatchObject({ id: filed.id, code: filed.code });
    expect(await ann.refusal('fileMyTicket', { id: uuid(), issueId: issueId() })).toMatchObject({
      code: 'ticket.already_open',
      facts: { code: filed.code },
    });
    expect((await kiosk.refusal('fileTicket', { id: uuid(), issueId: issueId(), personId: ann.id })).code).toBe('ticket.already_open');
    expect((await file(ann, {}, 1)).code).not.toBe(filed.code);
  });

  it('files for their own devices only', async () => {
    const [ann, ben] = [await student(), await student()];
    const { id } = await coach.call('addDevice', { id: uuid(), tag: uuid(), model: 'Spin 511' });
    await postgres.query(`UPDATE device SET holder_id = $2, state = 'in_use' WHERE id = $1`, [id, ann.id]);
    expect((await ann.call('myTickets', {})).devices.map((device) => device.id)).toEqual([id]);
    expect((await ben.refusal('fileMyTicket', { id: uuid(), issueId: issueId(), deviceId: id })).code).toBe('device.not_found');
    expect(await file(ann, { deviceId: id })).toMatchObject({ state: 'waiting' });
  });

  it('keeps the place while trying, and says how it went', async () => {
    const [ann, ben] = [await student(), await student()];
    const tried = await file(ann, { keepPlace: true });
    const behind = await file(ben);
    expect(await mine(ann)).toMatchObject({ state: 'held', holdReason: 'trying_self_help', place: null });
    await ann.call('finishMySelfHelp', { ...ofTicket(tried.id), fixed: false });
    expect([(await mine(ann))?.place, (await mine(ben))?.place]).toEqual([1, 2]);
    await ann.call('leaveMyTicket', ofTicket(tried.id));
    const again = await file(ann, { keepPlace: true });
    const before = (await coach.call('listIssues', {})).issues.find(({ id }) => id === issueId())?.solvedBySelfHelp ?? 0;
    await ann.call('finishMySelfHelp', { ...ofTicket(again.id), fixed: true });
    expect(await mine(ann)).toBeUndefined();
    expect((await mine(ben))?.id).toBe(behind.id);
    expect((await coach.call('listIssues', {})).issues.find(({ id }) => id === issueId())?.solvedBySelfHelp).toBe(before + 1);
  });

  it('is counted when the steps were enough and nothing was filed', async () => {
    const ann = await student();
    const count = async () => (await coach.call('listIssues', {})).issues.find(({ id }) => id === issueId(2))?.solvedBySelfHelp ?? 0;
    const before = await count();
    const request = { issueId: issueId(2), requestId: uuid() };
    await ann.call('recordSelfHelp', request);
    await ann.call('recordSelfHelp', request);
    expect(await count()).toBe(before + 1);
  });

  it('leaves the line, but not out of the hands of who works on it', async () => {
    const ann = await student();
    const { id } = await file(ann);
    await take(id);
    expect((await ann.refusal('leaveMyTicket', ofTicket(id))).code).toBe('ticket.in_hands');
    await assistant.call('releaseTicket', ofTicket(id));
    await ann.call('leaveMyTicket', ofTicket(id));
    expect(await mine(ann)).toBeUndefined();
    expect((await coach.call('listLine', { deskId: school.deskId })).rows).toEqual([]);
  });

  it('comes back to the place that was kept when set aside', async () => {
    const ann = await student();
    const { id } = await file(ann);
    await file(await student());
    await take(id);
    await assistant.call('holdTicket', { ...ofTicket(id), reason: 'student_in_class' });
    expect(await mine(ann)).toMatchObject({ state: 'held', holdReason: 'student_in_class' });
    await ann.call('returnMyTicket', ofTicket(id));
    expect(await mine(ann)).toMatchObject({ state: 'waiting', place: 1 });
  });

  it('sees a ticket for the coach alone, which stands in no public line', async () => {
    const ann = await student();
    const { id } = await file(ann, { wantsAdult: true });
    expect(await mine(ann)).toMatchObject({ id, private: true, place: null });
    expect((await assistant.call('listLine', { deskId: school.deskId })).rows).toEqual([]);
    await ann.call('leaveMyTicket', ofTicket(id));
    expect(await mine(ann)).toBeUndefined();
  });

  it('says once how it was, which the coach reads, and may ask for more help', async () => {
    const ann = await student();
    const { id, code } = await file(ann);
    const answers = { ticketId: id, fixed: 'no', explained: 'yes', respected: 'partly', comment: 'It is as it was.' } as const;
    expect((await ann.refusal('rateMyTicket', { ...answers, requestId: uuid() })).code).toBe('feedback.not_due');
    await take(id);
    await assistant.call('resolveTicket', { ...ofTicket(id), fix: 'restarted' });
    expect(await ann.call('myTickets', {})).toMatchObject({ open: [], toRate: [{ id, code }] });
    await ann.call('rateMyTicket', { ...answers, requestId: uuid(), reopen: true });
    expect(await ann.call('myTickets', {})).toMatchObject({ open: [{ id, state: 'waiting' }], toRate: [] });
    expect((await ann.refusal('rateMyTicket', { ...answers, requestId: uuid() })).code).toBe('feedback.already_given');
    const { reviews } = await coach.call('listReviews', { deskId: school.deskId });
    expect(reviews.find((review) => review.ticketId === id && review.reason === 'low_feedback')?.feedback).toMatchObject({
      respected: 'partly',
      comment: 'It is as it was.',
    });
  });
});

describe('the page that is open', () => {
  const opened = async (who: Client): Promise<LiveClient> => {
    const screen = await LiveClient.connect(server.base, who.cookie);
    expect(await screen.watch('my_tickets')).toMatchObject({ ok: true, refetch: true, rows: [] });
    return screen;
  };

  it('hears of its own tickets, and of a place that moves, and nothing that says whose', async () => {
    const [ann, ben, cam] = [await student(), await student(), await student()];
    const { id } = await file(ann);
    await file(ben);
    const [atAnn, atBen, atCam] = [await opened(ann), await opened(ben), await opened(cam)];
    await aWhile();
    const heard = [atAnn, atBen, atCam].map(({ refetches }) => refetches.length);
    await take(id);
    await until(() => atAnn.refetches.length > (heard[0] ?? 0) && atBen.refetches.length > (heard[1] ?? 0), 'both to look again');
    expect((await mine(ben))?.place).toBe(1);
    await aWhile();
    expect(atCam.refetches).toHaveLength(heard[2] ?? 0);
    for (const screen of [atAnn, atBen]) {
      expect(screen.heard).toEqual([]);
      expect(new Set(screen.refetches.map((told) => JSON.stringify(told)))).toEqual(new Set(['{"room":"my_tickets","deskId":null}']));
      screen.close();
    }
    atCam.close();
  });

  it('hears of others’ comings and goings at most every two seconds', async () => {
    const ann = await student();
    await file(ann);
    const screen = await opened(ann);
    await sleep(2_500);
    const before = screen.refetches.length;
    for (let round = 0; round < 12; round += 1) {
      await file(await student());
      await sleep(150);
    }
    await sleep(2_500);
    expect(screen.refetches.length - before).toBeGreaterThanOrEqual(2);
    expect(screen.refetches.length - before).toBeLessThanOrEqual(4);
    screen.close();
  });
});

describe('a student who filed as new', () => {
  const fileAsNew = async (typedName: string, index = 0) => {
    const kiosk = await server.paired('kiosk');
    const { id, code } = await kiosk.call('fileTicket', { id: uuid(), issueId: issueId(index), typedName });
    const { exceptions } = await coach.call('listRosterExceptions', {});
    return { id, exceptionId: exceptions.find(({ ticketCode }) => ticketCode === code)?.id ?? '' };
  };
  const ticketOf = async (id: string) =>
    (await postgres.query('SELECT person_id, typed_name, version FROM ticket WHERE id = $1', [id])).rows[0] as unknown;
  const settled = async (exceptionId: string) =>
    (await postgres.query('SELECT person_id FROM roster_exception WHERE id = $1 AND settled_at IS NOT NULL', [exceptionId]))
      .rows as unknown[];

  it('has the ticket for their own once somebody says who they are, and the screens hear of it', async () => {
    const { id, exceptionId } = await fileAsNew('Newt Arrival');
    const newt = await student();
    const [desk, own] = [await LiveClient.connect(server.base, assistant.cookie), await LiveClient.connect(server.base, newt.cookie)];
    await desk.watch('desk', school.deskId);
    await own.watch('my_tickets');
    await coach.call('settleRosterException', { exceptionId, personId: newt.id });
    await until(() => desk.of('ticket', id).length > 0 && own.refetches.length > 0, 'both to hear');
    expect(await mine(newt)).toMatchObject({ id, state: 'waiting' });
    expect(await ticketOf(id)).toEqual({ person_id: newt.id, typed_name: null, version: 2 });
    expect((await coach.call('ticketDetail', { ticketId: id })).history.map(({ type }) => type)).toEqual([
      'ticket.filed',
      'ticket.identified',
    ]);
    for (const screen of [desk, own]) screen.close();
  });

  it('leaves it as it is where nobody is named, or theirs is open for the same problem already', async () => {
    const nobody = await fileAsNew('Visiting Sibling');
    await coach.call('settleRosterException', { exceptionId: nobody.exceptionId, personId: null });
    const ann = await student();
    await file(ann);
    const again = await fileAsNew('Ann Again');
    await coach.call('settleRosterException', { exceptionId: again.exceptionId, personId: ann.id });
    expect([await ticketOf(nobody.id), await ticketOf(again.id)]).toEqual([
      { person_id: null, typed_name: 'Visiting Sibling', version: 1 },
      { person_id: null, typed_name: 'Ann Again', version: 1 },
    ]);
    expect([await settled(nobody.exceptionId), await settled(again.exceptionId)]).toEqual([[{ person_id: null }], [{ person_id: ann.id }]]);
  });

  it('leaves it as it is where they file for the same problem at this moment', async () => {
    const { id, exceptionId } = await fileAsNew('Ben Twice');
    const ben = await student();
    await postgres.query('BEGIN');
    await postgres.query(
      `INSERT INTO ticket SELECT (jsonb_populate_record(t, jsonb_build_object('id', $2::text, 'number', 90000, 'person_id', $3::text, 'typed_name', NULL))).*
       FROM ticket t WHERE id = $1`,
      [id, uuid(), ben.id],
    );
    const settling = coach.call('settleRosterException', { exceptionId, personId: ben.id });
    await eventually(async () => {
      const { rowCount } = await postgres.query(
        `SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))`,
      );
      expect(rowCount).toBe(1);
    }, 5_000);
    await postgres.query('COMMIT');
    await settling;
    expect(await ticketOf(id)).toMatchObject({ person_id: null, version: 1 });
    expect(await settled(exceptionId)).toEqual([{ person_id: ben.id }]);
  });
});
