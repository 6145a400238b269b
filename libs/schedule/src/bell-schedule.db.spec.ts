import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { openDeskSchool, type DeskSchool } from '../../../test/support/desk-school.js';
import { BellChanges, type BellChange } from './bell-changes.js';
import { BellScheduleService } from './bell-schedule.service.js';
import { ScheduleModule } from './schedule.module.js';
import { SchedulesService } from './schedules.service.js';

let school: DeskSchool;
let schedule: BellScheduleService;
let changes: BellChange[];

beforeAll(async () => {
  school = await openDeskSchool(ScheduleModule);
  schedule = school.app.get(BellScheduleService);
  changes = [];
  school.app.get(BellChanges).register((_tx, change) => Promise.resolve(void changes.push(change)));
});
afterAll(() => school.close());

const names = async () => (await schedule.view(school.coach)).periods.map(({ name }) => name);
const saved = () => school.sql<{ actor_id: string }>(`SELECT actor_id FROM event WHERE school_id = $1 AND type = 'school.bells_changed'`);

describe('the bell schedule', () => {
  it('is saved as a whole, in its order, with its event, and read anew at once', async () => {
    await school.app.get(SchedulesService).at(school.schoolId);
    const { version, periods } = await schedule.view(school.coach);
    const [first, second] = periods;
    if (first === undefined || second === undefined) throw new Error('The school has two periods.');
    const third = { id: uuid(), name: 'Period 3', startsAt: '10:05', endsAt: '10:50' };
    const answer = await schedule.save(school.coach, {
      version,
      periods: [third, { ...first, name: 'Homeroom', endsAt: '08:20' }, second],
    });

    expect(answer.version).toBe(version + 1);
    expect(answer.periods).toEqual([{ ...first, name: 'Homeroom', endsAt: '08:20' }, second, third]);
    expect(await saved()).toEqual([{ actor_id: school.coach.id }]);
    expect(changes.map(({ actorId, after }) => [actorId, after.timeZone])).toEqual([[school.coach.id, 'America/Chicago']]);
    expect((await school.app.get(SchedulesService).clock(school.schoolId)).periods).toHaveLength(3);
  });

  it('is not saved over what somebody else saved meanwhile', async () => {
    const read = await schedule.view(school.coach);
    await schedule.save(school.coach, read);
    await expect(schedule.save(school.coach, { ...read, periods: [] })).rejects.toMatchObject({ code: 'bell_schedule.changed_meanwhile' });
    expect(await names()).toHaveLength(3);
  });

  it('keeps a period in which somebody is expected, and nothing of the form is saved', async () => {
    const { version, periods } = await schedule.view(school.coach);
    const [homeroom] = periods;
    const { id: personId } = school.assistants[0];
    await school.sql('INSERT INTO shift (school_id, period_id, person_id) VALUES ($1, $2, $3)', homeroom?.id, personId);
    const without = periods.slice(1).map((period) => ({ ...period, name: `${period.name} new` }));
    await expect(schedule.save(school.coach, { version, periods: without })).rejects.toMatchObject({
      code: 'period.in_use',
      options: { facts: { name: 'Homeroom', assistants: 1, reservations: 0 } },
    });
    expect(await names()).toEqual(['Homeroom', 'Period 2', 'Period 3']);
    await school.sql('DELETE FROM shift WHERE school_id = $1');
  });

  it('keeps a period for which a cart is reserved, and lets it go after that day, without losing the reservation', async () => {
    const { version, periods } = await schedule.view(school.coach);
    const [homeroom] = periods;
    const { day } = await school.app.get(SchedulesService).at(school.schoolId);
    await school.sql(`INSERT INTO cart (school_id, id, name, slots) VALUES ($1, $2, 'Library 1', 4)`, uuid());
    await school.sql(
      `INSERT INTO cart_reservation (school_id, id, cart_id, day, period_id, class_name, reserved_by)
       SELECT $1, $2, id, $3::date, $4, 'Biology', $5 FROM cart WHERE school_id = $1`,
      uuid(),
      day,
      homeroom?.id,
      school.coach.id,
    );
    const without = { version, periods: periods.slice(1) };
    await expect(schedule.save(school.coach, without)).rejects.toMatchObject({ options: { facts: { assistants: 0, reservations: 1 } } });

    await school.sql(`UPDATE cart_reservation SET day = day - 1 WHERE school_id = $1`);
    await schedule.save(school.coach, without);
    expect(await names()).toEqual(['Period 2', 'Period 3']);
    expect((await school.app.get(SchedulesService).clock(school.schoolId)).periods).toHaveLength(2);
    expect(await school.sql('SELECT 1 FROM cart_reservation WHERE school_id = $1')).toHaveLength(1);
  });
});
