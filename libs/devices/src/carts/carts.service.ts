import { Injectable } from '@nestjs/common';
import type { CartView, circulationOperations } from '@firstbell/contracts/circulation';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { Database, notFound, violatedConstraint, type Actor, type Tx } from '@firstbell/platform';
import { SchedulesService } from '@firstbell/schedule';
import { HeldDevicesStore } from '../check-outs/held-devices.store.js';
import { mustFitSlot, mustHaveSlot, nameTaken } from './cart.rules.js';
import { CartsStore } from './carts.store.js';
import { ReservationsStore } from './reservations.store.js';

type Ops = typeof circulationOperations;

/** The carts themselves: which device belongs in which slot. */
@Injectable()
export class CartsService {
  constructor(
    private readonly database: Database,
    private readonly store: CartsStore,
    private readonly reservations: ReservationsStore,
    private readonly devices: HeldDevicesStore,
    private readonly schedules: SchedulesService,
  ) {}

  async list(actor: Actor, input: InputOf<Ops['listCarts']>): Promise<OutputOf<Ops['listCarts']>> {
    const { day: today } = await this.schedules.at(actor.schoolId);
    const { periods } = await this.schedules.clock(actor.schoolId);
    return this.database.read(actor.schoolId, async (tx) => ({
      today,
      carts: await this.store.list(tx),
      reservations: await this.reservations.from(tx, input.from ?? today),
      periods: periods.map(({ id, name, startsAt, endsAt }) => ({ id, name, startsAt, endsAt })),
    }));
  }

  async create(actor: Actor, input: InputOf<Ops['createCart']>): Promise<CartView> {
    return this.database
      .once(
        actor.schoolId,
        input.id,
        async (tx) => {
          await this.store.insert(tx, { ...input, location: input.location ?? null });
          await this.tell(tx, actor, input.id, 1, input.id);
          return this.mustView(tx, input.id);
        },
        (tx, id) => this.mustView(tx, id),
      )
      .catch((error: unknown) => {
        throw violatedConstraint(error) === 'cart_school_id_name_key' ? nameTaken(input.name) : error;
      });
  }

  async fillSlot(actor: Actor, input: InputOf<Ops['fillSlot']>): Promise<CartView> {
    return this.database.once(
      actor.schoolId,
      input.requestId,
      async (tx) => {
        const cart = await this.store.change(tx, input.cartId);
        if (cart === undefined) throw notFound('cart', 'cartId');
        mustHaveSlot(input.slot, cart.slots);
        await this.store.empty(tx, input.cartId, input.slot);
        if (input.deviceTag !== null) await this.put(tx, input.cartId, input.slot, input.deviceTag);
        await this.tell(tx, actor, input.cartId, cart.version, input.requestId);
        return this.mustView(tx, input.cartId);
      },
      (tx, id) => this.mustView(tx, id),
    );
  }

  private async put(tx: Tx, cartId: string, slot: number, deviceTag: string): Promise<void> {
    const device = await this.devices.lock(tx, { deviceTag });
    const place = await this.devices.slotOf(tx, device.id);
    const held = device.holder_id !== null;
    mustFitSlot({ ...device, held, in: place === undefined ? null : { cart: place.name, slot: place.slot } });
    await this.store.fill(tx, cartId, slot, device.id);
  }

  private async tell(tx: Tx, actor: Actor, id: string, version: number, requestId: string): Promise<void> {
    await tx.append({ type: 'cart.changed', subjectType: 'cart', subjectId: id, version, actorId: actor.id, requestId });
  }

  private async mustView(tx: Tx, id: string): Promise<CartView> {
    const view = await this.store.view(tx, id);
    if (view === undefined) throw notFound('cart', 'cartId');
    return view;
  }
}
