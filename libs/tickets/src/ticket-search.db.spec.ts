import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { openDeskSchool, type DeskSchool } from '../../../test/support/desk-school.js';
import { FilingService } from './filing.service.js';
import { LineService } from './line.service.js';
import { TicketsModule } from './tickets.module.js';

let school: DeskSchool;

beforeAll(async () => {
  school = await openDeskSchool(TicketsModule);
});
afterAll(() => school.close());

/** A ticket as it is some days after it was filed; one that is done was done on the day it was filed. */
async function filed(name: string, daysAgo: number, state: 'held' | 'resolved'): Promise<string> {
  const filing = { id: uuid(), issueId: school.issues.battery, personId: await school.student(name), language: 'en' } as const;
  const { code } = await school.app
    .get(FilingService)
    .file(school.kiosk, { ...filing, keepPlace: false, wantsAdult: false, secondsAgo: 0 });
  await school.sql(
    `UPDATE ticket SET state = $3, day = day - $4::int, filed_at = filed_at - make_interval(days => $4), hold_reason = 'ready_for_pickup',
            resolved_at = CASE WHEN $3 = 'resolved' THEN filed_at - make_interval(days => $4) END
     WHERE school_id = $1 AND id = $2`,
    filing.id,
    state,
    daysAgo,
  );
  return code;
}
const found = async (search: string) =>
  (await school.app.get(LineService).search(school.assistants[0], { deskId: school.deskId, search })).rows.map(
    ({ studentName, code }) => `${studentName} ${code}`,
  );

describe('a ticket searched for at the desk', () => {
  it('is found on the days after, by its student or its code, after what is of today', async () => {
    const before = await filed('Mia', 1, 'held');
    const today = await filed('Mia', 0, 'held');
    expect(await found('mia')).toEqual([`Mia O. ${today}`, `Mia O. ${before}`]);
    expect(await found(before)).toEqual([`Mia O. ${before}`]);
  });

  it('is found as long as it is open, and a week after it was done', async () => {
    const [waits, done] = [await filed('Noah', 40, 'held'), await filed('Noah', 6, 'resolved')];
    await filed('Noah', 8, 'resolved');
    expect(await found('noah')).toEqual([`Noah O. ${done}`, `Noah O. ${waits}`]);
  });
});
