import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jobs } from '@firstbell/contracts/jobs';
import type { PersonActor } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { openCirculationSchool, refusal, type CirculationSchool } from '../../../../test/support/circulation-school.js';
import { CartsService } from './carts.service.js';
import { RemindersService } from '../reminders/reminders.service.js';
import { ReservationsService } from './reservations.service.js';

let school: CirculationSchool;
let carts: CartsService;
let reservations: ReservationsService;
let coach: PersonActor;
let ana: PersonActor;
let number = 0;

beforeAll(async () => {
  school = await openCirculationSchool();
  carts = school.app.get(CartsService);
  reservations = school.app.get(ReservationsService);
  coach = school.coach;
  [ana] = school.assistants;
});
afterAll(() => school.close());

/** A cart with devices in its first slots. */
async function cartWith(count: number) {
  const cart = await carts.create(coach, { id: uuid(), name: `Cart ${(number += 1)}`, slots: 30 });
  const devices = [];
  for (let slot = 1; slot <= count; slot += 1) {
    const device = await school.device();
    await put(cart.id, slot, device.tag);
    devices.push(device);
  }
  return { cart, devices };
}
const put = (cartId: string, slot: number, deviceTag: string | null) =>
  carts.fillSlot(coach, { requestId: uuid(), cartId, slot, deviceTag });
const periodId = async () => (await carts.list(coach, {})).periods[0]?.id ?? '';
const reserve = async (cartId: string, className = 'Biology 2') =>
  reservations.reserve(coach, { id: uuid(), cartId, day: '2099-09-01', periodId: await periodId(), className });

describe('a cart', () => {
  it('has each device in one slot, and none that a person has', async () => {
    const { cart, devices } = await cartWith(2);
    expect((await carts.list(ana, {})).carts.find(({ id }) => id === cart.id)?.devices.map(({ slot }) => slot)).toEqual([1, 2]);
    const tag = devices[0]?.tag ?? '';
    expect(await refusal(put(cart.id, 3, tag))).toMatchObject({
      code: 'cart.device_in_slot',
      options: { facts: { cart: cart.name, slot: 1 } },
    });
    const held = await school.device({ state: 'in_use', holderId: await school.student('Maya') });
    expect((await refusal(put(cart.id, 3, held.tag))).code).toBe('cart.device_held');
    expect((await refusal(put(cart.id, 31, held.tag))).code).toBe('cart.no_such_slot');
    expect((await put(cart.id, 1, null)).devices.map(({ slot }) => slot)).toEqual([2]);
  });

  it('has a name of its own', async () => {
    const { cart } = await cartWith(0);
    expect((await refusal(carts.create(coach, { id: uuid(), name: cart.name, slots: 5 }))).code).toBe('cart.name_taken');
  });
});

