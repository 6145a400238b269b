import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { jobs } from '@firstbell/contracts/jobs';
import { BellChanges, SchedulesService } from '@firstbell/schedule';
import { v7 as uuid } from 'uuid';
import { openDeskSchool, type DeskSchool } from '../../../test/support/desk-school.js';
import { DeskWalk } from '../../../test/support/desk-walk.js';
import { DesksService } from './desks.service.js';
import { DesksStore } from './desks.store.js';
import { DutyService } from './duty.service.js';
import { TicketsModule } from './tickets.module.js';

let school: DeskSchool;
let duty: DutyService;
const minutesMs = 60_000;

beforeAll(async () => {
  school = await openDeskSchool(TicketsModule);
  duty = school.app.get(DutyService);
});
afterAll(() => school.close());
beforeEach(() => school.sql('DELETE FROM duty WHERE school_id = $1'));

const start = (place: 0 | 1) => duty.start(school.assistants[place], { deskId: school.deskId });
const over = (place: 0 | 1) =>
  school.sql(`UPDATE duty SET ends_at = now() - interval '1 second' WHERE school_id = $1 AND person_id = $2`, school.assistants[place].id);
const onDuty = async () => {
  const rows = await school.database.read(school.schoolId, (tx) => school.app.get(DesksStore).duty(tx, school.deskId));
  return rows.map(({ person }) => person.id);
};
const ends = () =>
  school.sql<{ person_id: string; ends_at: Date }>('SELECT person_id, ends_at FROM duty WHERE school_id = $1 AND until IS NULL');
const isDue = async () => (await school.sql(`SELECT 1 FROM (${jobs['duty.sweep'].due}) due WHERE due.school_id = $1`)).length === 1;
let number = 5_000;
/** So many tickets of the desk, resolved lately after so long. */
async function took(length: string, by: string, count: number): Promise<void> {
  for (let made = 0; made < count; made += 1) {
    number += 1;
    await school.sql(
      `INSERT INTO ticket (school_id, id, desk_id, day, number, code, issue_id, typed_name, language, priority, audience, state, filed_at, filing_hash,
         line_rank, first_claimed_at, claims, resolved_at, resolved_by, resolutions)
       VALUES ($1, $2, $3, current_date, $4::int, 'B-' || $4::int, $5, 'Someone new', 'en', 'normal', 'desk', 'resolved', now(), 'x',
         now(), now() - interval '2 hours' - $6::interval, 1, now() - interval '2 hours', $7, 1)`,
      uuid(),
      school.deskId,
      number,
      school.issues.battery,
      length,
      by,
    );
  }
}
const handling = async () => {
  const [desk] = await school.sql<{ handling_p25: number | null; handling_p75: number | null }>(
    'SELECT handling_p25, handling_p75 FROM desk WHERE school_id = $1',
  );
  return [desk?.handling_p25, desk?.handling_p75];
};

describe('duty', () => {
  it('of whoever forgets it ends with the period, is told to the screens, and nobody else’s does', async () => {
    await start(0);
    await start(1);
    expect(await isDue()).toBe(false);
    await over(0);
    expect(await isDue()).toBe(true);
    await duty.sweep(school.schoolId, school.deskId);
    expect(await onDuty()).toEqual([school.assistants[1].id]);
    const told = await school.sql(
      `SELECT subject_id, actor_id, data->>'deskId' AS desk FROM event WHERE school_id = $1 AND type = 'duty.ended' ORDER BY id DESC LIMIT 1`,
    );
    expect(told).toEqual([{ subject_id: school.assistants[0].id, actor_id: null, desk: school.deskId }]);
  });

  it('goes on while the desk is frozen: freezing stops every clock', async () => {
    await start(0);
    await over(0);
    const desks = school.app.get(DesksService);
    await desks.freeze(school.coach, { deskId: school.deskId });
    expect(await isDue()).toBe(false);
    await duty.sweep(school.schoolId, school.deskId);
    expect(await onDuty()).toHaveLength(1);
    await desks.thaw(school.coach, { deskId: school.deskId });
    expect(await isDue()).toBe(true);
  });

  it('ends at every desk when its holder signs out', async () => {
    await start(0);
    await start(1);
    await duty.endOwn(school.assistants[0]);
    expect(await onDuty()).toEqual([school.assistants[1].id]);
  });

  it('of the release before, which has no end, is over after twelve hours', async () => {
    await start(0);
    await start(1);
    await school.sql(
      `UPDATE duty SET ends_at = NULL, since = now() - interval '13 hours' WHERE school_id = $1 AND person_id = $2`,
      school.assistants[0].id,
    );
    await school.sql(`UPDATE duty SET ends_at = NULL WHERE school_id = $1 AND person_id = $2`, school.assistants[1].id);
    await duty.sweep(school.schoolId, school.deskId);
    expect(await onDuty()).toEqual([school.assistants[1].id]);
  });

  it('runs to the new bell when the bells are changed; a coach’s to the last one', async () => {
    await start(0);
    await duty.start(school.coach, { deskId: school.deskId });
    const now = await school.app.get(SchedulesService).at(school.schoolId);
    const clock = (later: number) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: now.timeZone, hour: '2-digit', minute: '2-digit' }).format(
        now.now.getTime() + later * minutesMs,
      );
    // Near midnight the two would be on different days.
    if (clock(40) < clock(0)) return;
    const periods = [
      { id: uuid(), name: 'Short', startsAt: clock(0), endsAt: clock(10), dayTypeId: null },
      { id: uuid(), name: 'Last', startsAt: clock(20), endsAt: clock(40), dayTypeId: null },
    ];
    await school.database.transaction(school.schoolId, (tx) =>
      school.app.get(BellChanges).run(tx, { before: now, after: { ...now, periods }, actorId: school.coach.id }),
    );
    const until = new Map(
      (await ends()).map((row) => [row.person_id, Math.round((row.ends_at.getTime() - now.now.getTime()) / minutesMs)]),
    );
    expect(until.get(school.assistants[0].id)).toBeGreaterThanOrEqual(9);
    expect(until.get(school.assistants[0].id)).toBeLessThanOrEqual(10);
    expect(until.get(school.coach.id)).toBeGreaterThanOrEqual(39);
  });
});

