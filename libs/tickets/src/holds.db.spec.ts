import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jobs } from '@firstbell/contracts/jobs';
import { v7 as uuid } from 'uuid';
import { openDeskSchool, type DeskSchool } from '../../../test/support/desk-school.js';
import { DeskWalk } from '../../../test/support/desk-walk.js';
import { ClaimsService } from './claims.service.js';
import { DesksService } from './desks.service.js';
import { HoldsService } from './holds.service.js';
import { LineService } from './line.service.js';
import { MyTicketsService } from './my-tickets.service.js';
import { TicketsModule } from './tickets.module.js';

let school: DeskSchool;
let walk: DeskWalk;
let holds: HoldsService;

beforeAll(async () => {
  school = await openDeskSchool(TicketsModule);
  walk = new DeskWalk(school);
  holds = school.app.get(HoldsService);
  // A bell that rings late, so that a period is running whenever this runs on a weekday, and none at the weekend.
  await school.sql(`UPDATE period SET starts_at = '00:00', ends_at = '23:59:59' WHERE school_id = $1 AND name = 'Period 1'`);
  await school.sql(`DELETE FROM period WHERE school_id = $1 AND name <> 'Period 1'`);
});
afterAll(() => school.close());

const goToClass = (ticketId: string, minutes?: number) =>
  holds.goToClass(school.kiosk, { ticketId, requestId: uuid(), ...(minutes === undefined ? {} : { minutes }) });
const line = async () => school.app.get(LineService).line(school.coach, { deskId: school.deskId, limit: 100 });
const codesInLine = async () => (await line()).rows.map(({ code }) => code);
const over = (ticketId: string) =>
  school.sql(`UPDATE ticket SET hold_until = now() - interval '1 second' WHERE school_id = $1 AND id = $2`, ticketId);
const dueDesks = async () =>
  (await school.sql<{ subject_id: string }>(`SELECT due.* FROM (${jobs['hold.sweep'].due}) due WHERE due.school_id = $1`)).map(
    (row) => row.subject_id,
  );

