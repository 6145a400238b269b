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
    const read = await schedule.view(school.coach);
    const { version } = read;
    const [first, second] = read.periods;
    if (first === undefined || second === undefined) throw new Error('The school has two periods.');
    const third = { id: uuid(), name: 'Period 3', startsAt: '10:05', endsAt: '10:50', dayTypeId: null };
    const answer = await schedule.save(school.coach, {
      ...read,
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
    const read = await schedule.view(school.coach);
    const { periods } = read;
    const [homeroom] = periods;
    const { id: personId } = school.assistants[0];
    await school.sql('INSERT INTO shift (school_id, period_id, person_id) VALUES ($1, $2, $3)', homeroom?.id, personId);
    const without = periods.slice(1).map((period) => ({ ...period, name: `${period.name} new` }));
    await expect(schedule.save(school.coach, { ...read, periods: without })).rejects.toMatchObject({
      code: 'period.in_use',
      options: { facts: { name: 'Homeroom', assistants: 1, reservations: 0 } },
    });
    expect(await names()).toEqual(['Homeroom', 'Period 2', 'Period 3']);
    await school.sql('DELETE FROM shift WHERE school_id = $1');
  });

  it('keeps a period for which a cart is reserved, and lets it go after that day, without losing the reservation', async () => {
    const read = await schedule.view(school.coach);
    const { periods } = read;
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
    const without = { ...read, periods: periods.slice(1) };
    await expect(schedule.save(school.coach, without)).rejects.toMatchObject({ options: { facts: { assistants: 0, reservations: 1 } } });

    await school.sql(`UPDATE cart_reservation SET day = day - 1 WHERE school_id = $1`);
    await schedule.save(school.coach, without);
    expect(await names()).toEqual(['Period 2', 'Period 3']);
    expect((await school.app.get(SchedulesService).clock(school.schoolId)).periods).toHaveLength(2);
    expect(await school.sql('SELECT 1 FROM cart_reservation WHERE school_id = $1')).toHaveLength(1);
  });
});

describe('kinds of days and days that ring otherwise', () => {
  const [a, b] = [
    { id: uuid(), name: 'A' },
    { id: uuid(), name: 'B' },
  ];

  it('are saved with the rest, and the coming days are told by them', async () => {
    const read = await schedule.view(school.coach);
    const [second, third] = read.periods;
    if (second === undefined || third === undefined) throw new Error('Two periods are left.');
    const today = read.coming[0]?.day ?? '';
    const off = { id: uuid(), name: 'Break', from: read.coming[7]?.day ?? '', to: read.coming[13]?.day ?? '' };
    const saved = await schedule.save(school.coach, {
      ...read,
      dayTypes: [a, b],
      periods: [
        { ...second, dayTypeId: a.id },
        { ...third, dayTypeId: b.id },
      ],
      pattern: { kind: 'rotation', from: today, dayTypeIds: [a.id, b.id] },
      daysOff: [off],
    });
    const { coming, ...rest } = saved;
    expect({ ...(await schedule.view(school.coach)), coming: [] }).toEqual({ ...rest, coming: [] });
    expect(rest).toMatchObject({ dayTypes: [a, b], daysOff: [off], pattern: { kind: 'rotation' } });
    expect(coming.map(({ day }) => day)).toHaveLength(14);
    // Any seven days hold five school days, by turns; the seven after them are off.
    expect(coming.flatMap(({ name, kind }) => (kind === 'usual' ? [name] : []))).toEqual(['A', 'B', 'A', 'B', 'A']);
    expect(coming.filter(({ kind }) => kind === 'off')).toHaveLength(5);
    expect(coming.find(({ name }) => name === 'B')?.periods.map(({ name }) => name)).toEqual(['Period 3']);
  });

  it('one of them for once, or at its own times; that is undone, and told every time', async () => {
    const { coming, periods } = await schedule.view(school.coach);
    const today = coming[0]?.day ?? '';
    const eventsBefore = (await saved()).length;
    const ofToday = async () => {
      const { periods: ringing } = await school.app.get(SchedulesService).at(school.schoolId);
      return ringing.map(({ name, startsAt, endsAt }) => [name, startsAt, endsAt]);
    };
    await schedule.setSpecialDay(school.coach, { day: today, dayTypeId: b.id });
    expect(await ofToday()).toEqual([['Period 3', '10:05', '10:50']]);
    const bells = periods.map(({ id }, place) => ({ periodId: id, startsAt: `1${String(place)}:00`, endsAt: `1${String(place)}:20` }));
    const special = await schedule.setSpecialDay(school.coach, { day: today, dayTypeId: null, bells });
    expect(special.coming[0]).toMatchObject({ day: today, kind: 'special' });
    expect(await ofToday()).toEqual([
      ['Period 2', '10:00', '10:20'],
      ['Period 3', '11:00', '11:20'],
    ]);
    await schedule.setSpecialDay(school.coach, { day: today, dayTypeId: null, bells: [] });
    expect(await ofToday()).toEqual([]);
    const usual = await schedule.clearSpecialDay(school.coach, { day: today });
    expect(usual.coming[0]).toEqual(coming[0]);
    expect((await saved()).length - eventsBefore).toBe(4);
  });

  it('not a day that has passed, and a kind of day that is still given to one is not lost', async () => {
    const read = await schedule.view(school.coach);
    await expect(schedule.setSpecialDay(school.coach, { day: '2020-09-01', dayTypeId: null })).rejects.toMatchObject({
      code: 'special_day.has_passed',
    });
    const farAhead = await schedule.setSpecialDay(school.coach, { day: '2099-09-01', dayTypeId: null, bells: [] });
    expect(farAhead.coming.slice(13).map(({ day }) => day)).toEqual([read.coming[13]?.day, '2099-09-01']);
    await schedule.clearSpecialDay(school.coach, { day: '2099-09-01' });
    const tomorrow = read.coming[1]?.day ?? '';
    await schedule.setSpecialDay(school.coach, { day: tomorrow, dayTypeId: b.id });
    const withoutB = { ...read, dayTypes: [a], periods: read.periods.slice(0, 1), pattern: { kind: 'same' as const, dayTypeId: a.id } };
    await expect(schedule.save(school.coach, withoutB)).rejects.toMatchObject({ code: 'day_type.in_use' });
    await schedule.clearSpecialDay(school.coach, { day: tomorrow });
    expect((await schedule.save(school.coach, withoutB)).dayTypes).toEqual([a]);
  });
});