describe('how long things take', () => {
  it('is reckoned from those on duty as they come and go, from the desk while too little is known of them, and from nothing otherwise', async () => {
    const [ana, ben] = school.assistants;
    await start(0);
    expect(await handling()).toEqual([null, null]);
    await duty.endOwn(ana);
    await took('10 minutes', ana.id, 6);
    await took('2 minutes', ben.id, 4);
    await start(0);
    expect(await handling()).toEqual([600, 600]);
    await duty.endOwn(ana);
    // Four of Ben’s are too few: the desk's are taken.
    await start(1);
    expect(await handling()).toEqual([120, 600]);
    await took('2 minutes', ben.id, 1);
    await duty.endOwn(ben);
    await start(1);
    expect(await handling()).toEqual([120, 120]);
    await duty.endOwn(ben);
  });

  it('does not count what staff logged in one movement, however much of it there was lately', async () => {
    const [ana] = school.assistants;
    await took('10 minutes', ana.id, 6);
    await took('1 second', ana.id, 25);
    await start(0);
    expect(await handling()).toEqual([600, 600]);
  });
});

describe('a freeze', () => {
  it('is taken off what a ticket took only as far as it was in hand, and moves the end of a claim by as long as it ran', async () => {
    const walk = new DeskWalk(school);
    const [ana, ben] = school.assistants;
    const [waiting, taken, given] = [await walk.file('Mia'), await walk.file('Noah'), await walk.file('Zoe')];
    for (const ticketId of [taken, given]) await walk.take(ana, ticketId);
    await school.sql(`UPDATE ticket SET filed_at = now() - interval '1 hour' WHERE school_id = $1 AND id = ANY($2)`, [
      waiting,
      taken,
      given,
    ]);
    const claimed = (ago: string, ticketId: string) =>
      school.sql(
        `UPDATE ticket SET claimed_at = now() - $3::interval, first_claimed_at = now() - $3::interval, claim_expires_at = now() + interval '1 minute'
         WHERE school_id = $1 AND id = $2`,
        ticketId,
        ago,
      );
    await claimed('40 minutes', taken);
    await claimed('10 minutes', given);
    const desks = school.app.get(DesksService);
    await school.app.get(DutyService).start(ben, { deskId: school.deskId });
    await desks.freeze(school.coach, { deskId: school.deskId });
    await school.sql(`UPDATE desk SET frozen_at = now() - interval '30 minutes' WHERE school_id = $1`);
    const colleague = { id: ben.id, name: 'Ben', roles: ben.roles, skills: [] };
    const handOver = { ticketId: given, requestId: uuid(), toPersonId: ben.id, note: 'the drill' };
    const { claimExpiresAt } = await walk.tickets.handOver(ana, handOver, colleague, () => Promise.resolve());
    expect(claimExpiresAt).toBeNull();
    const [before] = await school.sql<{ ends: Date }>(
      'SELECT claim_expires_at AS ends FROM ticket WHERE school_id = $1 AND id = $2',
      given,
    );
    await desks.thaw(school.coach, { deskId: school.deskId });
    const rows = await school.sql<{ id: string; frozen_seconds: number; left: number | null }>(
      `SELECT id, frozen_seconds, extract(epoch FROM claim_expires_at - now())::int AS left FROM ticket WHERE school_id = $1 AND id = ANY($2)`,
      [waiting, taken, given],
    );
    const minutesOf = (ticketId: string) => Math.round((rows.find(({ id }) => id === ticketId)?.frozen_seconds ?? -60) / 60);
    expect([waiting, taken, given].map(minutesOf)).toEqual([0, 30, 10]);
    const leftOf = (ticketId: string) => rows.find(({ id }) => id === ticketId)?.left ?? 0;
    expect(Math.abs(leftOf(taken) - 31 * 60)).toBeLessThan(10);
    expect(Math.abs(leftOf(given) - ((before?.ends.getTime() ?? 0) - Date.now()) / 1_000)).toBeLessThan(10);
  });
});

describe('the bell', () => {
  it('tells the screens of every desk once which period it is now', async () => {
    const desks = school.app.get(DesksService);
    const told = async () => (await school.sql(`SELECT 1 FROM event WHERE school_id = $1 AND type = 'desk.period_changed'`)).length;
    const due = async () => (await school.sql(`SELECT 1 FROM (${jobs['bell.ring'].due}) due WHERE due.school_id = $1`)).length;
    await school.sql(`UPDATE desk SET bell_at = now() - interval '2 seconds' WHERE school_id = $1`);
    const before = await told();
    expect(await due()).toBe(1);
    await desks.ringBell(school.schoolId);
    await desks.ringBell(school.schoolId);
    expect([await told(), await due()]).toEqual([before + 1, 0]);
    const [desk] = await school.sql<{ later: boolean }>('SELECT bell_at > now() AS later FROM desk WHERE school_id = $1');
    expect(desk?.later).toBe(true);
  });
});
