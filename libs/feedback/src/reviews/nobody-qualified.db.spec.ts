import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FiledTicket } from '@firstbell/contracts/tickets';
import type { PersonActor } from '@firstbell/platform';
import { StaffService } from '@firstbell/people';
import { ClaimsService, DutyService, FilingService, HoldsService } from '@firstbell/tickets';
import { v7 as uuid } from 'uuid';
import { openDeskSchool, type DeskSchool } from '../../../../test/support/desk-school.js';
import { DeskWalk } from '../../../../test/support/desk-walk.js';
import { FeedbackModule } from '../feedback.module.js';
import { ReviewsService } from './reviews.service.js';

let school: DeskSchool;
let walk: DeskWalk;
let ana: PersonActor;
let ben: PersonActor;

beforeAll(async () => {
  school = await openDeskSchool(FeedbackModule);
  walk = new DeskWalk(school);
  [ana, ben] = school.assistants;
  ana = { ...ana, skills: ['hardware'] };
  await school.sql(`UPDATE person SET skills = '{hardware}' WHERE school_id = $1 AND id = $2`, ana.id);
  await school.sql(`UPDATE issue SET skill = 'hardware' WHERE school_id = $1 AND id = $2`, school.issues.screen);
});
afterAll(() => school.close());

const startDuty = (who: PersonActor) => school.app.get(DutyService).start(who, { deskId: school.deskId });
const endDuty = (who: PersonActor) => school.app.get(DutyService).end(who, { deskId: school.deskId });
const alerts = async () =>
  (await school.app.get(ReviewsService).list(school.coach, { settled: 'open', limit: 200 })).reviews
    .filter((review) => review.reason === 'nobody_qualified')
    .map((review) => review.ticketId);
const next = (who: PersonActor) => school.app.get(ClaimsService).next(who, { deskId: school.deskId, requestId: uuid() });
const leave = (ticketId: string) => walk.tickets.leave(school.kiosk, { ticketId, requestId: uuid() });

describe('a ticket nobody on duty is trained for', () => {
  it('is put before the coach as it is filed, who is on duty or not, and one that needs no certificate never', async () => {
    await startDuty(ben);
    const [basic, screen] = [await walk.file('Mia'), await walk.file('Noah', school.issues.screen)];
    expect(await alerts()).toEqual([screen]);
    const told = await school.sql<{ type: string }>(
      `SELECT e.type FROM event e JOIN review r ON r.school_id = e.school_id AND r.id = e.subject_id WHERE e.school_id = $1 AND r.ticket_id = $2`,
      screen,
    );
    expect(told).toEqual([{ type: 'review.raised' }]);
    for (const ticketId of [basic, screen]) await leave(ticketId);
    expect(await alerts()).toEqual([]);
    await endDuty(ben);
  });

  it('is so no longer once somebody trained comes on duty, and again when they go', async () => {
    const ticketId = await walk.file('Ava', school.issues.screen);
    await startDuty(ben);
    expect(await alerts()).toEqual([ticketId]);
    await startDuty(ana);
    expect(await alerts()).toEqual([]);
    await endDuty(ana);
    expect(await alerts()).toEqual([ticketId]);
    await startDuty(school.coach);
    expect(await alerts()).toEqual([]);
    await endDuty(school.coach);
    expect(await alerts()).toEqual([ticketId]);
    await leave(ticketId);
    await endDuty(ben);
  });

  it('is so from the moment the one on duty is no longer trained, and no longer once they are again', async () => {
    const administrator = { ...school.coach, roles: ['administrator'] } as const;
    await school.sql(`UPDATE person SET roles = '{coach,administrator}' WHERE school_id = $1 AND id = $2`, administrator.id);
    const train = (skills: ('hardware' | 'network')[]) =>
      school.app.get(StaffService).setRoles(administrator, { personId: ana.id, roles: ['student', 'assistant'], skills, periods: [] });
    await startDuty(ana);
    const ticketId = await walk.file('Eli', school.issues.screen);
    await train(['network']);
    expect(await alerts()).toEqual([ticketId]);
    await train(['hardware']);
    expect(await alerts()).toEqual([]);
    await endDuty(ana);
    await train([]);
    await train(['hardware']);
    expect(await alerts()).toEqual([ticketId]);
    await leave(ticketId);
  });

  it('is not filed by the only one on duty who is trained: nobody takes their own', async () => {
    await startDuty(ana);
    const id = uuid();
    const filing = {
      id,
      issueId: school.issues.screen,
      personId: ana.id,
      language: 'en',
      keepPlace: false,
      wantsAdult: false,
      secondsAgo: 0,
    } as const;
    const filed = await school.app.get(FilingService).file(school.kiosk, filing);
    expect(filed.nobodyQualified).not.toBeNull();
    expect(await alerts()).toEqual([id]);
    await leave(id);
    const other = await walk.file('Kai', school.issues.screen);
    expect(await alerts()).toEqual([]);
    await leave(other);
    await endDuty(ana);
  });

  it('asks no longer when somebody trained takes it with Next, and again when their lease runs out', async () => {
    const ticketId = await walk.file('Liam', school.issues.screen);
    expect((await next(ben)).ticket).toBeNull();
    expect(await alerts()).toEqual([ticketId]);
    expect((await next(ana)).ticket?.id).toBe(ticketId);
    expect(await alerts()).toEqual([]);
    await school.sql(`UPDATE ticket SET claim_expires_at = now() - interval '1 second' WHERE school_id = $1 AND id = $2`, ticketId);
    await school.app.get(ClaimsService).sweep(school.schoolId, school.deskId);
    expect(await alerts()).toEqual([ticketId]);
    await leave(ticketId);
  });

  it('asks for nobody while its student has class', async () => {
    const ticketId = await walk.file('Zoe', school.issues.screen);
    await school.app.get(HoldsService).goToClass(school.kiosk, { ticketId, requestId: uuid(), minutes: 30 });
    expect(await alerts()).toEqual([]);
    await school.sql(`UPDATE ticket SET hold_until = now() - interval '1 second' WHERE school_id = $1 AND id = $2`, ticketId);
    await school.app.get(HoldsService).sweep(school.schoolId, school.deskId);
    expect(await alerts()).toEqual([ticketId]);
    await leave(ticketId);
  });
});

