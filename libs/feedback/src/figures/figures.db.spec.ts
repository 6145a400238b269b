import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DutyService } from '@firstbell/tickets';
import { parse } from 'csv-parse/sync';
import { v7 as uuid } from 'uuid';
import { openDeskSchool, type DeskSchool } from '../../../../test/support/desk-school.js';
import { DeskWalk } from '../../../../test/support/desk-walk.js';
import { pastTicket, type PastTicket } from '../../../../test/support/past-ticket.js';
import { FeedbackModule } from '../feedback.module.js';
import { FeedbackService } from '../feedback/feedback.service.js';
import { FiguresService } from './figures.service.js';

let school: DeskSchool;
let walk: DeskWalk;
let figures: FiguresService;

beforeAll(async () => {
  school = await openDeskSchool(FeedbackModule);
  walk = new DeskWalk(school);
  figures = school.app.get(FiguresService);
});
afterAll(async () => {
  await school.close();
});

const today = (now: Date, who = school.coach) => figures.today(who, { deskId: school.deskId }, now);

/** A clock time in Chicago on a day of its own for each test, so that none sees the others’. */
const dayOf = (month: number, day: number) => (clock: string) =>
  new Date(`2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T${clock}:00-05:00`);

const past = (ticket: PastTicket) => pastTicket(school, ticket);

describe('waits', () => {
  it('are from filing until somebody first took the ticket, told by their median and 90%', async () => {
    const at = dayOf(6, 1);
    for (const waited of [2, 4, 6, 8, 30]) await past({ filed: at('08:10'), claimed: new Date(at('08:10').getTime() + waited * 60_000) });
    await past({ filed: at('08:30') });
    expect(await today(at('09:00'))).toMatchObject({
      filed: 6,
      medianWaitMinutes: 6,
      p90WaitMinutes: 21.2,
      waiting: 1,
      longestWaitMinutes: 30,
    });
    await school.sql(`UPDATE ticket SET state = 'cancelled' WHERE school_id = $1 AND state = 'waiting'`);
  });

  it('leave out the time the desk was frozen, but only while the ticket waited', async () => {
    const at = dayOf(6, 2);
    const tell = (type: string, when: Date) =>
      school.sql(
        `INSERT INTO event (school_id, type, subject_type, subject_id, version, at) VALUES ($1, $2, 'desk', $3, 1, $4)`,
        type,
        school.deskId,
        when,
      );
    await tell('desk.frozen', at('08:20'));
    await tell('desk.thawed', at('08:50'));
    await past({ filed: at('08:10'), claimed: at('09:00') });
    await past({ filed: at('08:00'), claimed: at('08:10'), issueId: school.issues.screen });
    await past({ filed: at('08:30') });
    const seen = await today(at('09:10'));
    expect(seen.byIssue.map((row) => [row.issueId, row.medianWaitMinutes])).toEqual([
      [school.issues.battery, 20],
      [school.issues.screen, 10],
    ]);
    expect(seen.longestWaitMinutes).toBe(20);
    await school.sql(`UPDATE ticket SET state = 'cancelled' WHERE school_id = $1 AND state = 'waiting'`);
  });

  it('stand still while the desk is frozen', async () => {
    const at = dayOf(6, 3);
    await past({ filed: at('08:10') });
    await school.sql(
      `INSERT INTO event (school_id, type, subject_type, subject_id, version, at) VALUES ($1, 'desk.frozen', 'desk', $2, 1, $3)`,
      school.deskId,
      at('08:30'),
    );
    expect([(await today(at('08:40'))).longestWaitMinutes, (await today(at('09:40'))).longestWaitMinutes]).toEqual([20, 20]);
    await school.sql(
      `INSERT INTO event (school_id, type, subject_type, subject_id, version, at) VALUES ($1, 'desk.thawed', 'desk', $2, 1, $3)`,
      school.deskId,
      at('09:45'),
    );
    await school.sql(`UPDATE ticket SET state = 'cancelled' WHERE school_id = $1 AND state = 'waiting'`);
  });

  it('do not hold walk-ups that staff filed and took in one movement, nor old tickets that came back', async () => {
    const at = dayOf(6, 4);
    await past({ filed: at('08:10'), claimed: new Date(at('08:10').getTime() + 400), filedBy: school.assistants[0].id });
    await past({ filed: dayOf(6, 3)('12:00'), claimed: dayOf(6, 3)('12:05'), state: 'waiting', reopened: 1 });
    expect(await today(at('09:00'))).toMatchObject({ filed: 1, medianWaitMinutes: null, waiting: 1, longestWaitMinutes: null });
    await school.sql(`UPDATE ticket SET state = 'cancelled' WHERE school_id = $1 AND state = 'waiting'`);
  });
});