describe('a place kept through a lesson', () => {
  it('is passed over by Next, shown as held until the time said, and told on the board by its code', async () => {
    const ticketId = await walk.file('Mia');
    const { ticket, until } = await goToClass(ticketId, 30);
    expect(ticket).toMatchObject({ state: 'held', place: null });
    expect(Math.abs(Date.parse(until ?? '') - Date.now() - 30 * 60_000)).toBeLessThan(10_000);
    const { rows, open } = await line();
    expect(rows).toEqual([]);
    expect(open).toMatchObject([{ id: ticketId, holdReason: 'student_in_class', holdUntil: until }]);
    const next = await school.app.get(ClaimsService).next(school.assistants[0], { deskId: school.deskId, requestId: uuid() });
    expect(next.ticket).toBeNull();
    const board = await school.app.get(LineService).board(school.kiosk, { deskId: school.deskId });
    expect(board.rows.map(({ code, showing }) => [code, showing])).toEqual([[ticket.code, 'in_class']]);
    await walk.tickets.leave(school.kiosk, { ticketId, requestId: uuid() });
  });

  it('comes back to where it was by itself, once its time is over and no sooner', async () => {
    const [first, second] = [await walk.file('Noah'), await walk.file('Zoe')];
    const order = await codesInLine();
    await goToClass(first, 30);
    expect(await holds.sweep(school.schoolId, school.deskId)).toBe(0);
    expect(await dueDesks()).toEqual([]);
    await over(first);
    expect(await dueDesks()).toEqual([school.deskId]);
    expect(await holds.sweep(school.schoolId, school.deskId)).toBe(1);
    expect(await codesInLine()).toEqual(order);
    const events = await school.sql(
      'SELECT type, actor_id FROM event WHERE school_id = $1 AND subject_id = $2 ORDER BY id DESC LIMIT 1',
      first,
    );
    expect(events).toEqual([{ type: 'ticket.returned', actor_id: null }]);
    for (const ticketId of [first, second]) await walk.tickets.leave(school.kiosk, { ticketId, requestId: uuid() });
  });

  it('stands still while the desk is frozen', async () => {
    const ticketId = await walk.file('Ava');
    await goToClass(ticketId, 30);
    await over(ticketId);
    const desks = school.app.get(DesksService);
    await desks.freeze(school.coach, { deskId: school.deskId });
    expect([await dueDesks(), await holds.sweep(school.schoolId, school.deskId)]).toEqual([[], 0]);
    await desks.thaw(school.coach, { deskId: school.deskId });
    await over(ticketId);
    expect(await holds.sweep(school.schoolId, school.deskId)).toBe(1);
    await walk.tickets.leave(school.kiosk, { ticketId, requestId: uuid() });
  });

  it('is kept once however often it is asked for, and longer when they have class again', async () => {
    const ticketId = await walk.file('Liam');
    const request = { ticketId, requestId: uuid(), minutes: 15 };
    const answer = await holds.goToClass(school.kiosk, request);
    expect(await holds.goToClass(school.kiosk, request)).toEqual(answer);
    const longer = await goToClass(ticketId, 60);
    expect(Date.parse(longer.until ?? '')).toBeGreaterThan(Date.parse(answer.until ?? ''));
    await walk.tickets.leave(school.kiosk, { ticketId, requestId: uuid() });
  });

  it('is not for a laptop that is ready to be fetched', async () => {
    const [ana] = school.assistants;
    const ticketId = await walk.file('Kai');
    await walk.take(ana, ticketId);
    await expect(goToClass(ticketId, 30)).rejects.toMatchObject({ code: 'ticket.wrong_state' });
    await walk.tickets.hold(ana, { ticketId, requestId: uuid(), reason: 'ready_for_pickup' });
    await expect(goToClass(ticketId, 30)).rejects.toMatchObject({ code: 'ticket.not_in_line' });
    await walk.tickets.leave(school.kiosk, { ticketId, requestId: uuid() });
  });

  it('is not for a laptop that waits for a part: only staff puts it back in line or takes it off', async () => {
    const [ana] = school.assistants;
    const ticketId = await walk.file('Iris');
    await walk.take(ana, ticketId);
    await walk.tickets.hold(ana, { ticketId, requestId: uuid(), reason: 'waiting_for_part' });
    const [owner] = await school.sql<{ id: string }>('SELECT person_id AS id FROM ticket WHERE school_id = $1 AND id = $2', ticketId);
    const student = { ...ana, id: owner?.id ?? '', roles: ['student'] as const };
    const mine = school.app.get(MyTicketsService);
    const input = () => ({ ticketId, requestId: uuid() });
    const refused = { code: 'ticket.waits_for_part', status: 409 };
    await expect(walk.tickets.comeBack(school.kiosk, input())).rejects.toMatchObject(refused);
    await expect(walk.tickets.leave(school.kiosk, input())).rejects.toMatchObject(refused);
    await expect(mine.comeBack(student, input())).rejects.toMatchObject(refused);
    await expect(mine.leave(student, input())).rejects.toMatchObject(refused);
    expect((await line()).open).toMatchObject([{ id: ticketId, state: 'held', holdReason: 'waiting_for_part' }]);
    expect(await walk.tickets.comeBack(ana, input())).toMatchObject({ state: 'waiting' });
    await walk.tickets.leave(school.kiosk, input());
  });

  it('without minutes ends at the bell, from the kiosk and from the desk, and asks for them where no bell will ring', async () => {
    const [ana] = school.assistants;
    const { desk } = await line();
    const [filed, taken] = [await walk.file('Eva'), await walk.file('Leo')];
    if (desk.period === null) await expect(goToClass(filed)).rejects.toMatchObject({ code: 'class.no_period' });
    else expect((await goToClass(filed)).until).toBe(desk.period.endsAt);
    await walk.take(ana, taken);
    const held = await walk.tickets.hold(ana, { ticketId: taken, requestId: uuid(), reason: 'student_in_class' });
    expect(held.holdUntil).toBe(desk.period?.endsAt ?? null);
  });
});
