import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jobs } from '@firstbell/contracts/jobs';
import type { PersonActor } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { openCirculationSchool, refusal, type CirculationSchool } from '../../../../test/support/circulation-school.js';
import { CheckOutsService } from '../check-outs/check-outs.service.js';
import { RemindersService } from '../reminders/reminders.service.js';
import { LoanersService } from './loaners.service.js';

let school: CirculationSchool;
let loaners: LoanersService;
let checkOuts: CheckOutsService;
let ana: PersonActor;

beforeAll(async () => {
  school = await openCirculationSchool();
  loaners = school.app.get(LoanersService);
  checkOuts = school.app.get(CheckOutsService);
  [ana] = school.assistants;
});
afterAll(() => school.close());

async function lend(deviceTag: string): Promise<string> {
  const personId = await school.student('Maya');
  const parts = { charger: true, laptopCase: true, agreement: 'ticked', condition: 'good', secondsAgo: 0 } as const;
  return (await checkOuts.checkOut(ana, { id: uuid(), personId, deviceTag, kind: 'loaner', dueOn: '2099-01-10', ...parts })).id;
}
const due = (checkOutId: string, day: string) =>
  school.sql(
    `UPDATE check_out SET due_on = (now() AT TIME ZONE 'America/Chicago')::date + $3::int WHERE school_id = $1 AND id = $2`,
    checkOutId,
    day,
  );
const dueJobs = async () =>
  (await school.sql<{ subject_id: string }>(`SELECT due.* FROM (${jobs['loaner.remind'].due}) due WHERE due.school_id = $1`)).map(
    (row) => row.subject_id,
  );

describe('the loaner pool', () => {
  it('shows what can be lent and what is out, overdue from the day after it was due', async () => {
    const [free, lent] = [await school.device({ loaner: true }), await school.device({ loaner: true })];
    await school.device();
    const out = await lend(lent.tag);
    const shown = async () => (await loaners.list(ana)).loaners.map(({ device, out: loan }) => [device.tag, loan?.overdue ?? null]);
    expect(await shown()).toEqual([
      [lent.tag, false],
      [free.tag, null],
    ]);
    await due(out, '0');
    expect(await shown()).toEqual([
      [lent.tag, false],
      [free.tag, null],
    ]);
    await due(out, '-1');
    expect(await shown()).toEqual([
      [lent.tag, true],
      [free.tag, null],
    ]);
    expect(await loaners.csv(ana)).toContain('Maya O.');
  });

  it('is counted for the desk while something of it should be back', async () => {
    const overdue = async () => (await school.app.get(RemindersService).now(ana)).overdueLoaners;
    const before = await overdue();
    const lent = await school.device({ loaner: true });
    const out = await lend(lent.tag);
    await due(out, '0');
    expect(await overdue()).toBe(before);
    await due(out, '-1');
    expect(await overdue()).toBe(before + 1);
    await checkOuts.checkIn(ana, {
      requestId: uuid(),
      deviceTag: lent.tag,
      charger: true,
      laptopCase: true,
      condition: 'good',
      secondsAgo: 0,
    });
    expect(await overdue()).toBe(before);
  });

  it('takes in only what lies ready, and lets nothing go that is lent', async () => {
    const held = await school.device({ state: 'in_use', holderId: await school.student('Noor') });
    const set = (deviceTag: string, loaner: boolean) => loaners.setLoaner(school.coach, { requestId: uuid(), deviceTag, loaner });
    expect((await refusal(set(held.tag, true))).code).toBe('loaner.held');
    const lost = await school.device({ state: 'lost' });
    expect((await refusal(set(lost.tag, true))).code).toBe('loaner.not_usable');
    const free = await school.device();
    expect((await set(free.tag, true)).device.tag).toBe(free.tag);
    await lend(free.tag);
    expect((await refusal(set(free.tag, false))).code).toBe('loaner.held');
  });
});

describe('the reminder of a loaner', () => {
  it('is due once a day while the loaner is overdue, and given once although two workers run', async () => {
    const id = await lend((await school.device({ loaner: true })).tag);
    expect(await dueJobs()).not.toContain(id);
    await due(id, '-2');
    expect(await dueJobs()).toContain(id);
    await Promise.all([loaners.remind(school.schoolId, id), loaners.remind(school.schoolId, id)]);
    const reminders = async () => (await school.eventsOf(id)).filter((type) => type === 'loaner.reminded').length;
    expect([await reminders(), (await dueJobs()).includes(id)]).toEqual([1, false]);
    await school.sql('UPDATE check_out SET reminded_on = reminded_on - 1 WHERE school_id = $1 AND id = $2', id);
    expect(await dueJobs()).toContain(id);
    await loaners.remind(school.schoolId, id);
    expect(await reminders()).toBe(2);
  });

  it('is not given for what is back', async () => {
    const { tag } = await school.device({ loaner: true });
    const id = await lend(tag);
    await due(id, '-2');
    await checkOuts.checkIn(ana, { requestId: uuid(), deviceTag: tag, charger: true, laptopCase: true, condition: 'good', secondsAgo: 0 });
    await loaners.remind(school.schoolId, id);
    expect(await school.eventsOf(id)).toEqual(['check_out.made', 'check_out.returned']);
  });
});