describe('a student whom nobody on duty can help', () => {
  const fileScreen = (): Promise<FiledTicket> => fileFor(school.issues.screen);
  const fileFor = async (issueId: string): Promise<FiledTicket> => {
    const id = uuid();
    const personId = await school.student('Eva');
    const filing = {
      id,
      issueId,
      personId,
      language: 'en',
      keepPlace: false,
      wantsAdult: false,
      secondsAgo: 0,
    } as const;
    const answer = await school.app.get(FilingService).file(school.kiosk, filing);
    expect((await school.app.get(FilingService).file(school.kiosk, filing)).nobodyQualified).toEqual(answer.nobodyQualified);
    await leave(id);
    return answer;
  };

  it('hears that nobody can say when, where no shift of somebody trained is known', async () => {
    expect(await fileScreen()).toMatchObject({ state: 'waiting', place: 1, wait: null, nobodyQualified: { comeBack: null } });
  });

  it('hears when somebody trained has a shift later today, on a day of school', async () => {
    await school.sql(`UPDATE period SET starts_at = '23:59:58', ends_at = '23:59:59' WHERE school_id = $1 AND name = 'Period 2'`);
    await school.sql(
      `INSERT INTO shift (school_id, period_id, person_id) SELECT $1, id, $2 FROM period WHERE school_id = $1 AND name = 'Period 2'`,
      ana.id,
    );
    const late = await openAgain();
    const weekend = (
      await school.sql<{ is: boolean }>(`SELECT extract(isodow FROM now() AT TIME ZONE 'America/Chicago') > 5 AS is, $1::uuid`)
    )[0]?.is;
    expect(late.nobodyQualified).toEqual({ comeBack: weekend === true ? null : { period: 'Period 2', startsAt: '23:59' } });
  });

  it('hears nothing of it as soon as somebody trained is there', async () => {
    await startDuty(ana);
    expect((await fileScreen()).nobodyQualified).toBeNull();
    await endDuty(ana);
  });

  it('hears that nobody is at the desk, and when somebody is, also where no certificate is needed, and no coach is told', async () => {
    const comeBack = (await openAgain()).nobodyQualified?.comeBack ?? null;
    expect(await fileFor(school.issues.battery)).toMatchObject({ wait: null, nobodyQualified: { nobodyThere: true, comeBack } });
    await school.sql(`UPDATE person SET skills = '{}' WHERE school_id = $1 AND id = $2`, ana.id);
    expect((await fileFor(school.issues.battery)).nobodyQualified).toEqual({ nobodyThere: true, comeBack });
    expect((await fileScreen()).nobodyQualified).toEqual({ comeBack: null });
    await school.sql(`UPDATE person SET skills = '{hardware}' WHERE school_id = $1 AND id = $2`, ana.id);
    const waiting = await walk.file('Uma');
    expect(await alerts()).toEqual([]);
    await leave(waiting);
  });

  it('hears so too when their name is typed, and nothing of it while anybody is there', async () => {
    const typed = () => {
      const id = uuid();
      const filing = { id, issueId: school.issues.battery, typedName: 'Visiting Sibling', language: 'en' } as const;
      return {
        id,
        file: () => school.app.get(FilingService).file(school.kiosk, { ...filing, keepPlace: false, wantsAdult: false, secondsAgo: 0 }),
      };
    };
    const first = typed();
    expect((await first.file()).nobodyQualified).toMatchObject({ nobodyThere: true });
    await startDuty(ben);
    expect((await first.file()).nobodyQualified).toBeNull();
    await leave(first.id);
    expect((await fileFor(school.issues.battery)).nobodyQualified).toBeNull();
    await endDuty(ben);
  });

  /** The bell schedule is remembered for a minute. */
  async function openAgain() {
    const { SchedulesService } = await import('@firstbell/schedule');
    school.app.get(SchedulesService).forget(school.schoolId);
    return fileScreen();
  }
});