describe('rates', () => {
  it('count as first contact only what the first who took it solved for good', async () => {
    const at = dayOf(6, 8);
    const [ana] = school.assistants;
    const done = { filed: at('08:00'), claimed: at('08:10'), resolved: at('08:20') };
    await past(done);
    await past(done);
    await past({ ...done, claims: 2 });
    await past({ ...done, escalatedBy: ana.id });
    await past({ ...done, reopened: 1, state: 'waiting' });
    await past({ filed: at('08:00'), claimed: at('08:10') });
    expect(await today(at('09:00'))).toMatchObject({ resolved: 5, firstContactRate: 0.4, reopenRate: 0.2 });
    await school.sql(`UPDATE ticket SET state = 'cancelled' WHERE school_id = $1 AND state = 'waiting'`);
  });

  it('of the day are the real ones of tickets handed over, escalated and reopened at the desk', async () => {
    const [ana, ben] = school.assistants;
    const plain = await walk.resolved(ana, 'Mia');
    await school.app.get(FeedbackService).give(school.kiosk, {
      ticketId: plain.ticketId,
      requestId: uuid(),
      fixed: 'yes',
      explained: 'yes',
      respected: 'partly',
      reopen: false,
    });
    const reopened = await walk.resolved(ana, 'Noah');
    await walk.reopen(ana, reopened.ticketId);
    const escalated = await walk.file('Ava');
    await walk.take(ana, escalated);
    await walk.escalate(ana, escalated, 'x');
    await walk.take(school.coach, escalated);
    await walk.resolve(school.coach, escalated);
    const handedOver = await walk.file('Leo');
    await walk.take(ana, handedOver);
    const duty = school.app.get(DutyService);
    await duty.start(ben, { deskId: school.deskId });
    await walk.tickets.handOver(
      ana,
      { ticketId: handedOver, requestId: uuid(), toPersonId: ben.id, note: 'yours' },
      { id: ben.id, name: 'Ben O.', roles: ben.roles, skills: [] },
      async () => undefined,
    );
    await duty.end(ben, { deskId: school.deskId });
    await walk.resolve(ben, handedOver);
    await duty.start(ana, { deskId: school.deskId });
    const seen = await today(new Date());
    expect(seen).toMatchObject({
      filed: 4,
      resolved: 4,
      escalated: 1,
      firstContactRate: 0.25,
      reopenRate: 0.25,
      waiting: 1,
      onDuty: 1,
      feedback: { count: 1, fixed: 1, explained: 1, respected: 0 },
    });
  });

  it('name who took a ticket out of order and why, to the coach but not to leaders', async () => {
    const [ana] = school.assistants;
    await walk.file('Zoe');
    const second = await walk.file('Kai');
    await walk.take(ana, second);
    const [take] = (await today(new Date())).outOfOrder;
    expect(take).toMatchObject({ by: 'Ana O.', reason: 'i_know_this_one', code: expect.stringMatching(/^B-\d+$/) });
    expect((await today(new Date(), school.leader)).outOfOrder).toEqual([]);
  });

  it('of feedback are not told to leaders while fewer than five students stand behind them', async () => {
    expect((await today(new Date(), school.leader)).feedback).toEqual({ count: 1, fixed: null, explained: null, respected: null });
  });
});

