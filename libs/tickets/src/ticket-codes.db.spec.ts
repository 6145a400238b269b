import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SchedulesService } from '@firstbell/schedule';
import { v7 as uuid } from 'uuid';
import { openDeskSchool, type DeskSchool } from '../../../test/support/desk-school.js';
import { FilingService } from './filing.service.js';
import { HoldsService } from './holds.service.js';
import { KioskService } from './kiosk.service.js';
import { TicketsModule } from './tickets.module.js';

let school: DeskSchool;

beforeAll(async () => {
  school = await openDeskSchool(TicketsModule);
});
afterAll(() => school.close());

async function filed(
  name: string,
  late: { reservedCode?: string; reservedDay?: string; secondsAgo?: number } = {},
): Promise<{ id: string; code: string }> {
  const filing = { id: uuid(), issueId: school.issues.battery, personId: await school.student(name), language: 'en' } as const;
  return school.app.get(FilingService).file(school.kiosk, { ...filing, keepPlace: false, wantsAdult: false, secondsAgo: 0, ...late });
}
const reserved = async () => (await school.app.get(KioskService).reserveCodes(school.kiosk, { requestId: uuid(), count: 3 })).codes;

/** All that is there was there a day earlier. */
async function aNightPasses(): Promise<void> {
  await school.sql('UPDATE ticket SET day = day - 1 WHERE school_id = $1');
  await school.sql('UPDATE ticket_code_counter SET day = day - 1 WHERE school_id = $1');
}
const solveAll = () =>
  school.sql(`UPDATE ticket SET state = 'resolved', resolved_at = now(), resolved_by = $2 WHERE school_id = $1`, school.coach.id);

describe('the code of a ticket', () => {
  it('is none that a ticket of an earlier day still goes by', async () => {
    const [solved, kept] = [await filed('Mia'), await filed('Noah')];
    await school.sql(`UPDATE ticket SET state = 'resolved', resolved_at = now() WHERE school_id = $1 AND id = $2`, solved.id);
    await school.app.get(HoldsService).goToClass(school.kiosk, { ticketId: kept.id, requestId: uuid(), minutes: 30 });
    await aNightPasses();
    expect([kept.code, (await filed('Eva')).code, (await filed('Leo')).code]).toEqual(['B-2', 'B-3', 'B-4']);
  });

  it('nor is one of a block a kiosk reserves in the morning', async () => {
    await aNightPasses();
    expect(await reserved()).toEqual(['B-5', 'B-6', 'B-7']);
    expect((await filed('Ida')).code).toBe('B-8');
  });

  it('begins at 1 again once nothing of the days before is open', async () => {
    await solveAll();
    await aNightPasses();
    expect((await filed('Tom')).code).toBe('B-1');
    await solveAll();
    await aNightPasses();
    expect(await reserved()).toEqual(['B-1', 'B-2', 'B-3']);
  });
});

describe('a code that a kiosk showed while it could not reach the server', () => {
  const reservedFor = async (daysAgo: number, first: number, last: number): Promise<string> => {
    const { day } = await school.app.get(SchedulesService).at(school.schoolId);
    const [row] = await school.sql<{ day: string }>(
      `INSERT INTO reserved_codes (school_id, id, station_id, desk_id, day, first, last)
       VALUES ($1, $2, $3, $4, $5::date - $6::int, $7, $8) RETURNING day::text AS day`,
      ...[uuid(), school.kiosk.id, school.deskId, day, daysAgo, first, last],
    );
    return row?.day ?? '';
  };
  const dayOf = async (name: string, late: Parameters<typeof filed>[1]) => {
    const { id, code } = await filed(name, late);
    const [ticket] = await school.sql<{ day: string }>('SELECT day::text AS day FROM ticket WHERE school_id = $1 AND id = $2', id);
    return { code, day: ticket?.day };
  };
  const aDay = 24 * 60 * 60;

  it('is of the day it was reserved for, though the next day’s block holds the same number', async () => {
    const [yesterday, today] = [await reservedFor(1, 100, 119), await reservedFor(0, 100, 119)];
    expect(await dayOf('Ada', { reservedCode: 'B-109', reservedDay: yesterday })).toEqual({ code: 'B-109', day: yesterday });
    expect(await dayOf('Bo', { reservedCode: 'B-109', reservedDay: today })).toEqual({ code: 'B-109', day: today });
  });

  it('is of the day on which it was filed, where a kiosk does not say which', async () => {
    const [yesterday, today] = [await reservedFor(1, 120, 139), await reservedFor(0, 120, 139)];
    expect(await dayOf('Cleo', { reservedCode: 'B-129', secondsAgo: aDay })).toEqual({ code: 'B-129', day: yesterday });
    expect(await dayOf('Dan', { reservedCode: 'B-129', secondsAgo: 0 })).toEqual({ code: 'B-129', day: today });
  });

  it('is still the student’s after a weekend, and nobody’s after a week', async () => {
    const [friday, longAgo] = [await reservedFor(4, 140, 159), await reservedFor(8, 160, 179)];
    expect(await dayOf('Elif', { reservedCode: 'B-140', reservedDay: friday })).toEqual({ code: 'B-140', day: friday });
    expect(await dayOf('Finn', { reservedCode: 'B-141', secondsAgo: aDay })).toEqual({ code: 'B-141', day: friday });
    await expect(filed('Gus', { reservedCode: 'B-160', reservedDay: longAgo })).rejects.toMatchObject({ code: 'ticket.code_not_reserved' });
  });
});
