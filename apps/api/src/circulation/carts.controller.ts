import { Controller } from '@nestjs/common';
import { circulationOperations as ops } from '@firstbell/contracts/circulation';
import type { InputOf } from '@firstbell/contracts/operation';
import { CartsService, RemindersService, ReservationsService } from '@firstbell/devices';
import type { Actor } from '@firstbell/platform';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class CartsController {
  constructor(
    private readonly carts: CartsService,
    private readonly reservations: ReservationsService,
    private readonly reminders: RemindersService,
  ) {}

  @Operation(ops.deskReminders)
  deskReminders(@CurrentActor() actor: Actor) {
    return this.reminders.now(actor);
  }

  @Operation(ops.listCarts)
  listCarts(@Input() input: InputOf<typeof ops.listCarts>, @CurrentActor() actor: Actor) {
    return this.carts.list(actor, input);
  }

  @Operation(ops.createCart)
  createCart(@Input() input: InputOf<typeof ops.createCart>, @CurrentActor() actor: Actor) {
    return this.carts.create(actor, input);
  }

  @Operation(ops.fillSlot)
  fillSlot(@Input() input: InputOf<typeof ops.fillSlot>, @CurrentActor() actor: Actor) {
    return this.carts.fillSlot(actor, input);
  }

  @Operation(ops.reserveCart)
  reserveCart(@Input() input: InputOf<typeof ops.reserveCart>, @CurrentActor() actor: Actor) {
    return this.reservations.reserve(actor, input);
  }

  @Operation(ops.cancelReservation)
  cancelReservation(@Input() input: InputOf<typeof ops.cancelReservation>, @CurrentActor() actor: Actor) {
    return this.reservations.cancel(actor, input);
  }

  @Operation(ops.reservationSeats)
  reservationSeats(@Input() input: InputOf<typeof ops.reservationSeats>, @CurrentActor() actor: Actor) {
    return this.reservations.seats(actor, input);
  }

  @Operation(ops.seatStudent)
  seatStudent(@Input() input: InputOf<typeof ops.seatStudent>, @CurrentActor() actor: Actor) {
    return this.reservations.seat(actor, input);
  }

  @Operation(ops.checkCartReturn)
  checkCartReturn(@Input() input: InputOf<typeof ops.checkCartReturn>, @CurrentActor() actor: Actor) {
    return this.reservations.checkReturn(actor, input);
  }
}
