import { Controller } from '@nestjs/common';
import type { InputOf } from '@firstbell/contracts/operation';
import { ticketOperations as ops } from '@firstbell/contracts/tickets';
import type { Actor } from '@firstbell/platform';
import { ClaimsService, DeskWorkService, LineService, TicketsService } from '@firstbell/tickets';
import { CurrentActor, Input, Operation } from '../operation/operation.decorator.js';

@Controller()
export class TicketsController {
  constructor(
    private readonly tickets: TicketsService,
    private readonly claims: ClaimsService,
    private readonly desk: DeskWorkService,
    private readonly line: LineService,
  ) {}

  @Operation(ops.ticketDetail)
  ticketDetail(@Input() input: InputOf<typeof ops.ticketDetail>, @CurrentActor() actor: Actor) {
    return this.line.detail(actor, input);
  }

  @Operation(ops.claimTicket)
  claimTicket(@Input() input: InputOf<typeof ops.claimTicket>, @CurrentActor() actor: Actor) {
    return this.claims.take(actor, input);
  }

  @Operation(ops.releaseTicket)
  releaseTicket(@Input() input: InputOf<typeof ops.releaseTicket>, @CurrentActor() actor: Actor) {
    return this.tickets.release(actor, input);
  }

  @Operation(ops.extendClaim)
  extendClaim(@Input() input: InputOf<typeof ops.extendClaim>, @CurrentActor() actor: Actor) {
    return this.tickets.extend(actor, input);
  }

  @Operation(ops.holdTicket)
  holdTicket(@Input() input: InputOf<typeof ops.holdTicket>, @CurrentActor() actor: Actor) {
    return this.tickets.hold(actor, input);
  }

  @Operation(ops.handOverTicket)
  handOverTicket(@Input() input: InputOf<typeof ops.handOverTicket>, @CurrentActor() actor: Actor) {
    return this.desk.handOver(actor, input);
  }

  @Operation(ops.escalateTicket)
  escalateTicket(@Input() input: InputOf<typeof ops.escalateTicket>, @CurrentActor() actor: Actor) {
    return this.tickets.escalate(actor, input);
  }

  @Operation(ops.resolveTicket)
  resolveTicket(@Input() input: InputOf<typeof ops.resolveTicket>, @CurrentActor() actor: Actor) {
    return this.tickets.resolve(actor, input);
  }

  @Operation(ops.reopenTicket)
  reopenTicket(@Input() input: InputOf<typeof ops.reopenTicket>, @CurrentActor() actor: Actor) {
    return this.desk.reopen(actor, input);
  }

  @Operation(ops.cancelTicket)
  cancelTicket(@Input() input: InputOf<typeof ops.cancelTicket>, @CurrentActor() actor: Actor) {
    return this.tickets.cancel(actor, input);
  }

  @Operation(ops.addNote)
  addNote(@Input() input: InputOf<typeof ops.addNote>, @CurrentActor() actor: Actor) {
    return this.desk.addNote(actor, input);
  }

  @Operation(ops.quickLog)
  quickLog(@Input() input: InputOf<typeof ops.quickLog>, @CurrentActor() actor: Actor) {
    return this.desk.quickLog(actor, input);
  }
}
