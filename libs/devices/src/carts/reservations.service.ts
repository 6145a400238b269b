import { Injectable } from '@nestjs/common';
import type { circulationOperations, ReservationView, ReturnCheck } from '@firstbell/contracts/circulation';
import type { InputOf } from '@firstbell/contracts/operation';
import { Database, notFound, violatedConstraint, type Actor, type NewEvent, type Tx } from '@firstbell/platform';
import { periodsOn, SchedulesService } from '@firstbell/schedule';
import { CheckOutsStore } from '../check-outs/check-outs.store.js';
import { emptySlot, mustNotBeChecked, mustNotBeOver, mustRing, mustStand, reservedBy, sortScans } from './cart.rules.js';
import { CartsStore } from './carts.store.js';
import { ReservationsStore } from './reservations.store.js';

type Ops = typeof circulationOperations;

/** A cart in the hands of a class: reserved, taken by students, and looked through before the next class. */
@Injectable()
export class ReservationsService {
  constructor(
    private readonly database: Database,
    private readonly store: ReservationsStore,
    private readonly carts: CartsStore,
    private readonly checkOuts: CheckOutsStore,
    private readonly schedules: SchedulesService,
  ) {}

  async reserve(actor: Actor, input: InputOf<Ops['reserveCart']>): Promise<ReservationView> {
    const { day: today } = await this.schedules.at(actor.schoolId);
    const clock = await this.schedules.clock(actor.schoolId);
    mustNotBeOver(input.day, today);
    const period = clock.periods.find(({ id }) => id === input.periodId);
    if (period === undefined) throw notFound('period', 'periodId');
    mustRing(period, periodsOn(input.day, clock));
    try {
      return await this.database.once(
        actor.schoolId,
        input.id,
        async (tx) => {
          if ((await this.carts.view(tx, input.cartId)) === undefined) throw notFound('cart', 'cartId');
          await this.store.insert(tx, { ...input, reservedBy: actor.id });
          const data = { cartId: input.cartId, periodId: input.periodId };
          await tx.append({ ...about(input.id, 1, actor.id), type: 'cart.reserved', requestId: input.id, data });
          return this.mustView(tx, input.id);
        },
        (tx, id) => this.mustView(tx, id),
      );
    } catch (error) {
      if (violatedConstraint(error) !== 'cart_reserved') throw error;
      const first = await this.database.read(actor.schoolId, (tx) => this.store.standing(tx, input.cartId, input.day, input.periodId));
      throw first === undefined ? error : reservedBy(first.className, first.reservedBy.name);
    }
  }

  async cancel(actor: Actor, input: InputOf<Ops['cancelReservation']>): Promise<ReservationView> {
    return this.change(
      actor,
      input,
      async (tx, reservation) => {
        mustNotBeChecked(reservation);
        await this.store.cancel(tx, input.reservationId);
      },
      (tx, id) => this.mustView(tx, id),
    );
  }

  async seats(actor: Actor, input: InputOf<Ops['reservationSeats']>): Promise<ReturnCheck> {
    return this.database.read(actor.schoolId, (tx) => this.checked(tx, input.reservationId, []));
  }

  async seat(actor: Actor, input: InputOf<Ops['seatStudent']>): Promise<ReturnCheck> {
    return this.change(
      actor,
      input,
      async (tx, reservation) => {
        mustNotBeChecked(reservation);
        const taken = (await this.store.seats(tx, input.reservationId)).find(({ slot }) => slot === input.slot);
        if (taken === undefined) throw emptySlot(input.slot);
        const person = input.scan === null ? null : await this.checkOuts.lockPerson(tx, { scan: input.scan });
        await this.store.putSeats(tx, input.reservationId, [{ ...taken, personId: person?.id ?? null }]);
      },
      (tx, id) => this.checked(tx, id, []),
    );
  }

  /** What is scanned is back and the rest is missing; a second check finds what turned up since. */
  async checkReturn(actor: Actor, input: InputOf<Ops['checkCartReturn']>): Promise<ReturnCheck> {
    let unexpected: readonly string[] = [];
    return this.change(
      actor,
      input,
      async (tx, reservation) => {
        const seats = await this.store.seats(tx, input.reservationId);
        const sorted = sortScans(seats, input.tags);
        unexpected = sorted.unexpected;
        const first = reservation.returnedAt === null;
        const looked = seats.map((seat) => ({ ...seat, missing: !sorted.back.has(seat) && (first || seat.missing) }));
        await this.store.putSeats(tx, input.reservationId, looked);
        await this.store.returned(tx, input.reservationId, actor.id);
      },
      (tx, id) => this.checked(tx, id, unexpected),
    );
  }

  /** The job `cart.prompt`: the desk is told, once, that the class is about to bring the cart back. */
  async prompt(schoolId: string, reservationId: string): Promise<void> {
    await this.database.transaction(schoolId, async (tx) => {
      const taken = await this.store.takePrompt(tx, reservationId);
      if (taken === undefined) return;
      const data = { cartId: taken.cartId, prompted: true };
      await tx.append({ ...about(reservationId, taken.version, null), type: 'cart.reservation_changed', data });
    });
  }

  private async change<T>(
    actor: Actor,
    input: { readonly requestId: string; readonly reservationId: string },
    work: (tx: Tx, reservation: ReservationView) => Promise<void>,
    answer: (tx: Tx, id: string) => Promise<T>,
  ): Promise<T> {
    const { requestId, reservationId } = input;
    return this.database.once(
      actor.schoolId,
      requestId,
      async (tx) => {
        const version = await this.store.change(tx, reservationId);
        if (version === undefined) throw notFound('reservation', 'reservationId');
        const reservation = await this.mustView(tx, reservationId);
        mustStand(reservation);
        await work(tx, reservation);
        const data = { cartId: reservation.cartId };
        await tx.append({ ...about(reservationId, version, actor.id), type: 'cart.reservation_changed', requestId, data });
        return answer(tx, reservationId);
      },
      answer,
    );
  }

  private async checked(tx: Tx, id: string, unexpected: readonly string[]): Promise<ReturnCheck> {
    return { reservation: await this.mustView(tx, id), seats: await this.store.seatRows(tx, id), unexpected: [...unexpected] };
  }

  private async mustView(tx: Tx, id: string): Promise<ReservationView> {
    const view = await this.store.view(tx, id);
    if (view === undefined) throw notFound('reservation', 'reservationId');
    return view;
  }
}

const about = (
  id: string,
  version: number,
  actorId: string | null,
): Pick<NewEvent, 'subjectType' | 'subjectId' | 'version' | 'actorId'> => ({
  subjectType: 'cart_reservation',
  subjectId: id,
  version,
  actorId,
});
