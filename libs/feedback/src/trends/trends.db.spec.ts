import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { v7 as uuid } from 'uuid';
import { openDeskSchool, type DeskSchool } from '../../../../test/support/desk-school.js';
import { pastTicket, type PastTicket } from '../../../../test/support/past-ticket.js';
import { FeedbackModule } from '../feedback.module.js';
import { TrendsService } from './trends.service.js';

let school: DeskSchool;
let trends: TrendsService;

beforeAll(async () => {
  school = await openDeskSchool(FeedbackModule);
  trends = school.app.get(TrendsService);
});
afterAll(async () => {
  await school.close();
});

const past = (ticket: PastTicket) => pastTicket(school, ticket);
const of = (from: string, until: string) => trends.of(school.leader, { deskId: school.deskId, from, until });
/** A clock time in Chicago on a day of September. */
const at = (day: number, clock: string) => new Date(`2026-09-${String(day).padStart(2, '0')}T${clock}:00-05:00`);

async function answered(ticketId: string, respected: 'yes' | 'no', day: number): Promise<void> {
  await school.sql(
    `INSERT INTO feedback (school_id, id, ticket_id, resolution, fixed, explained, respected, comment, at) VALUES ($1, $2, $3, 1, 'yes', 'yes', $4, 'Thank you, Ana', $5)`,
    uuid(),
    ticketId,
    respected,
    at(day, '12:00'),
  );
}

describe('a stretch of days', () => {
  beforeAll(async () => {
    await past({ filed: at(1, '08:00'), claimed: at(1, '08:02'), resolved: at(1, '08:10') });
    await past({ filed: at(1, '09:00'), claimed: at(1, '09:06'), resolved: at(2, '08:10'), claims: 2 });
    await past({ filed: at(2, '09:00'), claimed: at(2, '09:10'), resolved: at(2, '23:59'), issueId: school.issues.screen });
    await past({ filed: at(3, '00:01'), claimed: at(3, '00:31'), resolved: at(3, '08:00') });
    await school.sql(
      'INSERT INTO self_help_solved (school_id, id, issue_id, desk_id, at) VALUES ($1, $2, $3, $4, $5)',
      ...[uuid(), school.issues.screen, school.deskId, at(2, '10:00')],
    );
  });

  it('is counted with both its ends, by the school’s own midnight', async () => {
    expect(await of('2026-09-01', '2026-09-02')).toMatchObject({
      from: '2026-09-01',
      until: '2026-09-02',
      filed: 3,
      resolved: 3,
      solvedBySelfHelp: 1,
      medianWaitMinutes: 6,
      p90WaitMinutes: 9.2,
      firstContactRate: 0.667,
      reopenRate: 0,
      byDay: [
        { day: '2026-09-01', filed: 2, resolved: 1, medianWaitMinutes: 4 },
        { day: '2026-09-02', filed: 1, resolved: 2, medianWaitMinutes: 10 },
      ],
      byIssue: [
        { issueId: school.issues.battery, filed: 2, resolved: 2, solvedBySelfHelp: 0, medianWaitMinutes: 4 },
        { issueId: school.issues.screen, filed: 1, resolved: 1, solvedBySelfHelp: 1, medianWaitMinutes: 10 },
      ],
    });
    expect(await of('2026-09-03', '2026-09-30')).toMatchObject({ filed: 1, resolved: 1, medianWaitMinutes: 30 });
  });

  it('without anything in it has no rates, rather than bad ones', async () => {
    expect(await of('2025-09-01', '2025-09-30')).toMatchObject({
      ...{ filed: 0, resolved: 0, medianWaitMinutes: null, p90WaitMinutes: null, firstContactRate: null, reopenRate: null },
      ...{ feedback: null, byDay: [], byIssue: [] },
    });
  });

  it('leaves out the time the desk was frozen', async () => {
    const tell = (type: string, when: Date) =>
      school.sql(
        `INSERT INTO event (school_id, type, subject_type, subject_id, version, at) VALUES ($1, $2, 'desk', $3, 1, $4)`,
        ...[type, school.deskId, when],
      );
    await tell('desk.frozen', at(8, '08:20'));
    await tell('desk.thawed', at(8, '08:50'));
    await past({ filed: at(8, '08:10'), claimed: at(8, '09:00') });
    expect((await of('2026-09-08', '2026-09-08')).medianWaitMinutes).toBe(20);
  });

  it('is told of feedback once five different students have answered, and never who or what they said', async () => {
    const rate = async (typedName: string, respected: 'yes' | 'no') =>
      answered(await past({ filed: at(14, '08:00'), claimed: at(14, '08:02'), resolved: at(14, '08:10'), typedName }), respected, 14);
    for (const name of ['Mia', 'Noah', 'Ava', 'Leo', 'Mia']) await rate(name, 'yes');
    expect((await of('2026-09-14', '2026-09-14')).feedback).toBeNull();
    await rate('Zoe', 'no');
    const told = await of('2026-09-14', '2026-09-14');
    expect(told.feedback).toEqual({ count: 6, fixed: 1, explained: 1, respected: 0.833 });
    expect(JSON.stringify(told)).not.toMatch(/Mia|Zoe|Ana|Thank you/);
  });

  it('is refused backwards, longer than a school year with its summer, and of another school’s desk', async () => {
    await expect(of('2026-09-02', '2026-09-01')).rejects.toMatchObject({ code: 'trends.backwards', status: 400 });
    await expect(of('2025-01-01', '2026-09-01')).rejects.toMatchObject({ code: 'trends.too_long', status: 400 });
    await expect(of('2025-07-01', '2026-09-03')).resolves.toMatchObject({ from: '2025-07-01' });
    await expect(trends.of(school.leader, { deskId: uuid(), from: '2026-09-01', until: '2026-09-02' })).rejects.toMatchObject({
      code: 'desk.not_found',
    });
  });

  it('goes into a spreadsheet table by table', async () => {
    const csv = async (table: 'summary' | 'days' | 'issues') =>
      parse(await trends.asCsv(school.leader, { deskId: school.deskId, from: '2026-09-01', until: '2026-09-02', table }), { bom: true });
    expect(await csv('days')).toEqual([
      ['day', 'filed', 'resolved', 'median wait (minutes)'],
      ['2026-09-01', '2', '1', '4'],
      ['2026-09-02', '1', '2', '10'],
    ]);
    expect((await csv('issues'))[1]).toEqual(['Battery', 'Battery (es)', '2', '2', '0', '4']);
    expect(await csv('summary')).toContainEqual(['fixed (share of yes)', '']);
  });
});
