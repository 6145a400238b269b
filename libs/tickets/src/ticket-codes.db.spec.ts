import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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

async function filed(name: string): Promise<{ id: string; code: string }> {
  const filing = { id: uuid(), issueId: school.issues.battery, personId: await school.student(name), language: 'en' } as const;
  return school.app.get(FilingService).file(school.kiosk, { ...filing, keepPlace: false, wantsAdult: false, secondsAgo: 0 });
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