describe('reserving a cart', () => {
  it('twice for one period is refused, saying by whom and for which class', async () => {
    const { cart } = await cartWith(1);
    const answers = await Promise.allSettled([reserve(cart.id, 'Biology 2'), reserve(cart.id, 'History 1')]);
    const first = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    const lost = answers.flatMap((answer): unknown[] => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(first).toHaveLength(1);
    expect(lost).toMatchObject([{ code: 'cart.reserved', options: { facts: { className: first[0]?.className, by: 'Cora Okafor' } } }]);
    await reservations.cancel(coach, { requestId: uuid(), reservationId: first[0]?.id ?? '' });
    expect((await reserve(cart.id, 'History 1')).className).toBe('History 1');
  });

  it('is for today or later, in a period of this school', async () => {
    const { cart } = await cartWith(0);
    const asked = { id: uuid(), cartId: cart.id, day: '2020-09-01', periodId: await periodId(), className: 'Art' };
    expect((await refusal(reservations.reserve(coach, asked))).code).toBe('cart.day_has_passed');
    expect((await refusal(reservations.reserve(coach, { ...asked, day: '2099-09-01', periodId: uuid() }))).code).toBe('period.not_found');
    expect((await refusal(reserve(uuid()))).code).toBe('cart.not_found');
  });

  it('is for a period that rings on that day, at the weekend for none', async () => {
    const { cart } = await cartWith(0);
    const onSunday = { id: uuid(), cartId: cart.id, day: '2099-09-06', periodId: await periodId(), className: 'Art' };
    expect(await refusal(reservations.reserve(coach, onSunday))).toMatchObject({
      code: 'cart.no_such_bell',
      options: { field: 'periodId', facts: { name: 'Period 1' } },
    });
  });
});

describe('the return check', () => {
  it('says what is missing and who had it, and finds it later', async () => {
    const { cart, devices } = await cartWith(3);
    const { id } = await reserve(cart.id);
    const person = await school.student('Noor');
    await school.sql(`UPDATE person SET badge = '000512' WHERE school_id = $1 AND id = $2`, person);
    await reservations.seat(ana, { requestId: uuid(), reservationId: id, slot: 2, scan: '000512' });
    const [one, two, three] = devices.map(({ tag }) => tag);
    const check = { requestId: uuid(), reservationId: id, tags: [one ?? '', `S${three ?? ''}`, 'NOT-OURS'] };
    const told = await reservations.checkReturn(ana, check);
    expect(told).toMatchObject({ reservation: { missing: 1 }, unexpected: ['NOT-OURS'] });
    expect(told.seats.filter(({ missing }) => missing)).toMatchObject([{ slot: 2, device: { tag: two }, person: { name: 'Noor O.' } }]);
    // Put elsewhere afterwards, it stays known as what this class had.
    await put(cart.id, 2, null);
    const later = await reservations.checkReturn(ana, { requestId: uuid(), reservationId: id, tags: [two ?? ''] });
    expect([later.reservation.missing, later.seats.length]).toEqual([0, 3]);
    expect((await refusal(reservations.cancel(coach, { requestId: uuid(), reservationId: id }))).code).toBe('cart.return_checked');
  });
});

describe('the prompt before the bell', () => {
  it('is due from five minutes before the end of the period on its day, and given once', async () => {
    const { cart } = await cartWith(1);
    const { id } = await reserve(cart.id);
    const isDue = async () =>
      (await school.sql<{ subject_id: string }>(`SELECT due.* FROM (${jobs['cart.prompt'].due}) due WHERE due.school_id = $1`)).some(
        (row) => row.subject_id === id,
      );
    const bellIn = async (minutes: number) => {
      // The bell and its day by the school's own clock, also around midnight.
      await school.sql(
        `WITH bell AS (SELECT (now() AT TIME ZONE 'America/Chicago') + make_interval(mins => $3) AS at),
           moved AS (UPDATE period p SET starts_at = '00:00', ends_at = greatest((SELECT at FROM bell)::time, '00:00:01') FROM cart_reservation r
             WHERE r.school_id = $1 AND r.id = $2 AND p.school_id = $1 AND p.id = r.period_id)
         UPDATE cart_reservation SET day = (SELECT at FROM bell)::date WHERE school_id = $1 AND id = $2`,
        id,
        minutes,
      );
    };
    await bellIn(7);
    expect(await isDue()).toBe(false);
    const view = async () => (await reservations.seats(ana, { reservationId: id })).reservation;
    // That day rings otherwise for once: its own bell counts.
    await school.sql(
      `INSERT INTO special_day (school_id, day, own_times) SELECT $1, day, true FROM cart_reservation WHERE school_id = $1 AND id = $2`,
      id,
    );
    await school.sql(
      `INSERT INTO special_bell (school_id, day, period_id, starts_at, ends_at)
       SELECT r.school_id, r.day, r.period_id, p.starts_at, p.ends_at - interval '3 minutes' FROM cart_reservation r
       JOIN period p ON p.school_id = r.school_id AND p.id = r.period_id WHERE r.school_id = $1 AND r.id = $2`,
      id,
    );
    const { period: moved } = await view();
    expect(await isDue()).toBe(true);
    await school.sql('DELETE FROM special_day WHERE school_id = $1');
    expect(moved.endsAt < (await view()).period.endsAt).toBe(true);
    await bellIn(4);
    expect(await isDue()).toBe(true);
    await Promise.all([reservations.prompt(school.schoolId, id), reservations.prompt(school.schoolId, id)]);
    expect(await isDue()).toBe(false);
    expect((await reservations.seats(ana, { reservationId: id })).reservation.promptedAt).not.toBeNull();
    const { carts: atTheDesk } = await school.app.get(RemindersService).now(ana);
    expect(atTheDesk.map(({ reservationId }) => reservationId)).toEqual([id]);
    expect(await school.eventsOf(id)).toEqual(['cart.reserved', 'cart.reservation_changed']);
  });
});