describe('by period', () => {
  it('tickets count where they were filed and where they were resolved, by the school’s clock', async () => {
    const at = dayOf(6, 15);
    await past({ filed: at('07:50'), claimed: at('08:00'), resolved: at('08:30') });
    await past({ filed: at('08:30'), claimed: at('08:40'), resolved: at('09:20') });
    await past({ filed: at('09:05'), claimed: at('09:10'), resolved: at('15:00') });
    await past({ filed: new Date(dayOf(6, 14)('23:59').getTime()), resolved: at('00:01'), claimed: at('00:01') });
    expect((await today(at('16:00'))).byPeriod).toEqual([
      { name: 'Before school', outside: 'before', filed: 1, resolved: 1, medianWaitMinutes: 10 },
      { name: 'Period 1', outside: null, filed: 1, resolved: 1, medianWaitMinutes: 10 },
      { name: 'Period 2', outside: null, filed: 1, resolved: 1, medianWaitMinutes: 5 },
      { name: 'After school', outside: 'after', filed: 0, resolved: 1, medianWaitMinutes: null },
    ]);
  });
});

describe('self-help', () => {
  it('is counted by issue, at this desk, today', async () => {
    const at = dayOf(6, 16);
    const solved = (issueId: string, when: Date, deskId = school.deskId) =>
      school.sql(
        'INSERT INTO self_help_solved (school_id, id, issue_id, desk_id, at) VALUES ($1, $2, $3, $4, $5)',
        uuid(),
        issueId,
        deskId,
        when,
      );
    await solved(school.issues.screen, at('08:10'));
    await solved(school.issues.screen, at('08:20'));
    await solved(school.issues.screen, at('08:20'), uuid());
    await solved(school.issues.screen, dayOf(6, 15)('08:20'));
    const seen = await today(at('09:00'));
    expect(seen).toMatchObject({ solvedBySelfHelp: 2, byIssue: [{ issueId: school.issues.screen, filed: 0, solvedBySelfHelp: 2 }] });
  });
});

describe('as CSV', () => {
  const csv = (table: 'issues' | 'periods' | 'summary' | 'outOfOrder', now: Date) =>
    figures.todayAsCsv(school.coach, { deskId: school.deskId, table }, now);

  it('a table is what the screen shows, readable by spreadsheets', async () => {
    const at = dayOf(6, 17);
    await past({ filed: at('08:10'), claimed: at('08:15'), resolved: at('08:20') });
    const text = await csv('issues', at('09:00'));
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(parse(text, { bom: true })).toEqual([
      ['issue', 'issue (es)', 'filed', 'resolved', 'solved by self-help', 'median wait (minutes)'],
      ['Battery', 'Battery (es)', '1', '1', '0', '5'],
    ]);
    const summary = new Map(parse(await csv('summary', at('09:00')), { bom: true }).map(([figure = '', value = '']) => [figure, value]));
    expect([summary.get('filed'), summary.get('first-contact resolution (share)'), summary.get('fixed (share of yes)')]).toEqual([
      '1',
      '1',
      '',
    ]);
    expect(parse(await csv('periods', at('09:00')), { bom: true })).toHaveLength(3);
  });

  it('cannot make a spreadsheet run what somebody typed as the name of an issue', async () => {
    const at = dayOf(6, 18);
    const issueId = school.issues.screen;
    const dangerous = ['=HYPERLINK("http://evil.example")', '+1', '-1', '@SUM(A1)', '\tx', '\rx'];
    for (const name of dangerous) {
      await school.sql(`UPDATE issue SET name = $3 WHERE school_id = $1 AND id = $2`, issueId, JSON.stringify({ en: name, es: name }));
      await past({ filed: at('08:10'), issueId });
      const [, row] = parse(await csv('issues', at('09:00')), { bom: true });
      expect(row?.slice(0, 2)).toEqual([`'${name}`, `'${name}`]);
    }
  });

  it('of a desk that is not of this school is none', async () => {
    await expect(figures.todayAsCsv(school.coach, { deskId: uuid(), table: 'summary' })).rejects.toMatchObject({
      code: 'desk.not_found',
      status: 404,
    });
    await expect(figures.today({ ...school.coach, schoolId: uuid() }, { deskId: school.deskId })).rejects.toMatchObject({ status: 404 });
  });
});
